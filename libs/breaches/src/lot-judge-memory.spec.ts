import { describe, expect, it } from '@jest/globals';
import { aProfile } from '@lenglian/limits/testing';
import { DAY, HOUR, MINUTE, SeededRandom } from '@lenglian/quantities';
import { AN_INSTANT, aReading } from '@lenglian/readings/testing';
import { CHECKPOINTS_MAX } from './checkpoints.ts';
import { NO_CONTEXT } from './lot-context.ts';
import type { LotJudge } from './lot-judge.ts';
import { makeLotJudge } from './make-lot-judge.ts';

/** A judge that has seen `days` of readings, five minutes apart. */
function after(days: number, probe: (i: number) => number): LotJudge {
  const judge = makeLotJudge(aProfile(), NO_CONTEXT);
  for (let i = 0; i * 5 * MINUTE < days * DAY; i++) {
    judge.observe(
      aReading({
        measuredAt: AN_INSTANT + i * 5 * MINUTE,
        measured: { cargoProbe1TemperatureCelsius: probe(i) },
      }),
    );
  }
  return judge;
}

/** As `after`, of a box whose air and weather are measured, with noise, days and nights and a defrost each eight hours. */
function afterInABox(days: number, probe: number | undefined): LotJudge {
  const judge = makeLotJudge(aProfile(), NO_CONTEXT);
  const random = new SeededRandom(7);
  const tenths = (value: number) => Math.round(10 * (value + 0.2 * (random.next() - 0.5))) / 10;
  for (let minute = 0; minute * MINUTE < days * DAY; minute += 5) {
    const isDefrosting = minute % 480 < 25;
    const outside = 20 + 8 * Math.sin((2 * Math.PI * minute * MINUTE) / DAY);
    judge.observe(
      aReading({
        measuredAt: AN_INSTANT + minute * MINUTE,
        measured: {
          supplyTemperatureCelsius: tenths(isDefrosting ? 2 : 0),
          returnTemperatureCelsius: tenths((isDefrosting ? 4 : 0.2) + 0.024 * outside),
          ambientTemperatureCelsius: tenths(outside),
          setpointTemperatureCelsius: 0,
          isConnectedToPowerSource: 1,
          isDefrosting: isDefrosting ? 1 : 0,
          ...(probe !== undefined && { cargoProbe1TemperatureCelsius: tenths(probe) }),
        },
      }),
    );
  }
  return judge;
}

function sizeOf(judge: LotJudge): number {
  return JSON.stringify(judge.save()).length;
}

describe('the memory of a lot', () => {
  it('is less than fifteen kilobytes of text for a healthy lot, however long its journey', () => {
    expect(sizeOf(after(90, () => 0.5))).toBeLessThan(15_000);
  });

  it.each([
    ['with a probe', 0.5],
    ['without', undefined],
  ])('is less than twenty-seven of one in a box whose air is measured, %s', (_name, probe) => {
    const judge = afterInABox(90, probe);

    expect(judge.episodes()).toEqual([]);
    expect(sizeOf(judge)).toBeLessThan(27_000);
  });

  it('is less than thirty-two while a sensor flickers around its limit for three months', () => {
    const random = new SeededRandom(7);
    const judge = after(90, () => (random.next() < 0.3 ? 2.1 : 1.5));

    expect(judge.episodes().length).toBeLessThan(100);
    expect(sizeOf(judge)).toBeLessThan(32_000);
  });

  it('grows by its episodes alone, at most 300 bytes for each', () => {
    // Warm for 20 min of each 40.
    const cycling = (i: number) => (i % 8 < 5 ? 3 : 1);
    const [early, late] = [after(10, cycling), after(90, cycling)];
    const more = late.episodes().length - early.episodes().length;

    expect(more).toBeGreaterThan(2_000);
    expect((sizeOf(late) - sizeOf(early)) / more).toBeLessThan(300);
  });

  it('is bounded in a breach that never ends', () => {
    const judge = after(90, () => 12);

    expect(judge.episodes()).toHaveLength(2);
    expect(sizeOf(judge)).toBeLessThan(23_000);
  });

  it('keeps its checkpoints dense near the present and thin far back', () => {
    const judge = after(90, () => 0.5);
    const checkpoints = judge.save()['checkpoints'] as { at: number }[];
    const wayBack = (age: number) => {
      const at = judge.through - age;
      return at - (checkpoints.findLast((checkpoint) => checkpoint.at < at)?.at ?? 0);
    };

    expect(checkpoints.length).toBe(CHECKPOINTS_MAX);
    expect(wayBack(MINUTE)).toBeLessThanOrEqual(2 * HOUR);
    for (const age of [6 * HOUR, DAY, 6 * DAY, 30 * DAY, 80 * DAY]) {
      expect(wayBack(age)).toBeLessThanOrEqual(2 * HOUR + age / 2);
    }
  });
});
