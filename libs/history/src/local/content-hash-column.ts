import type { SampleColumns } from './sample-columns.ts';

const doubles = new Float64Array(1);
const words = new Uint32Array(doubles.buffer);

/**
 * Computes each sample's hash from its values: FNV-1a over (channel, value), as libs/readings does.
 * It is part of the block format, so it stands here for itself: blocks stay readable if the hash of
 * new readings ever changes.
 *
 * @returns true, so that it can stand in a condition
 */
export function hashesFromValues(columns: SampleColumns, into: Float64Array): true {
  const { count, present, values } = columns;
  for (let i = 0; i < count; i++) {
    let hash = 0x811c9dc5;
    for (let rest = present[i] as number; rest !== 0; rest &= rest - 1) {
      const channel = 31 - Math.clz32(rest & -rest);
      const value = (values[channel] as Float64Array)[i] as number;
      doubles[0] = value === 0 ? 0 : value;
      hash = Math.imul(hash ^ channel, 0x01000193);
      hash = Math.imul(hash ^ (words[0] as number), 0x01000193);
      hash = Math.imul(hash ^ (words[1] as number), 0x01000193);
    }
    into[i] = hash >>> 0;
  }
  return true;
}
