import { CHANNEL_COUNT, QualityFlag, noValues, type Reading } from '@lenglian/readings';
import type { Instant } from '@lenglian/quantities';
import { FIRST_ROW, RETRACTED, nextRow, type SampleRows } from './sample-rows.ts';

/** The columns that every sample has, in the order in which blocks store them. */
const COLUMN_NAMES = [
  'measuredAt',
  'receivedAt',
  'boot',
  'seq',
  'index',
  'hash',
  'flags',
  'excluded',
  'present',
] as const;
type ColumnName = (typeof COLUMN_NAMES)[number];

/** Room for so many samples is kept when columns are used again: two weeks of minutes. */
const KEPT_MAX = 20_000;

/**
 * Samples of one device, one array a column: what blocks are made of and what queries compute on,
 * without an object for each sample. `present` is the mask of channels that have a value; a value
 * whose bit is not set is undefined. Grows as samples are added.
 */
export class SampleColumns implements Record<ColumnName, Float64Array> {
  count = 0;
  capacity: number;
  measuredAt: Float64Array;
  receivedAt: Float64Array;
  boot: Float64Array;
  seq: Float64Array;
  index: Float64Array;
  hash: Float64Array;
  flags: Float64Array;
  excluded: Float64Array;
  present: Float64Array;
  /** By channel; undefined until some sample has a value there. */
  readonly values: (Float64Array | undefined)[] = new Array<undefined>(CHANNEL_COUNT).fill(
    undefined,
  );

  constructor(capacity = 64) {
    this.capacity = capacity;
    this.measuredAt = new Float64Array(capacity);
    this.receivedAt = new Float64Array(capacity);
    this.boot = new Float64Array(capacity);
    this.seq = new Float64Array(capacity);
    this.index = new Float64Array(capacity);
    this.hash = new Float64Array(capacity);
    this.flags = new Float64Array(capacity);
    this.excluded = new Float64Array(capacity);
    this.present = new Float64Array(capacity);
  }

  /** The array of one channel, made when it is not there yet. */
  channel(channel: number): Float64Array {
    return (this.values[channel] ??= new Float64Array(this.capacity));
  }

  /** Empties it and makes room for `capacity` samples. Far more room than that is given back. */
  clear(capacity = 0): void {
    this.count = 0;
    if (this.capacity > KEPT_MAX && capacity <= KEPT_MAX) this.release();
    if (this.capacity < capacity) this.grow(capacity);
  }

  /** Adds the sample whose row begins at `at`. */
  addRow(rows: Pick<SampleRows, 'doubles' | 'words'>, at: number): void {
    const i = this.next();
    const { doubles, words } = rows;
    const word = 2 * at + 6;
    this.measuredAt[i] = doubles[at] as number;
    this.receivedAt[i] = doubles[at + 1] as number;
    this.seq[i] = doubles[at + 2] as number;
    this.boot[i] = (words[word] as number) | 0;
    this.index[i] = words[word + 1] as number;
    this.hash[i] = words[word + 2] as number;
    this.flags[i] = words[word + 3] as number;
    this.excluded[i] = words[word + 4] as number;
    let present = words[word + 5] as number;
    this.present[i] = present;
    for (let from = at + 7; present !== 0; present &= present - 1) {
      this.channel(31 - Math.clz32(present & -present))[i] = doubles[from++] as number;
    }
  }

  addRows(rows: SampleRows): void {
    for (let at = FIRST_ROW; at < rows.end; at = nextRow(rows, at)) this.addRow(rows, at);
  }

  /** Adds a copy of sample `j` of `other`. */
  addFrom(other: SampleColumns, j: number): void {
    const i = this.next();
    this.measuredAt[i] = other.measuredAt[j] as number;
    this.receivedAt[i] = other.receivedAt[j] as number;
    this.boot[i] = other.boot[j] as number;
    this.seq[i] = other.seq[j] as number;
    this.index[i] = other.index[j] as number;
    this.hash[i] = other.hash[j] as number;
    this.flags[i] = other.flags[j] as number;
    this.excluded[i] = other.excluded[j] as number;
    let present = other.present[j] as number;
    this.present[i] = present;
    for (; present !== 0; present &= present - 1) {
      const channel = 31 - Math.clz32(present & -present);
      this.channel(channel)[i] = (other.values[channel] as Float64Array)[j] as number;
    }
  }

  addReading(reading: Reading): void {
    const i = this.next();
    this.measuredAt[i] = reading.measuredAt;
    this.receivedAt[i] = reading.receivedAt;
    this.boot[i] = reading.boot;
    this.seq[i] = reading.seq;
    this.index[i] = reading.index;
    this.hash[i] = reading.hash;
    this.flags[i] = (reading.flags & ~QualityFlag.CONTESTED) >>> 0;
    this.excluded[i] = reading.excluded;
    let present = 0;
    for (let channel = 0; channel < CHANNEL_COUNT; channel++) {
      const value = reading.values[channel] as number;
      if (value !== value) continue;
      present |= 1 << channel;
      this.channel(channel)[i] = value;
    }
    this.present[i] = present;
  }

  /** Position of the first sample at or after an instant. Only in canonical order. */
  lowerBound(instant: Instant): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.measuredAt[middle] as number) < instant) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private next(): number {
    if (this.count === this.capacity) this.grow(Math.max(16, 2 * this.capacity));
    return this.count++;
  }

  private release(): void {
    this.capacity = 0;
    for (const name of COLUMN_NAMES) this[name] = new Float64Array(0);
    this.values.fill(undefined);
  }

  private grow(capacity: number): void {
    for (const name of COLUMN_NAMES) this[name] = longer(this[name], capacity);
    for (let channel = 0; channel < this.values.length; channel++) {
      const column = this.values[channel];
      if (column !== undefined) this.values[channel] = longer(column, capacity);
    }
    this.capacity = capacity;
  }
}

/** Readings of the samples in [start, end). */
export function columnsToReadings(
  deviceId: string,
  columns: SampleColumns,
  start = 0,
  end = columns.count,
): Reading[] {
  const readings: Reading[] = [];
  for (let i = start; i < end; i++) {
    const values = noValues();
    for (let present = columns.present[i] as number; present !== 0; present &= present - 1) {
      const channel = 31 - Math.clz32(present & -present);
      values[channel] = (columns.values[channel] as Float64Array)[i] as number;
    }
    readings.push({
      deviceId,
      measuredAt: columns.measuredAt[i] as number,
      receivedAt: columns.receivedAt[i] as number,
      boot: columns.boot[i] as number,
      seq: columns.seq[i] as number,
      index: columns.index[i] as number,
      hash: columns.hash[i] as number,
      flags: columns.flags[i] as number,
      excluded: columns.excluded[i] as number,
      values,
    });
  }
  return readings;
}

/** The samples without those that were taken back; the same object when there are none. */
export function withoutRetracted(columns: SampleColumns): SampleColumns {
  let retracted = 0;
  for (let i = 0; i < columns.count; i++)
    if ((columns.flags[i] as number) >= RETRACTED) retracted++;
  if (retracted === 0) return columns;
  const kept = new SampleColumns(Math.max(1, columns.count - retracted));
  for (let i = 0; i < columns.count; i++) {
    if ((columns.flags[i] as number) < RETRACTED) kept.addFrom(columns, i);
  }
  return kept;
}

function longer(column: Float64Array, capacity: number): Float64Array {
  const grown = new Float64Array(capacity);
  grown.set(column);
  return grown;
}
