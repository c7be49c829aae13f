import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aProfile } from '@lenglian/limits/testing';
import { HOUR, SeededRandom } from '@lenglian/quantities';
import {
  noValues,
  CARGO_PROBES,
  POWERED,
  RETURN,
  SETPOINT,
  SUPPLY,
  AMBIENT,
} from '@lenglian/readings';
import type { Reading } from '@lenglian/readings';
import { aReading } from '@lenglian/readings/testing';
import { aContext, idealSamples } from '../testing.ts';
import type { TwinSample } from '../twin-sample.ts';
import { LotTwin, type SavedLotTwin } from './lot-twin.ts';

const START = Date.UTC(2026, 8, 20);
const MINUTES = 600;

function readingOf(sample: TwinSample, hasProbe: boolean): Reading {
  const values = noValues();
  const [probe = 0] = CARGO_PROBES;
  if (hasProbe) values[probe] = sample.warmestCelsius ?? Number.NaN;
  values[SUPPLY] = sample.supplyCelsius ?? Number.NaN;
  values[RETURN] = sample.returnCelsius ?? Number.NaN;
  values[AMBIENT] = sample.ambientCelsius ?? Number.NaN;
  values[SETPOINT] = 0;
  values[POWERED] = sample.isPowered === false ? 0 : 1;
  return aReading({ measuredAt: sample.measuredAt, receivedAt: sample.measuredAt, values });
}

const journey = fc
  .record({
    seed: fc.nat({ max: 1_000 }),
    offAfterMinutes: fc.integer({ min: 30, max: 700 }),
    ambientCelsius: fc.integer({ min: -10, max: 40 }),
    hasProbe: fc.boolean(),
  })
  .map(({ seed, hasProbe, ...box }) =>
    idealSamples(
      {
        ...{ ...box, from: START, minutes: MINUTES, leakShare: 0.5 },
        ...{ fanPerHour: 0.3, stillPerHour: 0.1, sigma: 0.1 },
      },
      SeededRandom.stream(seed, 1),
    ).map((sample) => readingOf(sample, hasProbe)),
  );

const open = (saved?: SavedLotTwin, moves: readonly number[] = []) =>
  new LotTwin(
    [{ from: -Infinity, profile: aProfile() }],
    { at: 0, product: Number.NaN, moves },
    saved,
  );

/** Readings in, asked whenever it is due. */
function follow(twin: LotTwin, readings: readonly Reading[], all: readonly Reading[]): void {
  for (const reading of readings) {
    twin.observe(reading);
    if (twin.isDue) ask(twin, all);
  }
}

function ask(twin: LotTwin, all: readonly Reading[]) {
  const readingsFrom = (from: number) => all.filter(({ measuredAt }) => measuredAt >= from);
  return twin.ask(aContext(), { newest: twin.newest, readingsFrom }, [], undefined);
}

describe(LotTwin.name, () => {
  it('says the same whether it was restored from what was saved anywhere, or never', () => {
    fc.assert(
      fc.property(journey, fc.integer({ min: 1, max: MINUTES - 1 }), (readings, cut) => {
        const straight = open();
        follow(straight, readings, readings);
        const before = open();
        follow(before, readings.slice(0, cut), readings.slice(0, cut));
        const saved = JSON.parse(JSON.stringify(before.save())) as SavedLotTwin;
        const after = open(saved);
        // Whoever is restored is asked at once.
        follow(after, readings.slice(cut), readings);

        expect(after.save().follower).toEqual(straight.save().follower);
        expect(after.save().checkpoints).toEqual(straight.save().checkpoints);
        expect(ask(after, readings)?.outlook).toEqual(ask(straight, readings)?.outlook);
      }),
      { numRuns: 25 },
    );
  });

  it('says the same after late data, whenever they were measured and however they came', () => {
    const late = fc.tuple(fc.nat({ max: MINUTES - 1 }), fc.integer({ min: 1, max: 60 }));
    fc.assert(
      fc.property(journey, late, (readings, [from, count]) => {
        const isLate = (_: unknown, index: number) => index >= from && index < from + count;
        const straight = open();
        follow(straight, readings, readings);
        const twin = open();
        const first = readings.filter((one, index) => !isLate(one, index));
        follow(twin, first, first);
        for (const reading of readings.filter(isLate)) twin.observe(reading);

        expect(ask(twin, readings)?.outlook).toEqual(ask(straight, readings)?.outlook);
        expect(twin.save().follower).toEqual(straight.save().follower);
      }),
      { numRuns: 25 },
    );
  });

  it('foretells goods in another unit by what was measured there alone, also across a restart', () => {
    const measured = journey.filter(
      ([first]) => !Number.isNaN(first?.values[CARGO_PROBES[0] ?? 0]),
    );
    const cuts = fc.record({ move: fc.integer({ min: 30, max: 500 }), cut: fc.nat({ max: 590 }) });
    fc.assert(
      fc.property(measured, cuts, (readings, { move, cut }) => {
        const moves = [readings[move]?.measuredAt ?? 0];
        const there = readings.slice(move);
        const fresh = open();
        follow(fresh, there, there);
        const before = open(undefined, moves);
        follow(before, readings.slice(0, cut), readings.slice(0, cut));
        const moved = open(JSON.parse(JSON.stringify(before.save())) as SavedLotTwin, moves);
        follow(moved, readings.slice(cut), readings);

        expect(ask(moved, readings)?.outlook).toEqual(ask(fresh, there)?.outlook);
      }),
      { numRuns: 25 },
    );
  });

  it('takes no more than 8 kB to save, whatever it has seen', () => {
    fc.assert(
      fc.property(journey, (readings) => {
        const twin = open();
        const days = [0, 1, 2].flatMap((day) =>
          readings.map((one) => ({ ...one, measuredAt: one.measuredAt + day * 24 * HOUR })),
        );
        follow(twin, days, days);
        expect(JSON.stringify(twin.save()).length).toBeLessThan(8_000);
      }),
      { numRuns: 5 },
    );
  });
});
