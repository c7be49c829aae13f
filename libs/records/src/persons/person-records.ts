import type { HandOverKind } from '@lenglian/goods';
import type { Instant } from '@lenglian/quantities';
import { removeContact } from '../contacts/change-contacts.ts';
import type { Audited, Change, ReadableDatabase } from '../database/audited.ts';
import { rowsToRead, toPage } from '../page.ts';
import { InvalidRecordError } from '../records-errors.ts';
import type { Page } from '../records.ts';
import type { KeptName, PersonPart, PersonQuery, PersonRecords } from './person.ts';
import { ensurePseudonyms, readPseudonyms } from './pseudonyms.ts';

/** Stands where a name stood. */
const NO_NAME = '';

/** Names of people, over the database. */
export function personRecords(database: ReadableDatabase, audited: Audited): PersonRecords {
  return {
    kept: (actor, query) => audited(actor, (change) => readKept(change, query)),
    erase: (actor, organisationId, name) =>
      audited(actor, (change) => erase(change, organisationId, name, actor.reason)),
    eraseBefore: (actor, before) => audited(actor, (change) => eraseBefore(change, before)),
    pseudonyms: (organisationId) => readPseudonyms(database, organisationId),
  };
}

async function readKept(change: Change, query: PersonQuery): Promise<Page<KeptName>> {
  const { organisationId, name, cursor } = query;
  let rows = change.database
    .selectFrom('handOverPersons')
    .innerJoin('handOvers', 'handOvers.id', 'handOverPersons.handOverId')
    .select(['handOverPersons.id', 'handOverPersons.part', 'handOverPersons.handOverId'])
    .select(['handOvers.kind', 'handOvers.handedOverAt'])
    .where('handOverPersons.organisationId', '=', organisationId)
    .where('handOverPersons.name', '=', name)
    .where('handOverPersons.erasedAt', 'is', null);
  if (cursor) rows = rows.where('handOverPersons.id', '>', cursor);
  const found = await rows.orderBy('handOverPersons.id').limit(rowsToRead(query)).execute();
  const page = toPage(found, query, (row) => row);
  const pseudonym = (await ensurePseudonyms(change, organisationId))(name);
  const about = { action: 'person.export', entity: 'person', entityId: pseudonym };
  change.note({ organisationId, ...about, after: { told: page.items.length } });
  return {
    items: page.items.map(({ handOverId, kind, handedOverAt, part }) => ({
      ...{ handOverId, handedOverAt },
      ...{ kind: kind as HandOverKind, part: part as PersonPart },
    })),
    nextCursor: page.nextCursor,
  };
}

async function erase(
  change: Change,
  organisationId: string,
  name: string,
  reason: string,
): Promise<number> {
  if (reason.includes(name)) throw new InvalidRecordError('the reason names the person');
  const erased = await change.database
    .updateTable('handOverPersons')
    .set({ name: NO_NAME, erasedAt: change.now })
    .where('organisationId', '=', organisationId)
    .where('name', '=', name)
    .where('erasedAt', 'is', null)
    .executeTakeFirst();
  const contacts = await change.database
    .selectFrom('contacts')
    .select('id')
    .where('organisationId', '=', organisationId)
    .where('name', '=', name)
    .execute();
  for (const { id } of contacts) await removeContact(change, id);
  const count = Number(erased.numUpdatedRows) + contacts.length;
  const pseudonym = (await ensurePseudonyms(change, organisationId))(name);
  const about = { action: 'person.erase', entity: 'person', entityId: pseudonym };
  change.note({ organisationId, ...about, after: { erased: count } });
  return count;
}

/** A day on which there is nothing to erase leaves no line in the audit. */
async function eraseBefore(change: Change, before: Instant): Promise<number> {
  const counts = await change.database
    .selectFrom('handOverPersons')
    .innerJoin('handOvers', 'handOvers.id', 'handOverPersons.handOverId')
    .select(({ fn }) => ['handOverPersons.organisationId', fn.countAll<number>().as('count')])
    .where('handOverPersons.erasedAt', 'is', null)
    .where('handOvers.handedOverAt', '<', before)
    .groupBy('handOverPersons.organisationId')
    .orderBy('handOverPersons.organisationId')
    .execute();
  let all = 0;
  for (const { organisationId, count } of counts) {
    const old = change.database
      .selectFrom('handOvers')
      .select('id')
      .where('organisationId', '=', organisationId)
      .where('handedOverAt', '<', before);
    await change.database
      .updateTable('handOverPersons')
      .set({ name: NO_NAME, erasedAt: change.now })
      .where('handOverId', 'in', old)
      .where('erasedAt', 'is', null)
      .execute();
    const about = { action: 'person.erase', entity: 'person', entityId: '*' };
    change.note({ organisationId, ...about, after: { before, erased: Number(count) } });
    all += Number(count);
  }
  return all;
}
