import type { HandOverKind } from '@lenglian/goods';
import type { Instant } from '@lenglian/quantities';
import { removeContact, removeUnused } from '../contacts/change-contacts.ts';
import { toContact } from '../contacts/contact-records.ts';
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
  const { organisationId, name } = query;
  const found = [...(await inHandOvers(change, query)), ...(await inContacts(change, query))];
  found.sort((a, b) => (a.id < b.id ? -1 : 1));
  const page = toPage(found, query, ({ kept }) => kept);
  const pseudonym = (await ensurePseudonyms(change, organisationId))(name);
  const about = { action: 'person.export', entity: 'person', entityId: pseudonym };
  change.note({ organisationId, ...about, after: { told: page.items.length } });
  return page;
}

interface Found {
  readonly id: string;
  readonly kept: KeptName;
}

async function inHandOvers({ database }: Change, query: PersonQuery): Promise<Found[]> {
  let rows = database
    .selectFrom('handOverPersons')
    .innerJoin('handOvers', 'handOvers.id', 'handOverPersons.handOverId')
    .select(['handOverPersons.id', 'handOverPersons.part', 'handOverPersons.handOverId'])
    .select(['handOvers.kind', 'handOvers.handedOverAt'])
    .where('handOverPersons.organisationId', '=', query.organisationId)
    .where('handOverPersons.name', '=', query.name)
    .where('handOverPersons.erasedAt', 'is', null);
  if (query.cursor) rows = rows.where('handOverPersons.id', '>', query.cursor);
  const found = await rows.orderBy('handOverPersons.id').limit(rowsToRead(query)).execute();
  return found.map(({ id, handOverId, kind, handedOverAt, part }) => ({
    id,
    kept: {
      ...{ in: 'HAND_OVER', handOverId, handedOverAt },
      ...{ kind: kind as HandOverKind, part: part as PersonPart },
    },
  }));
}

async function inContacts({ database }: Change, query: PersonQuery): Promise<Found[]> {
  let rows = database
    .selectFrom('contacts')
    .selectAll()
    .where('organisationId', '=', query.organisationId)
    .where('name', '=', query.name);
  if (query.cursor) rows = rows.where('id', '>', query.cursor);
  const found = await rows.orderBy('id').limit(rowsToRead(query)).execute();
  return found.map((row) => {
    const { subjectId, legOrdinal, phone, hours, note, usedAt } = row;
    const { subjectKind, role, language } = toContact(row);
    return {
      id: row.id,
      kept: {
        ...{ in: 'CONTACT', contactId: row.id, subjectKind, subjectId, legOrdinal, role },
        ...{ phone, language, hours, note, usedAt },
      },
    };
  });
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
  const erased = await eraseInHandOvers(change, before);
  for (const [organisationId, ids] of await removeUnused(change, before))
    erased.set(organisationId, (erased.get(organisationId) ?? 0) + ids.length);
  let all = 0;
  for (const [organisationId, count] of erased) {
    const about = { action: 'person.erase', entity: 'person', entityId: '*' };
    change.note({ organisationId, ...about, after: { before, erased: count } });
    all += count;
  }
  return all;
}

/** @returns how many names, by organisation */
async function eraseInHandOvers(change: Change, before: Instant): Promise<Map<string, number>> {
  const counts = await change.database
    .selectFrom('handOverPersons')
    .innerJoin('handOvers', 'handOvers.id', 'handOverPersons.handOverId')
    .select(({ fn }) => ['handOverPersons.organisationId', fn.countAll<number>().as('count')])
    .where('handOverPersons.erasedAt', 'is', null)
    .where('handOvers.handedOverAt', '<', before)
    .groupBy('handOverPersons.organisationId')
    .orderBy('handOverPersons.organisationId')
    .execute();
  for (const { organisationId } of counts) {
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
  }
  return new Map(counts.map(({ organisationId, count }) => [organisationId, Number(count)]));
}
