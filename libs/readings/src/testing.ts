import fc from 'fast-check';
import { MINUTE, type Instant } from '@lenglian/quantities';
import { CHANNEL_COUNT, channelIndex, type ChannelName } from './channel.ts';
import { contentHash } from './identity.ts';
import { UNCOUNTED, noValues, type Reading, type ReadingValues } from './reading.ts';

/** 2025-09-18T06:00:00Z, the middle of the fragrant pear season. */
export const AN_INSTANT: Instant = 1_758_175_200_000;

/** Values by wire name; what is not named was not measured. */
export function valuesOf(named: Partial<Record<ChannelName, number | boolean>>): ReadingValues {
  const values = noValues();
  for (const name of Object.keys(named) as ChannelName[]) {
    values[channelIndex(name)] = Number(named[name]);
  }
  return values;
}

/**
 * One reading of `device-1` at `AN_INSTANT`, received a second later; uncounted unless `boot` and
 * `seq` are given. `measured` names its values; by default a unit that keeps 0 °C.
 */
export function aReading(
  changes: Partial<Omit<Reading, 'values' | 'hash'>> & {
    measured?: Partial<Record<ChannelName, number | boolean>>;
    values?: ReadingValues;
  } = {},
): Reading {
  const { measured, values: given, ...rest } = changes;
  const values =
    given ??
    valuesOf(
      measured ?? {
        setpointTemperatureCelsius: 0,
        supplyTemperatureCelsius: -0.1,
        returnTemperatureCelsius: 0.6,
        cargoProbe1TemperatureCelsius: 0.3,
      },
    );
  const measuredAt = rest.measuredAt ?? AN_INSTANT;
  return {
    deviceId: 'device-1',
    measuredAt,
    receivedAt: measuredAt + 1_000,
    boot: UNCOUNTED,
    seq: UNCOUNTED,
    index: 0,
    flags: 0,
    excluded: 0,
    ...rest,
    values,
    hash: contentHash(values),
  };
}

/** One reading a minute from `from` on, with the given cargo probe values. */
export function aMinuteSeries(probeCelsius: readonly number[], from = AN_INSTANT): Reading[] {
  return probeCelsius.map((value, i) =>
    aReading({
      measuredAt: from + i * MINUTE,
      boot: 1,
      seq: i,
      measured: { cargoProbe1TemperatureCelsius: value },
    }),
  );
}

/** Any values a sample can hold, many of them missing. */
export const anyValues: fc.Arbitrary<ReadingValues> = fc.array(
  fc.oneof(
    fc.constant(Number.NaN),
    fc.integer({ min: -300, max: 300 }).map((n) => n / 10),
  ),
  {
    minLength: CHANNEL_COUNT,
    maxLength: CHANNEL_COUNT,
  },
);

/**
 * Readings of one device on a coarse grid of instants and with few different values, so that
 * copies, contested instants and reboots are common.
 */
export const anyReading: fc.Arbitrary<Reading> = fc
  .record({
    minute: fc.nat({ max: 20 }),
    delay: fc.nat({ max: 5 }),
    counted: fc.boolean(),
    boot: fc.nat({ max: 2 }),
    seq: fc.nat({ max: 3 }),
    index: fc.nat({ max: 2 }),
    probe: fc.integer({ min: -2, max: 2 }),
  })
  .map(({ minute, delay, counted, boot, seq, index, probe }) =>
    aReading({
      measuredAt: AN_INSTANT + minute * MINUTE,
      receivedAt: AN_INSTANT + (minute + delay) * MINUTE,
      ...(counted ? { boot, seq, index } : {}),
      measured: { cargoProbe1TemperatureCelsius: probe },
    }),
  );
