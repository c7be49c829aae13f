import type { LimitProfile } from '@lenglian/limits';
import { toLimitProfile, type Commodity } from '@lenglian/seed-files';
import type { Instant } from '@lenglian/quantities';
import type { Audited, Change, ReadableDatabase } from '../database/audited.ts';
import { bumpCounter } from '../database/counters.ts';
import { codeBegins } from '../database/code-begins.ts';
import type { ProfileRow } from '../database/schema.ts';
import { VARIANT_MARK } from '../journeys/choose-profile.ts';
import { rowsToRead, toPage } from '../page.ts';
import {
  AlreadyExistsError,
  InvalidRecordError,
  NotFoundError,
  RevisionConflictError,
} from '../records-errors.ts';
import type { Page } from '../records.ts';
import { checkProfile, type NewVersion } from './check-profile.ts';
import { judgeByNewVersion } from './judge-by-new-version.ts';
import type { ProfileQuery, ProfileRecord, ProfileRecords } from './profile.ts';

/** Profiles, over the database. */
export function profileRecords(database: ReadableDatabase, audited: Audited): ProfileRecords {
  return {
    list: (query) => listProfiles(database, query),
    get: (id) => findProfile(database, id),
    add: (actor, organisationId, commodity, validFrom) =>
      audited(actor, async (change) => {
        if ((await newestOf(change.database, organisationId, commodity.code)) !== undefined)
          throw new AlreadyExistsError(`profile ${commodity.code} exists`);
        return insertVersion(change, organisationId, { commodity, version: 1, validFrom });
      }),
    addVersion: (actor, seenId, commodity, validFrom) =>
      audited(actor, (change) => addVersion(change, seenId, commodity, validFrom)),
  };
}

async function addVersion(
  change: Change,
  seenId: string,
  commodity: Commodity,
  validFrom: Instant,
): Promise<ProfileRecord> {
  const seen = await findProfile(change.database, seenId);
  if (seen === undefined) throw new NotFoundError(`there is no profile ${seenId}`);
  const { organisationId, code } = seen;
  // Lots, services and plans name it by its code.
  if (commodity.code !== code)
    throw new InvalidRecordError(`${code} cannot become ${commodity.code}`);
  const newest = await newestOf(change.database, organisationId, code);
  if (newest?.id !== seenId)
    throw new RevisionConflictError(`profile ${code} has version ${newest?.version} by now`);
  const version = newest.version + 1;
  const added = await insertVersion(
    change,
    organisationId,
    { commodity, version, validFrom },
    seen,
  );
  await judgeByNewVersion(change, organisationId, code, validFrom);
  return added;
}

async function insertVersion(
  change: Change,
  organisationId: string,
  added: NewVersion,
  before?: ProfileRecord,
): Promise<ProfileRecord> {
  checkProfile(added, { now: change.now, before: before?.validFrom });
  const { commodity, version, validFrom } = added;
  const definition = { ...toLimitProfile(commodity, version), validFrom };
  const row: ProfileRow = {
    ...{ id: change.newId(), organisationId, code: commodity.code, version, validFrom },
    definition: JSON.stringify(definition),
    details: JSON.stringify(commodity),
    isSeeded: 0,
  };
  await change.database.insertInto('profiles').values(row).execute();
  await bumpCounter(change, 'placements');
  change.note({
    ...{ organisationId, action: 'profile.add', entity: 'profile', entityId: row.id },
    ...(before && { before: limitsOf(before) }),
    after: definition,
  });
  return toProfile(row);
}

function limitsOf({ organisationId: _, isSeeded: __, entry: ___, ...limits }: ProfileRecord) {
  return limits;
}

async function listProfiles(
  database: ReadableDatabase,
  query: ProfileQuery,
): Promise<Page<ProfileRecord>> {
  const { organisationId, code, codePrefix, validAt, cursor } = query;
  let rows = database
    .selectFrom('profiles')
    .selectAll()
    .where('code', 'not like', `%${VARIANT_MARK}%`);
  if (organisationId !== undefined) rows = rows.where('organisationId', '=', organisationId);
  if (code !== undefined) rows = rows.where('code', '=', code);
  if (codePrefix !== undefined) rows = rows.where(codeBegins(codePrefix));
  if (validAt !== undefined)
    rows = rows
      .where('validFrom', '<=', validAt)
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom('profiles as later')
              .select('later.id')
              .whereRef('later.organisationId', '=', 'profiles.organisationId')
              .whereRef('later.code', '=', 'profiles.code')
              .whereRef('later.version', '>', 'profiles.version')
              .where('later.validFrom', '<=', validAt),
          ),
        ),
      );
  if (cursor) rows = rows.where('id', '>', cursor);
  return toPage(await rows.orderBy('id').limit(rowsToRead(query)).execute(), query, toProfile);
}

async function findProfile(
  database: ReadableDatabase,
  id: string,
): Promise<ProfileRecord | undefined> {
  const row = await database
    .selectFrom('profiles')
    .selectAll()
    .where('id', '=', id)
    // A variant of a single lot's sugar follows from its commodity and is nobody's to change.
    .where('code', 'not like', `%${VARIANT_MARK}%`)
    .executeTakeFirst();
  return row && toProfile(row);
}

async function newestOf(
  database: ReadableDatabase,
  organisationId: string,
  code: string,
): Promise<Pick<ProfileRow, 'id' | 'version'> | undefined> {
  return database
    .selectFrom('profiles')
    .select(['id', 'version'])
    .where('organisationId', '=', organisationId)
    .where('code', '=', code)
    .orderBy('version', 'desc')
    .executeTakeFirst();
}

function toProfile(row: ProfileRow): ProfileRecord {
  return {
    // The columns hold only what was given with a profile.
    ...(JSON.parse(row.definition) as LimitProfile),
    ...{ id: row.id, organisationId: row.organisationId, isSeeded: row.isSeeded === 1 },
    entry: JSON.parse(row.details) as unknown,
  };
}
