import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isPlainEnvelope, isPlainSample } from './plain-telemetry.ts';
import { sampleSchema, telemetryEnvelopeSchema } from './telemetry.ts';
import { anyTelemetryMessage } from './testing.ts';

/** What JSON can hold where a number, a boolean or a list belongs, and beyond. */
const anything = fc.oneof(
  fc.constantFrom<unknown[]>(
    ...[0, -0, -1, 0.5, 2 ** 31 - 1, 2 ** 31, 2 ** 53 - 1, 2 ** 53, Infinity, -Infinity],
    ...[null, true, false, '', '3', [], {}],
  ),
  fc.jsonValue(),
);

const anyEnvelope = fc.record(
  {
    boot: anything,
    seq: anything,
    sentAt: anything,
    hist: anything,
    samples: fc.oneof(fc.array(anything, { maxLength: 3 }), anything),
    other: anything,
  },
  { requiredKeys: [] },
);

const anySample = fc.record(
  {
    measuredAt: anything,
    supplyTemperatureCelsius: anything,
    doorOpen: anything,
    batteryVolts: anything,
    alarmCodes: fc.oneof(anything, fc.array(fc.oneof(fc.string(), anything), { maxLength: 18 })),
    other: anything,
    ['__proto__']: anything,
  },
  { requiredKeys: [] },
);

/** The part of a sample that anybody reads. */
function knownPart(sample: unknown): unknown {
  const parsed = sampleSchema.safeParse(sample);
  return parsed.success ? parsed.data : undefined;
}

describe('the fast checks', () => {
  it('take only envelopes that the schema takes', () => {
    fc.assert(
      fc.property(fc.oneof(anyEnvelope, anything), (json) => {
        if (!isPlainEnvelope(json)) return;
        const parsed = telemetryEnvelopeSchema.safeParse(json);
        expect(parsed.success).toBe(true);
        expect(json).toMatchObject(parsed.data ?? {});
      }),
      { numRuns: 2_000 },
    );
  });

  it('take only samples that the schema takes', () => {
    fc.assert(
      fc.property(fc.oneof(anySample, anything), (json) => {
        if (!isPlainSample(json)) return;
        expect(knownPart(json)).toBeDefined();
        expect(json).toMatchObject(knownPart(json) as object);
      }),
      { numRuns: 2_000 },
    );
  });

  it('take every message that is right, so that the schema is seldom asked', () => {
    fc.assert(
      fc.property(anyTelemetryMessage, (message) => {
        expect(isPlainEnvelope(message)).toBe(true);
        expect(message.samples.every(isPlainSample)).toBe(true);
      }),
    );
  });
});
