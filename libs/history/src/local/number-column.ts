import { UnreadableHistoryError } from '../history-errors.ts';
import { INTEGER_MAX, integerSize, type ByteReader, type ByteWriter } from './bytes.ts';

/** How a column of numbers is written; stored, so append only. */
const CONSTANT = 0;
/** First value and a step. */
const LINEAR = 1;
/** Differences. */
const FIRST_ORDER = 2;
/** Differences of differences: for times and counters that go on evenly. */
const SECOND_ORDER = 3;
/** As they are. */
const RAW = 4;

/** Powers of ten by which decimals become integers; 10⁻⁷ degrees are a centimetre. */
const SCALES = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000];

let scaled = new Float64Array(512);

/** Writes `count` numbers so that every bit of them comes back. */
export function writeNumbers(writer: ByteWriter, column: Float64Array, count: number): void {
  if (isConstant(column, count)) {
    writer.byte(CONSTANT);
    writer.float64(column[0] as number);
    return;
  }
  if (scaled.length < count) scaled = new Float64Array(2 * count);
  const scale = scaleOf(column, count, scaled);
  if (scale < 0) {
    writer.byte(RAW);
    for (let i = 0; i < count; i++) writer.float64(column[i] as number);
    return;
  }
  writeIntegers(writer, scaled, count, scale);
}

/** Reads what `writeNumbers` wrote. */
export function readNumbers(reader: ByteReader, column: Float64Array, count: number): void {
  const head = reader.byte();
  const kind = head & 7;
  const power = SCALES[head >>> 3] as number;
  switch (kind) {
    case CONSTANT:
      column.fill(reader.float64(), 0, count);
      return;
    case RAW:
      for (let i = 0; i < count; i++) column[i] = reader.float64();
      return;
    case LINEAR:
      readLinear(reader, column, count, power);
      return;
    case FIRST_ORDER:
    case SECOND_ORDER:
      readDifferences(reader, column, count, power, kind === SECOND_ORDER);
      return;
    default:
      throw new UnreadableHistoryError(`a block has a column of unknown kind ${kind}`);
  }
}

function readLinear(reader: ByteReader, column: Float64Array, count: number, power: number): void {
  const first = reader.integer();
  const step = reader.integer();
  for (let i = 0; i < count; i++) column[i] = (first + i * step) / power;
}

function readDifferences(
  reader: ByteReader,
  column: Float64Array,
  count: number,
  power: number,
  isSecondOrder: boolean,
): void {
  let value = reader.integer();
  let step = 0;
  column[0] = value / power;
  for (let i = 1; i < count; i++) {
    const read = reader.integer();
    step = isSecondOrder ? step + read : read;
    value += step;
    column[i] = value / power;
  }
}

function writeIntegers(
  writer: ByteWriter,
  integers: Float64Array,
  count: number,
  scale: number,
): void {
  const kind = cheapestKind(integers, count);
  writer.byte((scale << 3) | kind);
  let value = integers[0] as number;
  writer.integer(value);
  if (kind === LINEAR) {
    writer.integer((integers[1] as number) - value);
    return;
  }
  let step = 0;
  for (let i = 1; i < count; i++) {
    const next = integers[i] as number;
    const difference = next - value;
    writer.integer(kind === SECOND_ORDER ? difference - step : difference);
    step = difference;
    value = next;
  }
}

function cheapestKind(integers: Float64Array, count: number): number {
  let firstOrder = 0;
  let secondOrder = 0;
  let isLinear = true;
  let value = integers[0] as number;
  const linearStep = (integers[1] as number) - value;
  let step = 0;
  for (let i = 1; i < count; i++) {
    const next = integers[i] as number;
    const difference = next - value;
    if (difference !== linearStep) isLinear = false;
    firstOrder += integerSize(difference);
    secondOrder += integerSize(difference - step);
    step = difference;
    value = next;
  }
  if (isLinear) return LINEAR;
  return secondOrder < firstOrder ? SECOND_ORDER : FIRST_ORDER;
}

function isConstant(column: Float64Array, count: number): boolean {
  const first = column[0] as number;
  for (let i = 1; i < count; i++) if (column[i] !== first) return false;
  // 0 and −0 pass as equal above.
  for (let i = 1; first === 0 && i < count; i++) if (!Object.is(column[i], first)) return false;
  return true;
}

/**
 * The least power of ten (its position in SCALES) that makes integers of all values, which are put
 * into `integers`; −1 when there is none that gives back every bit.
 */
function scaleOf(column: Float64Array, count: number, integers: Float64Array): number {
  let scale = 0;
  let power = 1;
  for (let i = 0; i < count; i++) {
    const value = column[i] as number;
    let integer = Math.round(value * power);
    while (integer / power !== value) {
      if (++scale === SCALES.length) return -1;
      power = SCALES[scale] as number;
      integer = Math.round(value * power);
      for (let j = 0; j < i; j++) integers[j] = Math.round((column[j] as number) * power);
    }
    if (integer > INTEGER_MAX || integer < -INTEGER_MAX) return -1;
    if (integer === 0 && Object.is(value, -0)) return -1;
    integers[i] = integer;
  }
  // Scaling up again may have carried an earlier value out of range.
  for (let i = 0; scale > 0 && i < count; i++) {
    if (Math.abs(integers[i] as number) > INTEGER_MAX) return -1;
  }
  return scale;
}
