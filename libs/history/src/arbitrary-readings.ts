import fc from 'fast-check';
import type { Instant } from '@lenglian/quantities';
import {
  CHANNEL_COUNT,
  QualityFlag,
  UNCOUNTED,
  contentHash,
  noValues,
  type Reading,
} from '@lenglian/readings';

/** Sunday 18:00 UTC: what lies around it falls into two weeks. */
export const SAMPLE_START: Instant = Date.UTC(2026, 10, 22, 18);

/** Values as devices send them: decimals mostly, sometimes any number there is. */
const valueArbitrary = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -400, max: 400 }).map((tenths) => tenths / 10) },
  { weight: 2, arbitrary: fc.constantFrom(0, 1, -127, 85, 43.825592, 0.1 + 0.2) },
  { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
);

const valuesArbitrary = fc
  .dictionary(
    fc.integer({ min: 0, max: CHANNEL_COUNT - 1 }).map(String),
    // libs/device-messages never passes −0 on.
    valueArbitrary.map((value) => (value === 0 ? 0 : value)),
    { minKeys: 1, maxKeys: 8 },
  )
  .map((byChannel) => {
    const values = noValues();
    for (const [channel, value] of Object.entries(byChannel)) values[Number(channel)] = value;
    return values;
  });

/** Any sample of a few devices over some days; instants often meet, identities sometimes. */
export function readingArbitrary(devices: readonly string[]): fc.Arbitrary<Reading> {
  return fc
    .record({
      deviceId: fc.constantFrom(...devices),
      minute: fc.oneof(
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: -3 * 1440, max: 3 * 1440 }),
      ),
      milliseconds: fc.constantFrom(0, 0, 0, 1, 59_999),
      delay: fc.integer({ min: 0, max: 5_000_000 }),
      counted: fc.boolean(),
      boot: fc.integer({ min: 0, max: 2 }),
      seq: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.maxSafeNat()),
      index: fc.integer({ min: 0, max: 2 }),
      flags: fc.constantFrom(0, 0, QualityFlag.BACKFILL, QualityFlag.SENTINEL),
      isExcluded: fc.boolean(),
      values: valuesArbitrary,
    })
    .map(({ minute, milliseconds, delay, counted, isExcluded, ...rest }) => {
      const measuredAt = SAMPLE_START + minute * 60_000 + milliseconds;
      const channel = rest.values.findIndex((value) => !Number.isNaN(value));
      return {
        ...rest,
        measuredAt,
        receivedAt: measuredAt + delay,
        boot: counted ? rest.boot : UNCOUNTED,
        seq: counted ? rest.seq : UNCOUNTED,
        index: counted ? rest.index : 0,
        hash: contentHash(rest.values),
        excluded: isExcluded ? 1 << channel : 0,
      };
    });
}

/** Arrivals: samples, some of them again (later, told as history), shuffled, cut into pages. */
export function arrivalsArbitrary(devices: readonly string[]): fc.Arbitrary<Reading[][]> {
  return fc
    .array(readingArbitrary(devices), { minLength: 1, maxLength: 60 })
    .chain((samples) =>
      fc
        .array(
          fc.record({ at: fc.nat(samples.length - 1), later: fc.integer({ min: -9, max: 999 }) }),
          { maxLength: 20 },
        )
        .map((copies) => [
          ...samples,
          ...copies.map(({ at, later }) => {
            const sample = samples[at] as Reading;
            const flags = sample.flags | QualityFlag.BACKFILL;
            return { ...sample, receivedAt: sample.receivedAt + later, flags };
          }),
        ]),
    )
    .chain((samples) =>
      fc.tuple(
        fc.shuffledSubarray(samples, { minLength: samples.length }),
        fc.integer({ min: 1, max: 20 }),
      ),
    )
    .map(([samples, size]) =>
      Array.from({ length: Math.ceil(samples.length / size) }, (_, i) =>
        samples.slice(i * size, (i + 1) * size),
      ),
    );
}
