import { describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '@lenglian/quantities';
import { score, wilson } from './score.ts';
import type { LineOutcome } from './watch-trial.ts';

const line = { limit: 'BAND_HIGH', celsius: 2, direction: 1 } as const;

function outcome(crossedAt: number | null, ...twin: [number, number | null][]): LineOutcome {
  const stands = twin.map(([from, until]) => ({ from, until }));
  return { line, crossedAt, stands: { twin: stands, line: [], threshold: [] }, claims: [] };
}

describe(wilson.name, () => {
  it('is the published interval and stays within 0…1', () => {
    // Wilson 1927, as in Newcombe 1998, table I: 81 of 263.
    expect(wilson(81, 263).low).toBeCloseTo(0.2553, 4);
    expect(wilson(81, 263).high).toBeCloseTo(0.3662, 4);
    expect(wilson(0, 10).low).toBe(0);
    expect(wilson(10, 10).high).toBeCloseTo(1, 12);
    expect(wilson(0, 0).value).toBeNaN();
  });
});

describe(score.name, () => {
  it('finds a crossing only by a warning that still stood ten minutes before', () => {
    const { recall, leadMedianMinutes } = score(
      [
        outcome(5 * HOUR, [2 * HOUR, null]),
        outcome(5 * HOUR, [1 * HOUR, 3 * HOUR]),
        outcome(5 * HOUR, [5 * HOUR - 5 * MINUTE, null]),
        outcome(5 * HOUR),
      ],
      'twin',
    );
    expect(recall).toMatchObject({ hits: 1, of: 4 });
    expect(leadMedianMinutes).toBe(180);
  });

  it('calls a warning false when the fruit never went beyond', () => {
    const outcomes = [outcome(5 * HOUR, [2 * HOUR, null]), outcome(null, [1, 2], [3, null])];
    expect(score(outcomes, 'twin').precision).toMatchObject({ hits: 1, of: 3 });
  });
});
