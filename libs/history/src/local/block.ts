import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { CHANNEL_COUNT } from '@lenglian/readings';
import { UnreadableHistoryError } from '../history-errors.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import { hashesFromValues } from './content-hash-column.ts';
import { readNumbers, writeNumbers } from './number-column.ts';
import { SampleColumns } from './sample-columns.ts';

/**
 * The samples of one device over one span, column by column. Bytes: format (1), packing (0 none,
 * 1 deflate), CRC-32 of what follows, then (packed or not) the count and the columns. Hashes that
 * follow from the values are not stored.
 */
const FORMAT = 1;
const PLAIN = 0;
const DEFLATED = 1;
const HEADER_LENGTH = 6;

const HASHES_FROM_VALUES = 1;
const HASHES_STORED = 0;

/** A block is a few kilobytes: with the usual window and tables, making them ready is most of the work. */
const DEFLATE = { level: 6, windowBits: 13, memLevel: 6 };

const writer = new ByteWriter();
let scratch = new Float64Array(512);

/** @param seal spends time to make the block small: for spans that are over. */
export function encodeBlock(columns: SampleColumns, seal: boolean): Uint8Array {
  writeColumns(columns);
  const plain = writer.finish(HEADER_LENGTH);
  if (!seal) return framed(plain, PLAIN);
  const deflated = deflateRawSync(plain.subarray(HEADER_LENGTH), DEFLATE);
  if (HEADER_LENGTH + deflated.length >= plain.length) return framed(plain, PLAIN);
  const block = new Uint8Array(HEADER_LENGTH + deflated.length);
  block.set(deflated, HEADER_LENGTH);
  return framed(block, DEFLATED);
}

/**
 * @param into is emptied and used again, when given
 * @throws UnreadableHistoryError when the block is damaged or of a later format
 */
export function decodeBlock(block: Uint8Array, into = new SampleColumns(0)): SampleColumns {
  const body = block.subarray(HEADER_LENGTH);
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  if (block.length < HEADER_LENGTH || block[0] !== FORMAT) {
    throw new UnreadableHistoryError(`a block has the unknown format ${block[0]}`);
  }
  if (view.getUint32(2, true) !== crc32(body)) {
    throw new UnreadableHistoryError(`a block of ${block.length} bytes is damaged`);
  }
  readColumns(new ByteReader(block[1] === DEFLATED ? inflateRawSync(body) : body), into);
  return into;
}

/** Whether time was spent to make this block small. */
export function isSealed(block: Uint8Array): boolean {
  return block[1] === DEFLATED;
}

/** Fills in the header of a block whose body is there. */
function framed(block: Uint8Array<ArrayBuffer>, packing: number): Uint8Array {
  block[0] = FORMAT;
  block[1] = packing;
  new DataView(block.buffer).setUint32(2, crc32(block.subarray(HEADER_LENGTH)), true);
  return block;
}

function writeColumns(columns: SampleColumns): void {
  const { count } = columns;
  writer.integer(count);
  if (scratch.length < count) scratch = new Float64Array(2 * count);
  writeNumbers(writer, columns.measuredAt, count);
  writeDelays(columns);
  writeNumbers(writer, columns.boot, count);
  writeNumbers(writer, columns.seq, count);
  writeNumbers(writer, columns.index, count);
  writeNumbers(writer, columns.flags, count);
  writeNumbers(writer, columns.excluded, count);
  writeNumbers(writer, columns.present, count);
  for (let channel = 0; channel < CHANNEL_COUNT; channel++) writeChannel(columns, channel);
  writer.byte(255);
  if (hashesFromValues(columns, scratch) && equal(columns.hash, scratch, count)) {
    writer.byte(HASHES_FROM_VALUES);
  } else {
    writer.byte(HASHES_STORED);
    writeNumbers(writer, columns.hash, count);
  }
}

/** Reception as a delay after measurement: a small number when live; else as instants. */
function writeDelays(columns: SampleColumns): void {
  const { count, measuredAt, receivedAt } = columns;
  let isExact = true;
  let spread = 0;
  let jumps = 0;
  for (let i = 0; i < count; i++) {
    const delay = (receivedAt[i] as number) - (measuredAt[i] as number);
    if ((measuredAt[i] as number) + delay !== receivedAt[i]) isExact = false;
    scratch[i] = delay;
    if (i === 0) continue;
    if (Math.abs(delay - (scratch[i - 1] as number)) > 63) spread++;
    if (Math.abs((receivedAt[i] as number) - (receivedAt[i - 1] as number)) > 63) jumps++;
  }
  const useDelays = isExact && spread <= jumps;
  writer.byte(useDelays ? 1 : 0);
  writeNumbers(writer, useDelays ? scratch : receivedAt, count);
}

function writeChannel(columns: SampleColumns, channel: number): void {
  const column = columns.values[channel];
  if (column === undefined) return;
  let measured = 0;
  for (let i = 0; i < columns.count; i++) {
    if (((columns.present[i] as number) >>> channel) & 1) scratch[measured++] = column[i] as number;
  }
  if (measured === 0) return;
  writer.byte(channel);
  writeNumbers(writer, scratch, measured);
}

function readColumns(reader: ByteReader, columns: SampleColumns): void {
  const count = reader.integer();
  columns.clear(count);
  columns.count = count;
  readNumbers(reader, columns.measuredAt, count);
  const areDelays = reader.byte() === 1;
  readNumbers(reader, columns.receivedAt, count);
  for (let i = 0; areDelays && i < count; i++) {
    columns.receivedAt[i] = (columns.measuredAt[i] as number) + (columns.receivedAt[i] as number);
  }
  readNumbers(reader, columns.boot, count);
  readNumbers(reader, columns.seq, count);
  readNumbers(reader, columns.index, count);
  readNumbers(reader, columns.flags, count);
  readNumbers(reader, columns.excluded, count);
  readNumbers(reader, columns.present, count);
  for (let channel = reader.byte(); channel !== 255; channel = reader.byte()) {
    readChannel(reader, columns, channel);
  }
  if (reader.byte() === HASHES_FROM_VALUES) hashesFromValues(columns, columns.hash);
  else readNumbers(reader, columns.hash, count);
}

function readChannel(reader: ByteReader, columns: SampleColumns, channel: number): void {
  const { count, present } = columns;
  let measured = 0;
  for (let i = 0; i < count; i++) measured += ((present[i] as number) >>> channel) & 1;
  const column = columns.channel(channel);
  readNumbers(reader, column, measured);
  // Spreads the values over the samples that have one, from the end, in place.
  for (let i = count - 1; i >= 0 && measured <= i; i--) {
    if (((present[i] as number) >>> channel) & 1) column[i] = column[--measured] as number;
  }
}

function equal(a: Float64Array, b: Float64Array, count: number): boolean {
  for (let i = 0; i < count; i++) if (a[i] !== b[i]) return false;
  return true;
}
