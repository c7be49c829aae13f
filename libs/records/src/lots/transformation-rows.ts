import type { LotShare, Transformation, TransformationKind } from '@lenglian/goods';
import type { Instant } from '@lenglian/quantities';
import type { ReadableDatabase } from '../database/audited.ts';
import { inChunks } from '../database/chunks.ts';

/** Lots that one trace may reach; more is no trace but a whole trade. */
const LOTS_MAX = 10_000;

/** A transformation with whether it still counts. */
export interface TransformationRecord extends Transformation {
  readonly organisationId: string;
  readonly recordedAt: Instant;
  readonly note: string | null;
  readonly undoneAt: Instant | null;
  readonly undoneBy: string | null;
  readonly undoneReason: string | null;
  /** 1, and 2 once it was undone: nothing else ever becomes of it. */
  readonly revision: number;
}

export async function findTransformation(
  database: ReadableDatabase,
  id: string,
): Promise<TransformationRecord | undefined> {
  const row = await database
    .selectFrom('transformations')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const inputs = (await sharesOf(database, 'transformationInputs', [id])).get(id) ?? [];
  const outputs = (await sharesOf(database, 'transformationOutputs', [id])).get(id) ?? [];
  // The column holds only what `recordTransformation` was given.
  const kind = row.kind as TransformationKind;
  return { ...row, kind, inputs, outputs, revision: revisionOfTransformation(row) };
}

export function revisionOfTransformation({
  undoneAt,
}: Pick<TransformationRecord, 'undoneAt'>): number {
  return undoneAt === null ? 1 : 2;
}

/** Every event that the goods of a lot went through, before it and after it. */
export async function relatedTransformations(
  database: ReadableDatabase,
  lotId: string,
): Promise<Transformation[]> {
  const back = await follow(database, lotId, 'transformationOutputs', ({ inputs }) => inputs);
  const forward = await follow(database, lotId, 'transformationInputs', ({ outputs }) => outputs);
  const events = new Map([...back, ...forward].map((event) => [event.id, event]));
  return [...events.values()].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

/** Walks from lot to lot through the events that have it on one side. */
async function follow(
  database: ReadableDatabase,
  lotId: string,
  table: ShareTable,
  onward: (event: Transformation) => readonly LotShare[],
): Promise<Transformation[]> {
  const found: Transformation[] = [];
  const seen = new Set([lotId]);
  let front = [lotId];
  while (front.length > 0 && seen.size < LOTS_MAX) {
    const events = await eventsOf(database, table, front);
    found.push(...events);
    front = [...new Set(events.flatMap(onward).map((share) => share.lotId))].filter(
      (id) => !seen.has(id),
    );
    for (const id of front) seen.add(id);
  }
  return found;
}

type ShareTable = 'transformationInputs' | 'transformationOutputs';

/** The events that have any of the lots on one side. */
export async function eventsOf(
  database: ReadableDatabase,
  table: ShareTable,
  lotIds: readonly string[],
): Promise<Transformation[]> {
  const ids = new Set<string>();
  for (const chunk of inChunks(lotIds)) {
    const rows = await database
      .selectFrom(table)
      .select('transformationId')
      .where('lotId', 'in', chunk)
      .execute();
    for (const { transformationId } of rows) ids.add(transformationId);
  }
  const events: Transformation[] = [];
  for (const chunk of inChunks([...ids])) {
    const rows = await database
      .selectFrom('transformations')
      .select(['id', 'kind', 'at'])
      .where('id', 'in', chunk)
      .where('undoneAt', 'is', null)
      .execute();
    const inputs = await sharesOf(database, 'transformationInputs', chunk);
    const outputs = await sharesOf(database, 'transformationOutputs', chunk);
    for (const { id, kind, at } of rows)
      events.push({
        ...{ id, at, inputs: inputs.get(id) ?? [], outputs: outputs.get(id) ?? [] },
        // The column holds only what `recordTransformation` was given.
        kind: kind as TransformationKind,
      });
  }
  return events;
}

/** What went into events, or came out of them, by the id of the event. */
export async function sharesOf(
  database: ReadableDatabase,
  table: ShareTable,
  ids: readonly string[],
): Promise<Map<string, LotShare[]>> {
  const rows = await database
    .selectFrom(table)
    .select(['transformationId', 'lotId', 'quantityKilograms'])
    .where('transformationId', 'in', ids)
    .orderBy('id')
    .execute();
  const byEvent = Map.groupBy(rows, (row) => row.transformationId);
  return new Map(
    [...byEvent].map(([id, shares]) => [
      id,
      shares.map(({ lotId, quantityKilograms }) => ({ lotId, quantityKilograms })),
    ]),
  );
}

/** What of lots became other lots until a moment, in kilograms; null: all that there was. */
export async function usedUp(
  database: ReadableDatabase,
  lotIds: readonly string[],
  until: Instant = Number.MAX_SAFE_INTEGER,
): Promise<Map<string, (number | null)[]>> {
  const used = new Map<string, (number | null)[]>();
  for (const chunk of inChunks(lotIds)) {
    const rows = await database
      .selectFrom('transformationInputs')
      .innerJoin('transformations', 'transformations.id', 'transformationId')
      .select(['lotId', 'quantityKilograms'])
      .where('lotId', 'in', chunk)
      .where('undoneAt', 'is', null)
      .where('transformations.at', '<=', until)
      .execute();
    for (const { lotId, quantityKilograms } of rows)
      used.set(lotId, [...(used.get(lotId) ?? []), quantityKilograms]);
  }
  return used;
}
