import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anEpisode } from '@lenglian/breaches/testing';
import { HOUR, MINUTE } from '@lenglian/quantities';
import { acknowledgeAlert, openAlert } from './alert.ts';
import { nextCheckFor } from './next-check.ts';

const now = anEpisode().startedAt + HOUR;

describe(nextCheckFor.name, () => {
  it('is when the next place is reached where something can be done', () => {
    expect(nextCheckFor(now, now + 70 * MINUTE)).toBe(now + 70 * MINUTE);
  });

  it('is not sooner than in a quarter of an hour', () => {
    expect(nextCheckFor(now, now + 15 * MINUTE)).toBe(now + 15 * MINUTE);
    expect(nextCheckFor(now, now + 14 * MINUTE)).toBe(now + 15 * MINUTE);
    expect(nextCheckFor(now, now + 1)).toBe(now + 15 * MINUTE);
  });

  it('is in four hours where the place is further away', () => {
    expect(nextCheckFor(now, now + 4 * HOUR)).toBe(now + 4 * HOUR);
    expect(nextCheckFor(now, now + 96 * HOUR)).toBe(now + 4 * HOUR);
  });

  it('is in an hour where no place is known, or the one that was known lies behind', () => {
    expect(nextCheckFor(now, null)).toBe(now + HOUR);
    expect(nextCheckFor(now, now)).toBe(now + HOUR);
    expect(nextCheckFor(now, now - 3 * HOUR)).toBe(now + HOUR);
    expect(nextCheckFor(now, Number.NaN)).toBe(now + HOUR);
  });

  it('is always a time at which an alert can be taken', () => {
    const anInstant = fc.integer({ min: 0, max: 4_000_000_000_000 });
    const ahead = fc.oneof(
      fc.integer({ min: -3_600_000, max: 5 * HOUR }),
      fc.constantFrom(Infinity, -Infinity, NaN),
    );
    fc.assert(
      fc.property(anInstant, fc.option(ahead), (at, untilAction) => {
        const nextCheckAt = nextCheckFor(at, untilAction === null ? null : at + untilAction);
        const alert = acknowledgeAlert(openAlert(anEpisode()), at, nextCheckAt);
        expect(alert).toMatchObject({ state: 'ACKNOWLEDGED', nextCheckAt });
      }),
    );
  });
});
