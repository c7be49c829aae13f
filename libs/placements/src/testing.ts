import fc from 'fast-check';
import type { Validity } from './placement.ts';

/** Validities on a short line of instants, so that they often touch and overlap. */
export const anyValidity: fc.Arbitrary<Validity> = fc
  .tuple(fc.nat({ max: 20 }), fc.option(fc.integer({ min: 1, max: 10 })))
  .map(([from, length]) => ({ from, until: length === null ? null : from + length }));
