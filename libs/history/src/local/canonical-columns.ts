import { QualityFlag } from '@lenglian/readings';
import { SampleColumns, withoutRetracted } from './sample-columns.ts';
import { RETRACTED } from './sample-rows.ts';

/**
 * The union of two piles of one device's samples, both in canonical form: ordered, each sample once.
 * Of two copies the one received first stays (then the lesser flags, so that the outcome never
 * depends on the order of arrival), and a retracted copy retracts it. May add to `into` and return it.
 *
 * @param room is emptied and filled where `added` does not simply follow `into`; else made anew
 */
export function mergeCanonical(
  into: SampleColumns,
  added: SampleColumns,
  room?: SampleColumns,
): SampleColumns {
  if (added.count === 0) return into;
  if (into.count === 0 || compare(into, into.count - 1, added, 0) < 0) {
    for (let j = 0; j < added.count; j++) into.addFrom(added, j);
    return into;
  }
  const merged = emptied(room, into.count + added.count);
  let i = 0;
  let j = 0;
  while (i < into.count && j < added.count) {
    const order = compare(into, i, added, j);
    if (order < 0) merged.addFrom(into, i++);
    else if (order > 0) merged.addFrom(added, j++);
    else addFirstCopy(merged, into, i++, added, j++);
  }
  while (i < into.count) merged.addFrom(into, i++);
  while (j < added.count) merged.addFrom(added, j++);
  return merged;
}

/**
 * Brings samples that lie in any order, with any copies, into canonical form.
 *
 * @param room is emptied and filled where they must be sorted; else made anew
 */
export function canonicalColumns(columns: SampleColumns, room?: SampleColumns): SampleColumns {
  if (isCanonical(columns)) return columns;
  const order = Uint32Array.from({ length: columns.count }, (_, i) => i);
  order.sort((a, b) => compare(columns, a, columns, b) || compareCopies(columns, a, columns, b));
  const sorted = emptied(room, columns.count);
  for (const j of order) {
    const last = sorted.count - 1;
    if (last >= 0 && compare(sorted, last, columns, j) === 0) {
      if ((columns.flags[j] as number) >= RETRACTED) retract(sorted, last);
    } else {
      sorted.addFrom(columns, j);
    }
  }
  return sorted;
}

/**
 * Samples in canonical form as they are shown: without those that were taken back, and with
 * CONTESTED on every sample of an instant that has several. May change `columns`.
 */
export function shownColumns(columns: SampleColumns): SampleColumns {
  const shown = withoutRetracted(columns);
  const { count, measuredAt, flags } = shown;
  for (let i = 1; i < count; i++) {
    if (measuredAt[i] !== measuredAt[i - 1]) continue;
    flags[i - 1] = (flags[i - 1] as number) | QualityFlag.CONTESTED;
    flags[i] = (flags[i] as number) | QualityFlag.CONTESTED;
  }
  return shown;
}

function emptied(room: SampleColumns | undefined, capacity: number): SampleColumns {
  if (room === undefined) return new SampleColumns(capacity);
  room.clear(capacity);
  return room;
}

function isCanonical(columns: SampleColumns): boolean {
  for (let i = 1; i < columns.count; i++) {
    if (compare(columns, i - 1, columns, i) >= 0) return false;
  }
  return true;
}

function addFirstCopy(
  merged: SampleColumns,
  a: SampleColumns,
  i: number,
  b: SampleColumns,
  j: number,
): void {
  if (compareCopies(a, i, b, j) <= 0) merged.addFrom(a, i);
  else merged.addFrom(b, j);
  if ((a.flags[i] as number) >= RETRACTED || (b.flags[j] as number) >= RETRACTED) {
    retract(merged, merged.count - 1);
  }
}

function retract(columns: SampleColumns, i: number): void {
  const flags = columns.flags[i] as number;
  if (flags < RETRACTED) columns.flags[i] = flags + RETRACTED;
}

/** The order of `compareSamples` in libs/readings. */
function compare(a: SampleColumns, i: number, b: SampleColumns, j: number): number {
  return (
    (a.measuredAt[i] as number) - (b.measuredAt[j] as number) ||
    (a.boot[i] as number) - (b.boot[j] as number) ||
    (a.seq[i] as number) - (b.seq[j] as number) ||
    (a.index[i] as number) - (b.index[j] as number) ||
    (a.hash[i] as number) - (b.hash[j] as number)
  );
}

function compareCopies(a: SampleColumns, i: number, b: SampleColumns, j: number): number {
  return (
    (a.receivedAt[i] as number) - (b.receivedAt[j] as number) ||
    ((a.flags[i] as number) % RETRACTED) - ((b.flags[j] as number) % RETRACTED) ||
    (a.excluded[i] as number) - (b.excluded[j] as number)
  );
}
