import fc from 'fast-check';
import { CHANNELS, type Channel } from '@lenglian/readings';
import { AN_INSTANT } from '@lenglian/readings/testing';
import type { TelemetryMessage, TelemetrySample } from './telemetry.ts';

/** A message of a healthy reefer with one sample measured at `AN_INSTANT`. */
export function aTelemetryMessage(changes: Partial<TelemetryMessage> = {}): TelemetryMessage {
  return {
    boot: 3,
    seq: 812,
    samples: [
      {
        measuredAt: AN_INSTANT,
        setpointTemperatureCelsius: 0,
        supplyTemperatureCelsius: -0.3,
        returnTemperatureCelsius: 0.9,
        cargoProbe1TemperatureCelsius: 0.4,
        doorOpen: false,
      },
    ],
    ...changes,
  };
}

function valueOf({ kind, min, max }: Channel): fc.Arbitrary<number | boolean> {
  return kind === 'boolean'
    ? fc.boolean()
    : // Tenths, and never 85, which a probe says for "no value".
      fc
        .integer({ min: Math.ceil(min * 10), max: Math.floor(max * 10) })
        .map((tenths) => (tenths === 850 ? 84 : tenths / 10));
}

const anySample: fc.Arbitrary<TelemetrySample> = fc
  .record(
    Object.fromEntries(
      // That one is made of `alarmCodes`.
      CHANNELS.filter(({ name }) => name !== 'controllerAlarm').map((channel) => [
        channel.name,
        fc.option(valueOf(channel)),
      ]),
    ),
    { requiredKeys: [] },
  )
  .chain((values) =>
    fc
      .integer({ min: AN_INSTANT - 86_400_000, max: AN_INSTANT })
      .map((measuredAt) => ({ measuredAt, supplyTemperatureCelsius: 0, ...values })),
  )
  .filter((sample) => Object.entries(sample).some(([k, v]) => k !== 'measuredAt' && v !== null));

/** Any message that is right in every part, as devices that count send it. */
export const anyTelemetryMessage: fc.Arbitrary<TelemetryMessage> = fc.record({
  boot: fc.nat({ max: 2 ** 31 - 1 }),
  seq: fc.maxSafeNat(),
  hist: fc.boolean(),
  samples: fc.array(anySample, { minLength: 1, maxLength: 10 }),
});
