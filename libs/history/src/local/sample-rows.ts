import { crc32 } from 'node:zlib';
import { CHANNEL_COUNT, QualityFlag, noValues, type Reading } from '@lenglian/readings';
import { UnreadableHistoryError } from '../history-errors.ts';
import type { SampleColumns } from './sample-columns.ts';

/**
 * Samples of many devices as they came: one row each, so that a row can be read where it lies.
 * Layout in 8-byte words, little-endian: 3 words of header, the rows, the device ids as JSON.
 *
 * A row: measuredAt, receivedAt, seq (float64); boot, index, hash, flags, excluded, present (mask of
 * the channels that have a value), device (position in the list of ids), nothing (32 bits each);
 * then one float64 for each channel present.
 */
const MAGIC = 0x31524c4c;
const HEADER_WORDS = 3;
const ROW_WORDS = 7;

/**
 * Set in `flags` of a sample that was taken back: it hides every copy of itself, for good. Never
 * leaves this library.
 */
export const RETRACTED = 0x80000000;

/** The rows of one page, for reading. `words` are the same bytes twice, by width. */
export interface SampleRows {
  readonly doubles: Float64Array;
  readonly words: Uint32Array;
  readonly count: number;
  /** Position (in doubles) after the last row. */
  readonly end: number;
}

export const FIRST_ROW = HEADER_WORDS;

/** Builds one page; used again for the next, so that nothing is allocated but the page itself. */
export class SampleRowsWriter {
  private doubles = new Float64Array(1 << 15);
  private words = new Uint32Array(this.doubles.buffer);
  private at = FIRST_ROW;
  private count = 0;

  /** @returns where the row begins */
  add(reading: Reading, device: number, extraFlags = 0): number {
    if (this.at + ROW_WORDS + CHANNEL_COUNT > this.doubles.length) this.grow();
    const { doubles, words, at } = this;
    const { values } = reading;
    let next = at + ROW_WORDS;
    let present = 0;
    for (let channel = 0; channel < CHANNEL_COUNT; channel++) {
      const value = values[channel] as number;
      if (value !== value) continue;
      present |= 1 << channel;
      doubles[next++] = value;
    }
    doubles[at] = reading.measuredAt;
    doubles[at + 1] = reading.receivedAt;
    doubles[at + 2] = reading.seq;
    const word = 2 * at + 6;
    words[word] = reading.boot;
    words[word + 1] = reading.index;
    words[word + 2] = reading.hash;
    // Whether an instant is contested follows from what else is kept, never from one sample.
    words[word + 3] = (reading.flags & ~QualityFlag.CONTESTED) | extraFlags;
    words[word + 4] = reading.excluded;
    words[word + 5] = present;
    words[word + 6] = device;
    words[word + 7] = 0;
    this.at = next;
    this.count++;
    return at;
  }

  /** Adds sample `i` of some columns; its device is the first of the page. */
  addColumns(columns: SampleColumns, i: number): void {
    if (this.at + ROW_WORDS + CHANNEL_COUNT > this.doubles.length) this.grow();
    const { doubles, words, at } = this;
    doubles[at] = columns.measuredAt[i] as number;
    doubles[at + 1] = columns.receivedAt[i] as number;
    doubles[at + 2] = columns.seq[i] as number;
    const word = 2 * at + 6;
    words[word] = columns.boot[i] as number;
    words[word + 1] = columns.index[i] as number;
    words[word + 2] = columns.hash[i] as number;
    words[word + 3] = columns.flags[i] as number;
    words[word + 4] = columns.excluded[i] as number;
    words[word + 5] = columns.present[i] as number;
    words[word + 6] = 0;
    words[word + 7] = 0;
    let next = at + ROW_WORDS;
    for (let rest = columns.present[i] as number; rest !== 0; rest &= rest - 1) {
      const channel = 31 - Math.clz32(rest & -rest);
      doubles[next++] = (columns.values[channel] as Float64Array)[i] as number;
    }
    this.at = next;
    this.count++;
  }

