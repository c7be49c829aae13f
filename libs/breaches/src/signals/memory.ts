/**
 * Plain numbers of a fold's memory, in one order. NaN is "nothing"; a list is its length and then its
 * numbers. Two folds that remember the same have equal numbers.
 */
export class Memory {
  private readonly written: number[] = [];
  private readonly saved: ArrayLike<number>;
  private position = 0;

  constructor(saved: ArrayLike<number> = []) {
    this.saved = saved;
  }

  write(value: number): void {
    this.written.push(value);
  }

  writeList(values: readonly number[]): void {
    this.written.push(values.length);
    for (let i = 0; i < values.length; i++) this.written.push(values[i] as number);
  }

  read(): number {
    return this.saved[this.position++] ?? Number.NaN;
  }

  readList(): number[] {
    const values: number[] = [];
    const length = this.read();
    // What was saved under another belief may be of other parts: a length that is none must have an end, too.
    const end = Math.min(this.position + length, this.saved.length);
    while (this.position < end) values.push(this.read());
    return values;
  }

  toArray(): Float64Array {
    return new Float64Array(this.written);
  }
}

/** Whether two memories hold the same, NaN being equal to itself. */
export function isSameMemory(a: Float64Array, b: Float64Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i] && !(Number.isNaN(a[i]) && Number.isNaN(b[i]))) return false;
  }
  return true;
}

/** A part of the fold of signals that remembers something. */
export interface Remembering {
  save(into: Memory): void;
  /** The memory it once saved, or none: as if nothing had been seen. */
  restore(from: Memory): void;
}
