import type { Instant } from '@lenglian/quantities';
import type { Change } from '../database/audited.ts';
import { revise } from '../database/revise.ts';
import type { ContactRow } from '../database/schema.ts';
import { ensurePseudonyms } from '../persons/pseudonyms.ts';
import { InvalidRecordError, NotFoundError } from '../records-errors.ts';
import type { ContactSubject, NewContact } from './contact.ts';

const SUBJECT_TABLES = {
  place: 'places',
  unit: 'units',
  run: 'runs',
  leg: 'runs',
} as const satisfies Partial<Record<ContactSubject, string>>;

/** @throws NotFoundError, InvalidRecordError (a leg of something that has none) */
export async function addContact(
  change: Change,
  organisationId: string,
  contact: NewContact,
): Promise<ContactRow> {
  await requireSubject(change, organisationId, contact);
  await requirePrincipal(change, organisationId, contact);
  const id = change.newId();
  const row = { ...contact, id, organisationId, revision: 1, usedAt: change.now };
  await change.database.insertInto('contacts').values(row).execute();
  // Whoever may not see the name is shown a pseudonym of it.
  await ensurePseudonyms(change, organisationId);
  note(change, row, 'contact.add');
  return row;
}

/** @throws NotFoundError, RevisionConflictError, InvalidRecordError */
export async function changeContact(
  change: Change,
  id: string,
  contact: NewContact,
): Promise<ContactRow> {
  const before = await find(change, id);
  await requireSubject(change, before.organisationId, contact);
  await requirePrincipal(change, before.organisationId, contact);
  if (contact.deputyOfId === id) throw new InvalidRecordError('nobody stands in for themselves');
  await revise(change, 'contacts', id);
  await change.database
    .updateTable('contacts')
    .set({ ...contact, usedAt: change.now })
    .where('id', '=', id)
    .execute();
  const row = { ...before, ...contact, revision: before.revision + 1, usedAt: change.now };
  note(change, row, 'contact.change');
  return row;
}

/** @throws NotFoundError, RevisionConflictError */
export async function removeContact(change: Change, id: string): Promise<void> {
  const row = await find(change, id);
  await revise(change, 'contacts', id);
  await change.database
    .updateTable('contacts')
    .set({ deputyOfId: null })
    .where('deputyOfId', '=', id)
    .execute();
  await change.database.deleteFrom('contacts').where('id', '=', id).execute();
  note(change, row, 'contact.remove');
}

/**
 * Removes whom nobody put down, changed or dialled since; whoever is called about a run stays until it is over.
 *
 * @returns ids by organisation
 */
export async function removeUnused(
  change: Change,
  before: Instant,
): Promise<Map<string, string[]>> {
  const rows = await change.database
    .selectFrom('contacts')
    .leftJoin('runs', 'runs.id', 'contacts.subjectId')
    .select(['contacts.id', 'contacts.organisationId'])
    .where('contacts.usedAt', '<', before)
    .where((where) =>
      where.or([where('runs.id', 'is', null), where('runs.state', 'in', ['CLOSED', 'CANCELLED'])]),
    )
    .orderBy('contacts.organisationId')
    .orderBy('contacts.id')
    .execute();
  for (const { id } of rows) await removeContact(change, id);
  const byOrganisation = Map.groupBy(rows, ({ organisationId }) => organisationId);
  return new Map([...byOrganisation].map(([key, of]) => [key, of.map(({ id }) => id)]));
}

async function find(change: Change, id: string): Promise<ContactRow> {
  const query = change.database.selectFrom('contacts').selectAll().where('id', '=', id);
  const row = await query.executeTakeFirst();
  if (row === undefined) throw new NotFoundError(`there is no contact ${id}`);
  return row;
}

async function requireSubject(
  change: Change,
  organisationId: string,
  { subjectKind, subjectId, legOrdinal }: NewContact,
): Promise<void> {
  if ((legOrdinal !== null) !== (subjectKind === 'leg'))
    throw new InvalidRecordError(`leg ${legOrdinal} of a ${subjectKind}`);
  // Of another organisation one may know whom to call; it is no record of ours.
  const query =
    subjectKind === 'organisation'
      ? change.database.selectFrom('organisations').select('id').where('id', '=', subjectId)
      : // The tables differ in columns that this does not name; one of them stands for all.
        change.database
          .selectFrom(SUBJECT_TABLES[subjectKind] as 'units')
          .select('id')
          .where('id', '=', subjectId)
          .where('organisationId', '=', organisationId);
  if (!(await query.executeTakeFirst())) throw new NotFoundError(`${subjectKind} ${subjectId}`);
  if (legOrdinal === null) return;
  const leg = await change.database
    .selectFrom('runLegs')
    .select('id')
    .where('runId', '=', subjectId)
    .where('ordinal', '=', legOrdinal)
    .executeTakeFirst();
  if (!leg) throw new NotFoundError(`leg ${legOrdinal} of run ${subjectId}`);
}

async function requirePrincipal(
  change: Change,
  organisationId: string,
  { deputyOfId }: NewContact,
): Promise<void> {
  if (deputyOfId === null) return;
  const principal = await find(change, deputyOfId);
  if (principal.organisationId !== organisationId)
    throw new NotFoundError(`there is no contact ${deputyOfId}`);
}

/** Who may be called about what; never their name or number. */
function note(change: Change, row: ContactRow, action: string): void {
  const { id, organisationId, subjectKind, subjectId, legOrdinal, role, deputyOfId } = row;
  const after = { subjectKind, subjectId, legOrdinal, role, deputyOfId };
  change.note({ organisationId, action, entity: 'contact', entityId: id, after });
}