  /** The finished page; the writer is empty again. */
  finish(deviceIds: readonly string[]): Uint8Array<ArrayBuffer> {
    const ids = Buffer.from(JSON.stringify(deviceIds));
    const rowsEnd = this.at * 8;
    const page = new Uint8Array(Math.ceil((rowsEnd + ids.length) / 8) * 8);
    page.set(new Uint8Array(this.doubles.buffer, 0, rowsEnd));
    page.set(ids, rowsEnd);
    const header = new Uint32Array(page.buffer, 0, 2 * HEADER_WORDS);
    header[0] = MAGIC;
    header[1] = this.count;
    header[2] = this.at;
    header[3] = ids.length;
    header[5] = 0;
    header[4] = crc32(page.subarray(8 * HEADER_WORDS));
    this.clear();
    return page;
  }

  clear(): void {
    this.at = FIRST_ROW;
    this.count = 0;
  }

  private grow(): void {
    const doubles = new Float64Array(this.doubles.length * 2);
    doubles.set(this.doubles);
    this.doubles = doubles;
    this.words = new Uint32Array(doubles.buffer);
  }
}

/**
 * @param isTrusted the page was made in this thread and need not be checked
 * @throws UnreadableHistoryError when the page is damaged
 */
export function openSampleRows(page: Uint8Array, isTrusted = false): SampleRows {
  const bytes = page.byteOffset % 8 === 0 ? page : page.slice();
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >>> 2);
  const count = words[1] as number;
  const end = words[2] as number;
  const idsLength = words[3] as number;
  if (
    bytes.byteLength < 8 * HEADER_WORDS ||
    words[0] !== MAGIC ||
    end * 8 + idsLength > bytes.byteLength ||
    (!isTrusted && words[4] !== crc32(bytes.subarray(8 * HEADER_WORDS)))
  ) {
    throw new UnreadableHistoryError(`a page of ${page.byteLength} bytes of samples is damaged`);
  }
  return {
    doubles: new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >>> 3),
    words,
    count,
    end,
  };
}

/** The devices of a page, by position. Read apart: whoever made the page knows them. */
export function deviceIdsOf({ words, end }: SampleRows): string[] {
  const ids = Buffer.from(words.buffer, words.byteOffset + end * 8, words[3]);
  return JSON.parse(ids.toString()) as string[];
}

/** Where the row after the one at `at` begins. */
export function nextRow(rows: SampleRows, at: number): number {
  return at + ROW_WORDS + bitCount(rows.words[2 * at + 11] as number);
}

/** Position of a row's device in the page's list. */
export function rowDevice(rows: SampleRows, at: number): number {
  return rows.words[2 * at + 12] as number;
}

/** The sample of a row, of a device that the caller knows. */
export function rowReading(
  { doubles, words }: Pick<SampleRows, 'doubles' | 'words'>,
  at: number,
  deviceId: string,
): Reading {
  const word = 2 * at + 6;
  const values = noValues();
  let from = at + ROW_WORDS;
  for (let rest = words[word + 5] as number; rest !== 0; rest &= rest - 1)
    values[31 - Math.clz32(rest & -rest)] = doubles[from++] as number;
  return {
    deviceId,
    measuredAt: doubles[at] as number,
    receivedAt: doubles[at + 1] as number,
    boot: (words[word] as number) | 0,
    seq: doubles[at + 2] as number,
    index: words[word + 1] as number,
    hash: words[word + 2] as number,
    flags: words[word + 3] as number,
    excluded: words[word + 4] as number,
    values,
  };
}

/** Whether the row is a copy of this sample. */
export function rowIsSample(
  rows: Pick<SampleRows, 'doubles' | 'words'>,
  at: number,
  sample: Reading,
): boolean {
  const { doubles, words } = rows;
  const word = 2 * at + 6;
  return (
    doubles[at] === sample.measuredAt &&
    doubles[at + 2] === sample.seq &&
    words[word + 2] === sample.hash &&
    words[word + 1] === sample.index &&
    ((words[word] as number) | 0) === sample.boot
  );
}

function bitCount(mask: number): number {
  let bits = mask - ((mask >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
