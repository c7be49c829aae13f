import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DAY, HOUR, MINUTE, type Duration } from '@lenglian/quantities';
import { judgeLateArrival } from './late-arrival.ts';
import { START } from './testing.ts';

const PARAMETERS = { after: HOUR, share: 10, leastLife: 24 * HOUR };

/** Goods that were to arrive in a day. */
function late(by: Duration, left: Duration, { isTold = false, rate = 1 } = {}) {
  const plannedAt = START + DAY;
  const arrival = { plannedAt, expectedAt: plannedAt + by };
  return judgeLateArrival(arrival, { asOf: START, left, rate }, PARAMETERS, isTold);
}

describe('a late arrival', () => {
  it('is told where it takes a tenth of the life that a punctual one would leave', () => {
    expect(late(12 * HOUR - 1, 6 * DAY)).toBeNull();
    expect(late(12 * HOUR, 6 * DAY)).toEqual({
      ...{ severity: 'WARN', hoursLeft: 4.5 * 24, hoursLeftOnTime: 5 * 24 },
    });
  });

  it('is nothing to goods that keep for months, nor when it is minutes', () => {
    expect(late(2 * DAY, 210 * DAY)).toBeNull();
    expect(late(59 * MINUTE, DAY + HOUR)).toBeNull();
  });

  it('is MAJOR where less than a day is left, or nothing', () => {
    expect(late(13 * HOUR, 2.5 * DAY)).toMatchObject({ severity: 'MAJOR', hoursLeft: 23 });
    expect(late(3 * DAY, 3 * DAY)).toMatchObject({ severity: 'MAJOR', hoursLeft: 0 });
  });

  it('takes nothing from goods whose life would be over on time', () => {
    expect(late(3 * DAY, DAY)).toBeNull();
    expect(late(3 * DAY, 0)).toBeNull();
  });

  it('counts life as it goes at the set-point of the goods', () => {
    expect(late(12 * HOUR, 6 * DAY, { rate: 0.5 })).toBeNull();
    expect(late(24 * HOUR, 5.5 * DAY, { rate: 0.5 })).toMatchObject({ hoursLeft: 4.5 * 24 });
  });

  it('stands until it is clearly less, once it was told', () => {
    expect(late(10 * HOUR, 6 * DAY)).toBeNull();
    expect(late(10 * HOUR, 6 * DAY, { isTold: true })).not.toBeNull();
    expect(late(9 * HOUR, 6 * DAY, { isTold: true })).toBeNull();
  });

  it('of a run that is on time, or early, is never told', () => {
    const lives = fc.integer({ min: 0, max: 400 * DAY });
    fc.assert(
      fc.property(
        fc.integer({ min: -24 * HOUR, max: 0 }),
        lives,
        fc.boolean(),
        (by, left, isTold) => {
          expect(late(by, left, { isTold })).toBeNull();
        },
      ),
    );
  });

  it('is never milder the later it is', () => {
    const rank = (found: ReturnType<typeof late>) =>
      found === null ? 0 : found.severity === 'WARN' ? 1 : 2;
    const time = fc.integer({ min: 0, max: 20 * DAY });
    fc.assert(
      fc.property(time, time, time, (by, more, left) => {
        expect(rank(late(by + more, left))).toBeGreaterThanOrEqual(rank(late(by, left)));
      }),
    );
  });
});
