import fc from 'fast-check';
import {
  HOUR,
  MINUTE,
  SECOND,
  SeededRandom,
  type Celsius,
  type Duration,
} from '@lenglian/quantities';
import { compareSamples, type ChannelName, type Reading } from '@lenglian/readings';
import { AN_INSTANT, aReading } from '@lenglian/readings/testing';
import { arrivalsOf, type Arrivals } from './delivery.ts';
import type { Episode } from './episode.ts';
import type { LotContext } from './lot-context.ts';

export { heldRules } from './rules/held-rules.ts';
export * from './delivery.ts';
export * from './worked-trace.ts';

/** A breach of the band by a probe, raised after 20 minutes and still going on. */
export function anEpisode(changes: Partial<Episode> = {}): Episode {
  const startedAt = changes.startedAt ?? AN_INSTANT;
  return {
    rule: 'BAND_HI',
    severity: 'WARN',
    startedAt,
    raisedAt: startedAt + 20 * MINUTE,
    endedAt: null,
    clearedAt: null,
    limit: 2,
    peak: 3.1,
    signal: 'PROBE',
    degreeMinutes: 22,
    spentMinutes: null,
    isUnverified: false,
    ...changes,
  };
}

/** One part of a journey: `count` samples, `step` minutes apart, around three levels. */
export interface JourneyPart {
  readonly count: number;
  readonly step: number;
  readonly probe: Celsius | undefined;
  readonly secondProbe: Celsius | undefined;
  readonly returnAir: Celsius | undefined;
  readonly supplyAir: Celsius | undefined;
  /** What else the unit says all along, by wire name. */
  readonly said?: Partial<Record<ChannelName, number>>;
  readonly seed: number;
}

/** Readings of one device, the parts one after the other, with a sensor's noise of a tenth. */
export function aJourney(parts: readonly JourneyPart[], from = AN_INSTANT): Reading[] {
  let at = from;
  let seq = 0;
  return parts.flatMap((part) => {
    const random = new SeededRandom(part.seed);
    return Array.from({ length: part.count }, () => {
      at += part.step * MINUTE;
      seq += 1;
      const noisy = (level: Celsius | undefined) =>
        level === undefined
          ? NaN
          : // Zero has no sign in a reading: the edge takes it off, and JSON does.
            Math.round(level * 10 + random.next() * 2.98 - 1.49) / 10 + 0;
      const measured = {
        cargoProbe1TemperatureCelsius: noisy(part.probe),
        cargoProbe2TemperatureCelsius: noisy(part.secondProbe),
        returnTemperatureCelsius: noisy(part.returnAir),
        supplyTemperatureCelsius: noisy(part.supplyAir),
        ...part.said,
      };
      return aReading({ measuredAt: at, boot: 1, seq, measured });
    });
  });
}

/** Levels on, just beside and far from every limit and hysteresis of `aProfile()`. */
const LEVELS = [
  -9, -1.4, -1.1, -1, -0.9, -0.7, -0.5, -0.3, 0, 1, 1.7, 1.9, 2.1, 2.7, 3.1, 7.5, 8.1, 10,
];
const level = fc.option(fc.constantFrom(...LEVELS), { nil: undefined, freq: 4 });

/** Frost to heat, as long journeys see it (domain.md §5), °C. */
const weather = fc
  .integer({ min: -25, max: 40 })
  .map((ambientTemperatureCelsius) => ({ ambientTemperatureCelsius, isConnectedToPowerSource: 1 }));

