import type { Reading, ReadingValues } from './reading.ts';

const doubles = new Float64Array(1);
const words = new Uint32Array(doubles.buffer);

/**
 * A 32-bit FNV-1a hash over (channel, value) of every measured channel. Equal values give equal
 * hashes whatever the order or spelling of the JSON; −0 counts as 0.
 */
export function contentHash(values: ReadingValues): number {
  let hash = 0x811c9dc5;
  for (let channel = 0; channel < values.length; channel++) {
    const value = values[channel] as number;
    if (value !== value) continue;
    doubles[0] = value === 0 ? 0 : value;
    hash = Math.imul(hash ^ channel, 0x01000193);
    hash = Math.imul(hash ^ (words[0] as number), 0x01000193);
    hash = Math.imul(hash ^ (words[1] as number), 0x01000193);
  }
  return hash >>> 0;
}

/** What tells samples of one device apart. */
export type SampleKey = Pick<Reading, 'measuredAt' | 'boot' | 'seq' | 'index' | 'hash'>;

/** Whether two readings of one device are copies of one sample. */
export function isSameSample(a: SampleKey, b: SampleKey): boolean {
  return (
    a.measuredAt === b.measuredAt &&
    a.boot === b.boot &&
    a.seq === b.seq &&
    a.index === b.index &&
    a.hash === b.hash
  );
}

/**
 * Total order of one device's samples: by event time, then the loser of a contested instant before
 * its winner (the greater boot, seq, index, hash wins; design §3). 0 only for the same sample.
 */
export function compareSamples(a: SampleKey, b: SampleKey): number {
  return (
    a.measuredAt - b.measuredAt ||
    a.boot - b.boot ||
    a.seq - b.seq ||
    a.index - b.index ||
    a.hash - b.hash
  );
}

/**
 * Puts any pile of one device's samples into their canonical form: ordered, each sample once (with
 * the least `receivedAt` of its copies). Different samples of one instant all stay, winner last.
 */
export function canonicalOrder(readings: readonly Reading[]): Reading[] {
  // Copies may differ in reception and in flags (one told live, one again as history).
  const sorted = [...readings].sort(
    (a, b) => compareSamples(a, b) || a.receivedAt - b.receivedAt || a.flags - b.flags,
  );
  return sorted.filter((reading, i) => {
    const before = sorted[i - 1];
    return before === undefined || !isSameSample(before, reading);
  });
}

/** Of readings in canonical order, the winner of each instant. */
export function winners(ordered: readonly Reading[]): Reading[] {
  return ordered.filter((reading, i) => ordered[i + 1]?.measuredAt !== reading.measuredAt);
}
