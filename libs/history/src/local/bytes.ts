import { UnreadableHistoryError } from '../history-errors.ts';

const doubles = new Float64Array(1);
const doubleBytes = new Uint8Array(doubles.buffer);

/** Below this, zigzag and varint stay within 32-bit arithmetic. */
const SMALL = 2 ** 28;
/** Integers in blocks lie within ±2⁴⁹, so that even their second differences are exact in zigzag. */
export const INTEGER_MAX = 2 ** 49;

/** Writes into one buffer that grows; `finish` copies what was written. */
export class ByteWriter {
  private bytes = new Uint8Array(1 << 16);
  private at = 0;

  byte(value: number): void {
    if (this.at === this.bytes.length) this.grow();
    this.bytes[this.at++] = value;
  }

  float64(value: number): void {
    if (this.at + 8 > this.bytes.length) this.grow();
    doubles[0] = value;
    this.bytes.set(doubleBytes, this.at);
    this.at += 8;
  }

  /** A signed integer: small ones, of either sign, take one byte. */
  integer(value: number): void {
    if (this.at + 8 > this.bytes.length) this.grow();
    const { bytes } = this;
    if (value < SMALL && value > -SMALL) {
      let rest = (value << 1) ^ (value >> 31);
      while (rest > 127) {
        bytes[this.at++] = (rest & 127) | 128;
        rest >>>= 7;
      }
      bytes[this.at++] = rest;
      return;
    }
    let rest = value < 0 ? -2 * value - 1 : 2 * value;
    while (rest > 127) {
      bytes[this.at++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    bytes[this.at++] = rest;
  }

  /** A copy of what was written, after `gap` bytes of nothing; the writer is empty again. */
  finish(gap: number): Uint8Array<ArrayBuffer> {
    const written = new Uint8Array(gap + this.at);
    written.set(this.bytes.subarray(0, this.at), gap);
    this.at = 0;
    return written;
  }

  private grow(): void {
    const bytes = new Uint8Array(this.bytes.length * 2);
    bytes.set(this.bytes);
    this.bytes = bytes;
  }
}

export class ByteReader {
  private readonly bytes: Uint8Array;
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  byte(): number {
    const value = this.bytes[this.at++];
    if (value === undefined) throw new UnreadableHistoryError('a block ends too early');
    return value;
  }

  float64(): number {
    for (let i = 0; i < 8; i++) doubleBytes[i] = this.byte();
    return doubles[0] as number;
  }

  integer(): number {
    let byte = this.byte();
    if (byte < 128) return (byte >>> 1) ^ -(byte & 1);
    let zigzag = byte & 127;
    let factor = 128;
    do {
      byte = this.byte();
      zigzag += (byte & 127) * factor;
      factor *= 128;
    } while (byte >= 128);
    return zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2;
  }
}

/** Bytes that `integer` takes, nearly. */
export function integerSize(value: number): number {
  const size = value < 0 ? -value : value;
  if (size < 64) return 1;
  if (size < 8192) return 2;
  if (size < 1048576) return 3;
  return size < SMALL / 2 ? 4 : 7;
}