const journeyPart: fc.Arbitrary<JourneyPart> = fc.record({
  count: fc.integer({ min: 1, max: 30 }),
  // Ten minutes are still measured, eleven are a gap.
  step: fc.constantFrom(1, 1, 1, 2, 5, 10, 11, 45),
  probe: level,
  secondProbe: fc.option(fc.constantFrom(...LEVELS), { nil: undefined, freq: 1 }),
  returnAir: level,
  supplyAir: level,
  said: fc.oneof(
    { weight: 3, arbitrary: fc.constant({}) },
    weather,
    fc.constantFrom<Partial<Record<ChannelName, number>>>(
      { isDefrosting: 1, isConnectedToPowerSource: 1 },
      { isDefrosting: 0, doorOpen: 0, isConnectedToPowerSource: 1 },
      { isConnectedToPowerSource: 0, doorOpen: 0 },
      { isConnectedToPowerSource: 0, isDefrosting: 1, ambientTemperatureCelsius: -20 },
      { doorOpen: 1, setpointTemperatureCelsius: 0.6 },
      { setpointTemperatureCelsius: 3, ambientTemperatureCelsius: -5 },
      { co2Percent: 1.5, relativeHumidityPercent: 40, batteryPercent: 12, fuelPercent: 9 },
      { fuelPercent: 90, isConnectedToPowerSource: 1 },
      { fuelPercent: 84, isConnectedToPowerSource: 0 },
      { fuelPercent: 70 },
      { fuelPercent: 55, isConnectedToPowerSource: 1 },
      { levelPercent: 60, cipRunning: 0 },
      { levelPercent: 40, cipRunning: 1, genericAlarmCount: 2 },
      { levelPercent: 0, agitatorRunning: 0, airExchangeCubicMetresPerHour: 0 },
      { controllerAlarm: 2, genericAlarmCount: 1 },
      { controllerAlarm: 48 },
      { levelPercent: 75, doorOpen: 1, agitatorRunning: 1 },
    ),
  ),
  seed: fc.nat({ max: 1_000 }),
});

const anInstantOfIt = fc.integer({ min: 0, max: 40 }).map((n) => AN_INSTANT + n * 15 * MINUTE);
const stop = fc.record({
  from: anInstantOfIt,
  lasts: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined, freq: 5 }),
});

const someInstants = fc
  .uniqueArray(anInstantOfIt, { maxLength: 3 })
  .map((all) => all.toSorted((a, b) => a - b));

/** Limits of always, or from a time on. */
const declaredContext: fc.Arbitrary<LotContext> = fc.record(
  {
    loadedAt: fc.constantFrom(null, null, AN_INSTANT, AN_INSTANT + 2 * HOUR),
    loadedProduct: fc.constantFrom(null, 6.8),
    setpoints: fc.constantFrom([], [{ from: AN_INSTANT + HOUR, setpoint: 0.6 }]),
    isOneBox: fc.boolean(),
    stops: fc.option(
      fc.uniqueArray(stop, { maxLength: 4, selector: ({ from }) => from }).map((stops) => {
        const inOrder = stops.toSorted((a, b) => a.from - b.from);
        return inOrder.map(({ from, lasts }, i) => {
          const next = inOrder[i + 1]?.from ?? Infinity;
          const until = Math.min(next, from + (lasts ?? Infinity) * 10 * MINUTE);
          return { from, until: Number.isFinite(until) ? until : null };
        });
      }),
      { nil: null },
    ),
    rounds: fc
      .tuple(anInstantOfIt, fc.integer({ min: 1, max: 20 }))
      .map(([from, lasts]) => [{ from, until: from + lasts * 15 * MINUTE }]),
    // Of one stop: by a contract shorter or longer than the rule.
    offPower: fc
      .tuple(anInstantOfIt, fc.integer({ min: 1, max: 12 }), fc.constantFrom(20, 45, 120))
      .map(([from, lasts, max]) => [
        { from, until: from + lasts * 15 * MINUTE, max: max * MINUTE },
      ]),
    intakes: fc
      .tuple(anInstantOfIt, fc.integer({ min: 1, max: 20 }))
      .map(([from, lasts]) => [{ from, until: from + lasts * 15 * MINUTE }]),
    preCooledUntil: fc.option(anInstantOfIt),
    judgedFrom: anInstantOfIt,
    refuels: someInstants,
    arrivals: someInstants,
  },
  { requiredKeys: ['loadedAt', 'loadedProduct', 'setpoints', 'isOneBox', 'stops'] },
);

/** Journeys with and without loading, planned set-points and stops, now and then of goods that nobody declared. */
export const anyContext: fc.Arbitrary<LotContext> = fc
  .tuple(declaredContext, fc.nat({ max: 4 }))
  .map(([context, n]) => (n === 0 ? { ...context, isProvisional: true as const } : context));

/** Hours of excursions, gaps, noise around limits and sensors that come and go. */
export const anyJourney: fc.Arbitrary<Reading[]> = fc
  .array(journeyPart, { minLength: 1, maxLength: 8 })
  .map((parts) => aJourney(parts));

