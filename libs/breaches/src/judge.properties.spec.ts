import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LimitProfile } from '@lenglian/limits';
import { aProfile } from '@lenglian/limits/testing';
import type { Instant } from '@lenglian/quantities';
import { DEFROSTING, DOOR_OPEN, type Reading } from '@lenglian/readings';
import type { Episode } from './episode.ts';
import { judge as judgeAll } from './judge.ts';
import { NO_CONTEXT } from './lot-context.ts';
import { anyCalmJourney, anyJourney } from './testing.ts';

/** Limits only: their peaks and limits are temperatures, and calm is what they call calm. */
function judge(...given: Parameters<typeof judgeAll>): Episode[] {
  return judgeAll(...given).filter(({ rule }) => /^(BAND|CRIT)_/.test(rule));
}

function lastInstant(episode: Episode): Instant {
  return episode.endedAt ?? Number.POSITIVE_INFINITY;
}

/** The same profile with every limit `kelvin` nearer to the set-point, and the same timing. */
function tightened(profile: LimitProfile, kelvin: number): LimitProfile {
  const { band, criticalLow, criticalHigh } = profile;
  return {
    ...profile,
    band: { low: band.low === null ? null : band.low + kelvin, high: band.high - kelvin },
    criticalLow: criticalLow === null ? null : criticalLow + kelvin,
    criticalHigh: criticalHigh - kelvin,
  };
}

describe('every verdict', () => {
  it('has each breach start, be raised, end and be cleared in this order, at real samples', () => {
    fc.assert(
      fc.property(anyJourney, (journey) => {
        const instants = new Set<Instant | null>(journey.map((reading) => reading.measuredAt));
        for (const { startedAt, raisedAt, endedAt, clearedAt } of judge(journey, aProfile())) {
          expect(startedAt).toBeLessThanOrEqual(raisedAt);
          if (endedAt !== null) expect(raisedAt).toBeLessThan(endedAt);
          if (clearedAt !== null) expect(endedAt).toBeLessThanOrEqual(clearedAt);
          expect(endedAt === null).toBe(clearedAt === null);
          for (const instant of [startedAt, raisedAt, endedAt, clearedAt]) {
            expect(instant === null || instants.has(instant)).toBe(true);
          }
        }
      }),
    );
  });

  it('has no two breaches of one rule at one time', () => {
    fc.assert(
      fc.property(anyJourney, (journey) => {
        const episodes = judge(journey, aProfile());
        episodes.forEach((episode, i) => {
          const before = episodes[i - 1];
          if (before?.rule !== episode.rule) return;
          expect(before.clearedAt).not.toBeNull();
          expect(before.clearedAt).toBeLessThan(episode.startedAt);
        });
      }),
    );
  });

  it('has a peak outside the limit that was broken', () => {
    fc.assert(
      fc.property(anyJourney, (journey) => {
        for (const { rule, peak, limit } of judge(journey, aProfile())) {
          const isHigh = rule === 'BAND_HI' || rule === 'CRIT_HI';
          expect(isHigh ? Number(peak) > Number(limit) : Number(peak) < Number(limit)).toBe(true);
        }
      }),
    );
  });

  it('is empty while everything stays inside the limits', () => {
    fc.assert(
      fc.property(anyCalmJourney, (journey) => {
        // The noise of the builder is a tenth either way.
        expect(judge(journey, aProfile({ band: { low: -0.7, high: 2.1 } }))).toEqual([]);
      }),
    );
  });

  it('only grows as time goes by: what was proven and cleared stays as it was', () => {
    fc.assert(
      fc.property(anyJourney, fc.nat(), (journey, pick) => {
        const asOf = journey[pick % journey.length]?.measuredAt ?? 0;
        const later = judge(journey, aProfile());
        for (const episode of judge(journey, aProfile(), NO_CONTEXT, asOf)) {
          const same = later.find(
            ({ rule, startedAt }) => rule === episode.rule && startedAt === episode.startedAt,
          );
          expect(same?.raisedAt).toBe(episode.raisedAt);
          if (episode.clearedAt !== null) expect(same).toEqual(episode);
        }
      }),
    );
  });
});

/** A grace is used up by what is beyond the limits: with others it excuses other samples. */
function withoutExcuses(journey: readonly Reading[]): Reading[] {
  return journey.map((reading) => {
    const values = [...reading.values];
    values[DEFROSTING] = values[DOOR_OPEN] = Number.NaN;
    return { ...reading, values };
  });
}

describe('tighter limits with the same timing, where nothing is excused', () => {
  it('cover, rule by rule, every moment of breach that wider limits have', () => {
    fc.assert(
      fc.property(
        anyJourney.map(withoutExcuses),
        fc.constantFrom(0.1, 0.2, 0.5),
        (journey, kelvin) => {
          const wide = judge(journey, aProfile());
          const tight = judge(journey, tightened(aProfile(), kelvin));
          for (const episode of wide) {
            const around = tight.filter(
              (other) =>
                other.rule === episode.rule &&
                other.startedAt <= episode.startedAt &&
                lastInstant(episode) <= lastInstant(other),
            );
            expect(around).toHaveLength(1);
          }
        },
      ),
    );
  });
});
