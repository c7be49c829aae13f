import { inheritedCustody, type CustodyEvent } from '@lenglian/goods';
import type { ReadableDatabase } from '../database/audited.ts';
import { eventsOf } from '../lots/transformation-rows.ts';
import { readHandOvers } from './hand-over-rows.ts';

/** Lots that are followed back; beyond them nobody is on record. */
const LOTS_MAX = 500;

/**
 * Every hand-over of the goods of one lot, as far as custody goes: also of the lots that it was before. A
 * part has the custodian that the whole had; a mixture the one that all of its lots had, if it was one.
 */
export function readCustodyEvents(
  database: ReadableDatabase,
  lotId: string,
): Promise<readonly CustodyEvent[]> {
  return follow(database, lotId, new Map());
}

/** @param known what was read already: goods of one lot may have gone two ways into another */
async function follow(
  database: ReadableDatabase,
  lotId: string,
  known: Map<string, readonly CustodyEvent[]>,
): Promise<readonly CustodyEvent[]> {
  const read = known.get(lotId);
  if (read) return read;
  const own = await handOversOf(database, lotId);
  known.set(lotId, own);
  if (known.size > LOTS_MAX) return own;
  const [maker] = await eventsOf(database, 'transformationOutputs', [lotId]);
  if (!maker) return own;
  const before: CustodyEvent[][] = [];
  for (const input of maker.inputs) {
    const events = await follow(database, input.lotId, known);
    before.push(events.filter(({ handedOverAt }) => handedOverAt < maker.at));
  }
  const events = [...own, ...inheritedCustody(before)];
  known.set(lotId, events);
  return events;
}

async function handOversOf(database: ReadableDatabase, lotId: string): Promise<CustodyEvent[]> {
  const rows = await database
    .selectFrom('handOverLots')
    .select('handOverId')
    .where('lotId', '=', lotId)
    .execute();
  const records = await readHandOvers(
    database,
    rows.map(({ handOverId }) => handOverId),
  );
  return records.flatMap(({ id, handedOverAt, from, to, state, lots }) =>
    lots
      .filter((lot) => lot.lotId === lotId)
      .map(({ result }) => ({
        ...{ handOverId: id, handedOverAt, fromName: from.name, toName: to.name, state, result },
      })),
  );
}
