import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HOUR, MINUTE, SeededRandom } from '@lenglian/quantities';
import { judgePredicted, type PredictedLine } from './judge-predicted.ts';
import {
  aContext,
  aTwinSample,
  idealSamples,
  somePredictedLimits,
  type IdealBox,
} from './testing.ts';
import { makeTwin, type SavedTwin } from './twin.ts';
import type { TwinSample } from './twin-sample.ts';

const FROM = Date.UTC(2025, 8, 1);
const limits = somePredictedLimits({ zones: [{ low: 3, high: 5 }] });

const maybe = (low: number, high: number) =>
  fc.option(fc.integer({ min: low * 10, max: high * 10 }).map((tenths) => tenths / 10));
const flag = fc.option(fc.boolean());

/** Anything a device may say, at uneven times, with holes. */
const anySamples = fc
  .array(
    fc.record({
      minutes: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 40 })),
      celsius: maybe(-5, 15),
      above: fc.integer({ min: 0, max: 20 }).map((tenths) => tenths / 10),
      isEstimated: fc.boolean(),
      setpointCelsius: maybe(-2, 8),
      supplyCelsius: maybe(-10, 20),
      returnCelsius: maybe(-10, 25),
      ambientCelsius: maybe(-30, 45),
      isPowered: flag,
      isDoorOpen: flag,
      isDefrosting: flag,
    }),
    { minLength: 1, maxLength: 120 },
  )
  .map((drawn): TwinSample[] => {
    let measuredAt = FROM;
    return drawn.map(({ minutes, celsius, above, ...rest }) => {
      measuredAt += minutes * MINUTE;
      const warmestCelsius = celsius === null ? null : celsius + above;
      return { ...rest, measuredAt, warmestCelsius, coldestCelsius: celsius };
    });
  });

const anyBox: fc.Arbitrary<IdealBox> = fc.record({
  from: fc.constant(FROM),
  minutes: fc.constant(8 * 60),
  offAfterMinutes: fc.constant(5 * 60),
  ambientCelsius: fc.integer({ min: 12, max: 40 }),
  leakShare: fc.double({ min: 0.06, max: 0.25, noNaN: true }),
  fanPerHour: fc.double({ min: 0.3, max: 0.9, noNaN: true }),
  stillPerHour: fc.double({ min: 0.05, max: 0.25, noNaN: true }),
  sigma: fc.constant(0.03),
});

/** Fruit that follows the air about as the surface of a load does. */
const usualBox = fc
  .record({
    fanPerHour: fc.double({ min: 0.45, max: 0.75, noNaN: true }),
    stillPerHour: fc.double({ min: 0.1, max: 0.2, noNaN: true }),
  })
  .chain((contacts) => anyBox.map((box) => ({ ...box, ...contacts })));

function throughJson(saved: SavedTwin): SavedTwin {
  return JSON.parse(JSON.stringify(saved)) as SavedTwin;
}