/** What another device says in the same box, at a pace of its own: probes, or air, or only one side of it. */
function anyOtherOf(deviceId: string, after: Duration): fc.Arbitrary<Reading[]> {
  const said = fc.record({ probe: level, returnAir: level, supplyAir: level });
  const channels = fc.constantFrom('probe', 'returnAir', 'supplyAir');
  return fc
    .tuple(fc.constantFrom(1, 12, 15, 15, 30, 60), fc.array(said, { maxLength: 20 }), channels)
    .map(([step, words, channel]) => {
      const rest = { secondProbe: undefined, probe: undefined, returnAir: undefined };
      const parts = words.map((word) => ({
        ...{ ...rest, supplyAir: undefined, seed: 0, step, count: 1 },
        [channel]: word[channel],
      }));
      return aJourney(parts, AN_INSTANT + after).map((reading) => ({ ...reading, deviceId }));
    });
}

/** Three devices in one box, each heard at a pace of its own. */
export const anyJourneyOfSeveral: fc.Arbitrary<Reading[]> = fc
  .tuple(anyJourney, anyOtherOf('device-2', 20 * SECOND), anyOtherOf('device-3', 40 * SECOND))
  .map((readings) => readings.flat().toSorted(compareSamples));

/** The same instants with everything well inside the limits of `aProfile()`. */
export const anyCalmJourney: fc.Arbitrary<Reading[]> = fc
  .array(
    fc.record({
      count: fc.integer({ min: 1, max: 40 }),
      step: fc.constantFrom(1, 5, 11, 45),
      probe: fc.option(fc.constantFrom(-0.4, 0, 1.9), { nil: undefined, freq: 4 }),
      secondProbe: fc.constant(undefined),
      returnAir: fc.constantFrom(0, 1, 1.9),
      supplyAir: fc.constantFrom(-0.4, 0),
      seed: fc.nat({ max: 1_000 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => aJourney(parts));

/**
 * Ten hours and more, ten minutes a sample, of a probe and supply air that go in and out of their
 * limits all the time: breaches begin and end within three samples, and each one matters.
 */
export const anyRestlessJourney: fc.Arbitrary<Reading[]> = fc
  .array(
    fc.record({
      probe: fc.constantFrom(0.5, 1.9, 3, 3, undefined),
      supplyAir: fc.constantFrom(0, -0.9, -2, -2, undefined),
      count: fc.integer({ min: 1, max: 4 }),
    }),
    { minLength: 20, maxLength: 40 },
  )
  .map((parts) =>
    aJourney(
      parts.map((part) => ({
        ...part,
        step: 10,
        secondProbe: undefined,
        returnAir: undefined,
        seed: 0,
      })),
    ),
  );

/**
 * A day or two of a box that runs on, ten minutes a sample: what is usual of its air becomes known, and then air warms by less or
 * more, weather changes or falls silent, a sensor too, and a door opens now and then.
 */
export const anySteadyJourney: fc.Arbitrary<Reading[]> = fc
  .tuple(
    fc.record({ warming: fc.constantFrom(0.7, 0.7, 1.2, 2.9), supplyAir: fc.constantFrom(0, 0.2) }),
    fc.option(fc.integer({ min: -25, max: 40 }), { nil: undefined, freq: 5 }),
    fc.option(fc.constantFrom(0, 0.3), { nil: undefined, freq: 1 }),
    fc.array(
      fc.record({
        count: fc.integer({ min: 1, max: 24 }),
        step: fc.constantFrom(10, 10, 10, 10, 11),
        less: fc.constantFrom(0, 0, 0.4, 0.5, 0.9, -1.8),
        said: fc.constantFrom<Partial<Record<ChannelName, number>>[]>(
          ...[{}, {}, {}, { doorOpen: 1 }, { ambientTemperatureCelsius: Number.NaN }],
          ...[{ ambientTemperatureCelsius: 2 }, { returnTemperatureCelsius: Number.NaN }],
        ),
        seed: fc.nat({ max: 1_000 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([{ warming, supplyAir }, outside, probe, parts]) => {
    const said = { isConnectedToPowerSource: 1, ambientTemperatureCelsius: outside ?? Number.NaN };
    const around = { probe, secondProbe: undefined, supplyAir };
    const quiet = { ...around, count: 34, step: 10, returnAir: supplyAir + warming, said, seed: 1 };
    return aJourney([
      quiet,
      ...parts.map(({ less, ...part }) => ({
        ...{ ...around, ...part, returnAir: supplyAir + warming - less },
        said: { ...said, ...part.said },
      })),
    ]);
  });

/** Any journey, delivered in any way. */
export const anyArrivals: fc.Arbitrary<Arrivals> = arrivalsOf(anyJourney);
