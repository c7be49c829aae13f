import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CHECK_STATES, DEPARTURE_CHECKS } from './departure.ts';
import { covers, isOpen, mayLeave } from './release.ts';
import { stateOfBox } from './worst-of.ts';

const someChecks = fc
  .array(fc.constantFrom(...CHECK_STATES), { minLength: 10, maxLength: 10 })
  .map((states) =>
    states.map((state, index) => ({ check: DEPARTURE_CHECKS[index] ?? 'SEAL', state })),
  );
const someReleased = fc.subarray([...DEPARTURE_CHECKS]);

describe('a box that is released', () => {
  it('may leave when all that is not green was seen', () => {
    fc.assert(
      fc.property(someChecks, (checks) => {
        const seen = checks.filter(isOpen).map(({ check }) => check);
        expect(mayLeave(seen, checks)).toBe(true);
      }),
    );
  });

  it('may not leave for a check that was not seen', () => {
    fc.assert(
      fc.property(someChecks, someReleased, (checks, released) => {
        const unseen = checks.some((one) => isOpen(one) && !released.includes(one.check));
        expect(mayLeave(released, checks)).toBe(!unseen);
        if (released.length === 0) expect(covers(released, checks)).toBe(false);
      }),
    );
  });

  it('is green only when nothing is unknown, amber or red', () => {
    fc.assert(
      fc.property(someChecks, (checks) => {
        expect(stateOfBox(checks) === 'GREEN').toBe(!checks.some(isOpen));
      }),
    );
  });
});
