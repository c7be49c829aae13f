import { describe, expect, it } from '@jest/globals';
import { aProfile } from '@lenglian/limits/testing';
import { DAY, HOUR, MINUTE, SeededRandom, type Instant } from '@lenglian/quantities';
import type { Reading } from '@lenglian/readings';
import { AN_INSTANT, aReading } from '@lenglian/readings/testing';
import { NO_CONTEXT } from './lot-context.ts';
import { makeLotJudge } from './make-lot-judge.ts';
import { between } from './testing.ts';

const DAYS = 10;

interface Box {
  /** Return less supply, kelvin, at a time since the beginning. */
  readonly warming: (since: number) => number;
  readonly probe?: (since: number) => number;
  /** Noted at loading, °C. */
  readonly noted?: number;
  readonly isWeatherUnknown?: boolean;
}

function read(
  { warming, probe, isWeatherUnknown }: Box,
  at: Instant,
  random: SeededRandom,
): Reading {
  const tenths = (value: number) => Math.round(10 * (value + 0.2 * (random.next() - 0.5))) / 10;
  const since = at - AN_INSTANT;
  return aReading({
    measuredAt: at,
    measured: {
      supplyTemperatureCelsius: tenths(0.2),
      returnTemperatureCelsius: tenths(0.2 + warming(since)),
      ...(isWeatherUnknown !== true && { ambientTemperatureCelsius: 20 }),
      isConnectedToPowerSource: 1,
      ...(probe && { cargoProbe1TemperatureCelsius: tenths(probe(since)) }),
    },
  });
}

/** How many readings, of one each five minutes for ten days, are judged again for one that comes at the end. */
function judgedAgain(box: Box, lateAt: Instant): number {
  const random = new SeededRandom(5);
  const noted = { loadedAt: AN_INSTANT, loadedProduct: box.noted ?? null };
  const context = box.noted === undefined ? NO_CONTEXT : { ...NO_CONTEXT, ...noted };
  const live = makeLotJudge(aProfile(), context);
  const all: Reading[] = [];
  for (let at = AN_INSTANT; at < AN_INSTANT + DAYS * DAY; at += 5 * MINUTE) {
    const reading = read(box, at, random);
    all.push(reading);
    live.observe(reading);
  }
  const late = read(box, lateAt, random);
  const withLate = [...all, late].sort((a, b) => a.measuredAt - b.measuredAt);
  let count = 0;
  live.replay({ first: lateAt, last: lateAt }, (from, until) => {
    const found = between(withLate)(from, until);
    count += found.length;
    return found;
  });
  return count;
}

describe('a reading that comes eight days late', () => {
  const lateAt = AN_INSTANT + 2 * DAY + 2.5 * MINUTE;

  it('costs no more than half of ten days, by checkpoints that lie far apart, where goods cool beside a probe that reads low', () => {
    const probe = (since: number) => 1.5 * Math.exp(-since / (15 * HOUR)) - 0.3;

    expect(judgedAgain({ warming: () => 0.6, probe }, lateAt)).toBeLessThan(1_600);
  });

  it.each([0.5, 0.7])('costs so where a sensor lacks %s K since the first day', (lack) => {
    const warming = (since: number) => (since < 10 * HOUR ? 0.7 : 0.7 - lack);

    expect(judgedAgain({ warming }, lateAt)).toBeLessThan(1_600);
  });

  it.each([
    [1, 48],
    [4, 12],
    [8, 12],
    [8, 48],
  ])(
    'costs so where %s °C were noted at loading, beside a probe, and it is %s h old then',
    (noted, hours) => {
      const box = { warming: () => 0.7, probe: () => 0.5, noted };

      expect(judgedAgain(box, AN_INSTANT + hours * HOUR)).toBeLessThan(1_600);
    },
  );

  it('costs so where nobody knows the goods or measures the weather', () => {
    const box = { warming: () => 0.7, isWeatherUnknown: true };

    expect(judgedAgain(box, lateAt)).toBeLessThan(1_600);
  });

  it('costs so where the load came warm and nobody noted it', () => {
    const warming = (since: number) => 0.7 + 2.2 * Math.exp(-since / (30 * HOUR));

    expect(judgedAgain({ warming }, lateAt)).toBeLessThan(1_600);
  });
});

describe('words of a day before, each of them late and long after the other', () => {
  it('cost no more than themselves: what is heard since then forgets how often those were heard', () => {
    const live = makeLotJudge(aProfile(), NO_CONTEXT);
    const word = (minute: number): Reading =>
      aReading({
        measuredAt: AN_INSTANT + minute * MINUTE,
        measured: { cargoProbe1TemperatureCelsius: 0.4, returnTemperatureCelsius: 0.9 },
      });
    const known = Array.from({ length: 600 }, (_, minute) => word(DAY / MINUTE + minute));
    for (const reading of known) live.observe(reading);
    const asked = Array.from({ length: 10 }, (_, i) => {
      const late = word(50 * i);
      known.splice(i, 0, late);
      let count = 0;
      live.replay({ first: late.measuredAt, last: late.measuredAt }, (from, until) => {
        const found = between(known)(from, until);
        count += found.length;
        return found;
      });
      return count;
    });

    expect(Math.max(...asked)).toBeLessThanOrEqual(12);
  });
});