describe('a twin', () => {
  it('goes on after a restart anywhere as if nothing had been', () => {
    fc.assert(
      fc.property(anySamples, fc.nat({ max: 120 }), (samples, cut) => {
        const whole = makeTwin(limits);
        let parts = makeTwin(limits);
        for (const [index, sample] of samples.entries()) {
          if (index === cut) parts = makeTwin(limits, throughJson(parts.save()));
          whole.observe(sample);
          parts.observe(sample);
        }
        expect(throughJson(parts.save())).toEqual(throughJson(whole.save()));
        const now = (samples.at(-1) as TwinSample).measuredAt;
        expect(parts.outlook(now, aContext())).toEqual(whole.outlook(now, aContext()));
      }),
      { numRuns: 100 },
    );
  });

  it('is the same for any order of arrival, once sorted, and for repeats', () => {
    fc.assert(
      fc.property(
        anySamples.chain((samples) =>
          fc.tuple(
            fc.constant(samples),
            fc.shuffledSubarray([...samples, ...samples], {
              minLength: 2 * samples.length,
            }),
          ),
        ),
        ([samples, arrived]) => {
          const [inOrder, sorted] = [makeTwin(limits), makeTwin(limits)];
          for (const sample of samples) expect(inOrder.observe(sample)).toBe(true);
          for (const sample of arrived.toSorted((a, b) => a.measuredAt - b.measuredAt)) {
            sorted.observe(sample);
          }
          expect(sorted.save()).toEqual(inOrder.save());
        },
      ),
      { numRuns: 50 },
    );
  });

  it('stays finite and as small as it was, whatever it is told', () => {
    fc.assert(
      fc.property(anySamples, (samples) => {
        const twin = makeTwin(limits);
        for (const sample of samples) twin.observe(sample);
        const text = JSON.stringify(twin.save());
        expect(text.length).toBeLessThan(2_000);
        const now = (samples.at(-1) as TwinSample).measuredAt;
        for (const danger of twin.outlook(now, aContext()).dangers) {
          expect(Number.isNaN(danger.sigmas)).toBe(false);
          const { earliestAt, latestAt } = danger;
          if (latestAt !== null) expect(earliestAt ?? Infinity).toBeLessThanOrEqual(latestAt);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('is of the same size after a week as after an hour', () => {
    const twin = makeTwin(limits);
    const random = SeededRandom.stream(1, 1);
    const sizes = [60, 10_080].map((until) => {
      for (let minute = until === 60 ? 0 : 60; minute < until; minute++) {
        const measuredAt = FROM + minute * MINUTE;
        twin.observe(aTwinSample({ measuredAt, warmestCelsius: 0.3 + random.next() / 10 }));
      }
      const saved = JSON.stringify(twin.save()).match(/[-\d.e]+/g) ?? [];
      return saved.length;
    });
    expect(sizes[1]).toBe(sizes[0]);
  });

  it('never lets hotter weather harm later, in an ideal box without power', () => {
    fc.assert(
      fc.property(anyBox, fc.integer({ min: 2, max: 12 }), fc.nat(), (box, hotter, seed) => {
        const crossing = (ambientCelsius: number): number => {
          const twin = makeTwin(limits);
          const random = SeededRandom.stream(seed, 1);
          const samples = idealSamples({ ...box, ambientCelsius, sigma: 0 }, random);
          for (const sample of samples) twin.observe(sample);
          const now = (samples.at(-1) as TwinSample).measuredAt;
          const { dangers } = twin.outlook(now, aContext());
          const danger = dangers.find(({ limit }) => limit === 'BAND_HIGH');
          return danger?.isBeyond === true ? 0 : (danger?.crossesAt ?? Infinity);
        };
        const [mild, hot] = [crossing(box.ambientCelsius), crossing(box.ambientCelsius + hotter)];
        // A step of the projection is a quarter of an hour at most.
        expect(hot).toBeLessThanOrEqual(mild + 15 * MINUTE);
      }),
      { numRuns: 40 },
    );
  });

  it('says when an ideal box of the usual order crosses without power, to two fifths of the time left', () => {
    fc.assert(
      fc.property(usualBox, fc.nat(), (box, seed) => {
        const long = idealSamples(
          { ...box, minutes: 40 * 60, sigma: 0 },
          SeededRandom.stream(seed, 2),
        );
        const crossed = long.find(({ warmestCelsius }) => (warmestCelsius ?? 0) > 2.05);
        const twin = makeTwin(limits);
        for (const sample of idealSamples(box, SeededRandom.stream(seed, 1))) twin.observe(sample);
        const now = box.from + (box.minutes - 1) * MINUTE;
        const left = (crossed?.measuredAt ?? Infinity) - now;
        fc.pre(left > HOUR && left < 12 * HOUR);
        const { dangers } = twin.outlook(now, aContext());
        const danger = dangers.find(({ limit }) => limit === 'BAND_HIGH');
        const foretold = (danger?.crossesAt ?? Infinity) - now;
        expect(Math.abs(foretold - left)).toBeLessThan(Math.max(1.5 * HOUR, 0.4 * left));
      }),
      { numRuns: 40 },
    );
  });
});

describe('false predictions', () => {
  it('come of flat and noisy series at most once in 20 days', () => {
    const days = 20;
    let raised = 0;
    for (let seed = 1; seed <= days; seed++) {
      const random = SeededRandom.stream(seed, 3);
      const twin = makeTwin(limits);
      const box: IdealBox = {
        ...{ from: FROM, minutes: 24 * 60, offAfterMinutes: Infinity, ambientCelsius: 25 },
        ...{ leakShare: 0.1, fanPerHour: 0.5, stillPerHour: 0.1, sigma: 0.15 },
      };
      let lines: readonly PredictedLine[] = [];
      for (const sample of idealSamples(box, random)) {
        twin.observe(sample);
        if (sample.measuredAt % (5 * MINUTE) !== 0) continue;
        const before = lines.filter(({ raisedAt }) => raisedAt !== null).length;
        lines = judgePredicted(lines, twin.outlook(sample.measuredAt, aContext()));
        if (lines.filter(({ raisedAt }) => raisedAt !== null).length > before) raised++;
      }
    }
    expect(raised).toBeLessThanOrEqual(1);
  });
});
