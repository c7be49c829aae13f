import type { Change } from '../database/audited.ts';
import { InvalidRecordError, NotFoundError } from '../records-errors.ts';
import type { GrantKind, GrantRecord, NewGrant } from './grant.ts';

const SUBJECT_TABLES = {
  custody: 'runs',
  consignee: 'lots',
  lessor: 'devices',
} as const satisfies Record<GrantKind, string>;

/** Lets another organisation see something of one's own. @throws NotFoundError, InvalidRecordError */
export async function addGrant(
  change: Change,
  grantedBy: string,
  grant: NewGrant,
): Promise<GrantRecord> {
  refuseSenseless(grant);
  await findParties(change, grant);
  const { organisationId, granteeOrganisationId, kind, subjectId } = grant;
  const { legOrdinal, validFrom, validUntil } = grant;
  const row: GrantRecord = {
    ...{ id: change.newId(), organisationId, granteeOrganisationId, kind, subjectId, legOrdinal },
    ...{ validFrom, validUntil, grantedBy, grantedAt: change.now, revokedAt: null },
  };
  await change.database.insertInto('grants').values(row).execute();
  const about = { action: 'grant.add', entity: 'grant', entityId: row.id };
  change.note({ organisationId, ...about, after: row });
  return row;
}

function refuseSenseless(grant: NewGrant): void {
  const { kind, legOrdinal, validFrom, validUntil } = grant;
  if (validUntil !== null && validUntil <= validFrom) {
    throw new InvalidRecordError('a grant that ends before it begins');
  }
  if (grant.granteeOrganisationId === grant.organisationId) {
    throw new InvalidRecordError('a grant to oneself');
  }
  if (legOrdinal !== null && kind !== 'custody') {
    throw new InvalidRecordError(`a leg of a ${kind} grant`);
  }
}

async function findParties(change: Change, grant: NewGrant): Promise<void> {
  const { kind, subjectId, legOrdinal, organisationId, granteeOrganisationId } = grant;
  const grantee = await change.database
    .selectFrom('organisations')
    .select('id')
    .where('id', '=', granteeOrganisationId)
    .executeTakeFirst();
  if (!grantee) throw new NotFoundError(`organisation ${granteeOrganisationId}`);
  // The tables differ in columns that this does not name; one of them stands for all.
  const subject = await change.database
    .selectFrom(SUBJECT_TABLES[kind] as 'runs')
    .select('id')
    .where('id', '=', subjectId)
    .where('organisationId', '=', organisationId)
    .executeTakeFirst();
  if (!subject) throw new NotFoundError(`subject ${subjectId} of a ${kind} grant`);
  if (legOrdinal === null) return;
  const leg = await change.database
    .selectFrom('runLegs')
    .select('id')
    .where('runId', '=', subjectId)
    .where('ordinal', '=', legOrdinal)
    .executeTakeFirst();
  if (!leg) throw new NotFoundError(`leg ${legOrdinal} of run ${subjectId}`);
}
