import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CHECK_STATES, DEPARTURE_CHECKS, type CheckState } from './departure.ts';
import { covers, isOpen, mayLeave } from './release.ts';
import { stateOfBox } from './worst-of.ts';

const someChecks = fc
  .array(fc.constantFrom(...CHECK_STATES), { minLength: 10, maxLength: 10 })
  .map((states) =>
    states.map((state, index) => ({ check: DEPARTURE_CHECKS[index] ?? 'SEAL', state })),
  );

describe('a box that is released', () => {
  it('may leave when all that is not green was seen', () => {
    fc.assert(
      fc.property(someChecks, (checks) => {
        expect(mayLeave(checks.filter(isOpen), checks)).toBe(true);
      }),
    );
  });

  it('may not leave for a check that was not seen', () => {
    fc.assert(
      fc.property(someChecks, fc.subarray([...DEPARTURE_CHECKS]), (checks, names) => {
        const released = checks.filter(({ check }) => names.includes(check));
        const unseen = checks.some((one) => isOpen(one) && !names.includes(one.check));
        expect(mayLeave(released, checks)).toBe(!unseen);
        if (released.length === 0) expect(covers(released, checks)).toBe(false);
      }),
    );
  });

  it('may not leave once a check that was seen is worse than it was, or was green then', () => {
    const at = (state: CheckState) => [{ check: 'SETPOINT', state }] as const;
    const mayAfter = (seen: CheckState, now: CheckState) => mayLeave(at(seen), at(now));
    expect(mayAfter('AMBER', 'RED')).toBe(false);
    expect(mayAfter('UNKNOWN', 'RED')).toBe(false);
    expect(mayAfter('UNKNOWN', 'AMBER')).toBe(false);
    expect(mayAfter('GREEN', 'AMBER')).toBe(false);
    expect(mayAfter('GREEN', 'UNKNOWN')).toBe(false);
    expect(mayAfter('RED', 'AMBER')).toBe(true);
    expect(mayAfter('RED', 'RED')).toBe(true);
  });

  it('is green only when nothing is unknown, amber or red', () => {
    fc.assert(
      fc.property(someChecks, (checks) => {
        expect(stateOfBox(checks) === 'GREEN').toBe(!checks.some(isOpen));
      }),
    );
  });
});
