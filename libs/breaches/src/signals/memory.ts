/**
 * Plain numbers of a fold's memory, in one order. NaN is "nothing"; a list is its length and then its
 * numbers. Two folds that remember the same have equal numbers.
 */
export class Memory {
  private readonly numbers: number[];
  private position = 0;

  constructor(numbers: ArrayLike<number> = []) {
    this.numbers = Array.from(numbers);
  }

  write(value: number): void {
    this.numbers.push(value);
  }

  writeList(values: readonly number[]): void {
    this.numbers.push(values.length, ...values);
  }

  read(): number {
    return this.numbers[this.position++] ?? Number.NaN;
  }

  readList(): number[] {
    const length = this.read();
    const values = this.numbers.slice(this.position, this.position + length);
    this.position += length;
    return values;
  }

  toArray(): Float64Array {
    return Float64Array.from(this.numbers);
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
