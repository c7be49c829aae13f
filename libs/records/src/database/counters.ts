import type { Change, ReadableDatabase } from './audited.ts';

/**
 * Version counters: bumped in the transaction of the change they stand for, so that another process
 * that polls them never sees the number before the change or the change without the number.
 *
 * - `placements`: bindings, placements, profiles (what the judge must know)
 * - `access`: who may connect (what the broker must know)
 * - `configured`: which devices must be told their configuration
 * - `verdicts`: the last sequence of the judge's outbox that was applied
 */
export type CounterName = 'placements' | 'access' | 'configured' | 'verdicts';

/** 0 before the first bump. */
export async function readCounter(database: ReadableDatabase, name: CounterName): Promise<number> {
  const row = await database
    .selectFrom('counters')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.value ?? 0;
}

/** Adds one. @returns the new value */
export async function bumpCounter(change: Change, name: CounterName): Promise<number> {
  const value = (await readCounter(change.database, name)) + 1;
  await setCounter(change, name, value);
  return value;
}

export async function setCounter(change: Change, name: CounterName, value: number): Promise<void> {
  await change.database
    .insertInto('counters')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}
