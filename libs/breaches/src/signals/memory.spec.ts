import { describe, expect, it } from '@jest/globals';
import { Memory } from './memory.ts';

describe(Memory.name, () => {
  it('gives back numbers and lists in the order in which they were written', () => {
    const memory = new Memory();
    memory.write(1.5);
    memory.writeList([Number.NaN, 2]);
    memory.writeList([]);
    memory.write(Number.NaN);

    const again = new Memory(memory.toArray());
    expect(again.read()).toBe(1.5);
    expect(again.readList()).toEqual([Number.NaN, 2]);
    expect(again.readList()).toEqual([]);
    expect(again.read()).toBeNaN();
  });

  it('has no more than was saved, whatever length a list is said to have', () => {
    expect(new Memory([1e15, 3, 4]).readList()).toEqual([3, 4]);
    expect(new Memory([Number.NaN, 3]).readList()).toEqual([]);
    expect(new Memory([]).readList()).toEqual([]);
    expect(new Memory([]).read()).toBeNaN();
  });
});
