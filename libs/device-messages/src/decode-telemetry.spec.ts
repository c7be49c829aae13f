import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MINUTE } from '@lenglian/quantities';
import {
  CONTROLLER_ALARM,
  QualityFlag,
  RETURN,
  SUPPLY,
  UNCOUNTED,
  channelIndex,
  flagNames,
  isSameSample,
  judgedValue,
  worstAlarm,
} from '@lenglian/readings';
import { AN_INSTANT, valuesOf } from '@lenglian/readings/testing';
import { DEFAULT_MESSAGE_BOUNDS, decodeTelemetry } from './decode-telemetry.ts';
import { encodeTelemetry, type TelemetryMessage } from './telemetry.ts';
import { aTelemetryMessage, anyTelemetryMessage } from './testing.ts';

const context = { deviceId: 'RFR-0001', receivedAt: AN_INSTANT + MINUTE };

function decode(message: TelemetryMessage | Record<string, unknown> | string) {
  const text = typeof message === 'string' ? message : JSON.stringify(message);
  return decodeTelemetry(text, context);
}

/** A message with one sample of these values. */
function measuring(values: Record<string, unknown>) {
  return { boot: 1, seq: 1, samples: [{ measuredAt: AN_INSTANT, ...values }] };
}

function reasons(message: Parameters<typeof decode>[0]) {
  return decode(message).rejections.map(({ reason }) => reason);
}

describe('a good message', () => {
  it('becomes one reading a sample', () => {
    const { readings, rejections, clockOffset } = decode(aTelemetryMessage());

    expect(rejections).toEqual([]);
    expect(clockOffset).toBe(0);
    expect(readings).toEqual([
      {
        deviceId: 'RFR-0001',
        measuredAt: AN_INSTANT,
        receivedAt: context.receivedAt,
        boot: 3,
        seq: 812,
        index: 0,
        hash: readings[0]?.hash,
        flags: 0,
        excluded: 0,
        values: valuesOf({
          setpointTemperatureCelsius: 0,
          supplyTemperatureCelsius: -0.3,
          returnTemperatureCelsius: 0.9,
          cargoProbe1TemperatureCelsius: 0.4,
          doorOpen: false,
        }),
      },
    ]);
  });

  it('is told back by what it is decoded to', () => {
    fc.assert(
      fc.property(anyTelemetryMessage, (message) => {
        const { readings, rejections } = decodeTelemetry(encodeTelemetry(message), context);

        expect(rejections).toEqual([]);
        expect(readings).toHaveLength(message.samples.length);
        readings.forEach((reading, i) => {
          const { measuredAt, ...named } = message.samples[i] as Record<string, number>;
          const measured = Object.entries(named).filter(([, value]) => value !== null);
          expect(reading.values).toEqual(valuesOf(Object.fromEntries(measured)));
          expect(reading).toMatchObject({ boot: message.boot, seq: message.seq, index: i });
          expect(reading.measuredAt).toBe(measuredAt);
          expect(reading.flags).toBe(message.hist ? QualityFlag.BACKFILL : 0);
        });
      }),
    );
  });

  it('keeps its bytes: equal messages are equal text', () => {
    expect(encodeTelemetry(aTelemetryMessage())).toBe(encodeTelemetry(aTelemetryMessage()));
  });

  it('takes booleans as numbers, nulls as not measured and names it does not know as nothing', () => {
    const { readings } = decode(
      measuring({ doorOpen: 1, supplyTemperatureCelsius: null, vibration: 'much', x: { y: 1 } }),
    );

    expect(readings[0]?.values).toEqual(valuesOf({ doorOpen: true }));
  });

  it('keeps the worst of the alarms that its controller tells', () => {
    const alarmIn = (alarmCodes: unknown) =>
      decode(measuring({ alarmCodes })).readings[0]?.values[CONTROLLER_ALARM];

    expect(alarmIn(['CARRIER:AL53', 'CARRIER:AL24'])).toBe(worstAlarm(['CARRIER:AL24']));
    expect(alarmIn([])).toBe(0);
    expect(decode(measuring({ alarmCodes: null, doorOpen: true })).readings[0]?.values).toEqual(
      valuesOf({ doorOpen: true }),
    );
    expect(decode(measuring({ controllerAlarm: 7, doorOpen: true })).readings[0]?.values).toEqual(
      valuesOf({ doorOpen: true }),
    );
  });

  it.each([
    { alarmCodes: ['CARRIER:AL24'.repeat(2)] },
    { alarmCodes: Array.from({ length: 17 }, () => 'CARRIER:AL24') },
    { alarmCodes: [24] },
    { alarmCodes: 'CARRIER:AL24' },
  ])('is refused with codes of another shape: $alarmCodes', (values) => {
    expect(reasons(measuring({ ...values, doorOpen: true }))).toEqual(['SAMPLE_WRONG_SHAPE']);
  });

  it('is identified by content where the device does not count, with any spelling of the JSON', () => {
    const sample = aTelemetryMessage().samples[0] as Record<string, unknown>;
    const turned = Object.fromEntries(Object.entries(sample).toReversed());
    const one = decode({ samples: [sample] }).readings[0];
    const other = decode(JSON.stringify({ samples: [turned] }, null, 2)).readings[0];

    expect(one).toMatchObject({ boot: UNCOUNTED, seq: UNCOUNTED, index: 0 });
    expect(one && other && isSameSample(one, other)).toBe(true);
  });

  it('needs both counters to be counted', () => {
    expect(decode({ ...measuring({ doorOpen: true }), boot: undefined }).readings[0]).toMatchObject(
      { boot: UNCOUNTED, seq: UNCOUNTED },
    );
  });

  it('sent twice gives the same samples', () => {
    const text = encodeTelemetry(aTelemetryMessage());
    const [first, again] = [0, 5_000].map(
      (later) =>
        decodeTelemetry(text, { ...context, receivedAt: context.receivedAt + later }).readings[0],
    );

    expect(first && again && isSameSample(first, again)).toBe(true);
  });
});

describe('a message that is refused whole', () => {
  it.each([
    ['no JSON', 'hello'],
    ['nothing', ''],
    ['cut off', encodeTelemetry(aTelemetryMessage()).slice(0, -3)],
    ['NaN, which is no JSON', '{"samples":[{"supplyTemperatureCelsius":NaN}]}'],
  ])('is %s', (_name, text) => {
    expect(reasons(text)).toEqual(['NOT_JSON']);
  });

  it.each([
    ['a list', '[]'],
    ['null', 'null'],
    ['a number', '7'],
    ['without samples', '{}'],
    ['with no sample', '{"samples":[]}'],
    ['with samples that are no list', '{"samples":{"0":{}}}'],
    ['with a boot below zero', { ...aTelemetryMessage(), boot: -1 }],
    ['with a boot beyond 31 bits', { ...aTelemetryMessage(), boot: 2 ** 31 }],
    ['with half a sequence number', { ...aTelemetryMessage(), seq: 0.5 }],
    ['with a time in words', { ...aTelemetryMessage(), sentAt: '2025-09-18' }],
    ['with hist in words', { ...aTelemetryMessage(), hist: 'yes' }],
    [
      'with too many samples',
      { samples: Array(DEFAULT_MESSAGE_BOUNDS.samplesMax + 1).fill({ doorOpen: true }) },
    ],
  ])('is %s', (_name, message) => {
    const { readings, rejections } = decode(message);

    expect(readings).toEqual([]);
    expect(rejections.map(({ reason }) => reason)).toEqual(['WRONG_SHAPE']);
    expect(rejections[0]?.detail).not.toBe('');
  });
});

describe('a sample that is refused', () => {
  it('costs its neighbours nothing and is named by its place', () => {
    const good = aTelemetryMessage().samples[0];
    const { readings, rejections } = decode({
      boot: 1,
      seq: 1,
      samples: [good, { measuredAt: AN_INSTANT, doorOpen: 'no' }, 17, good],
    });

    expect(readings.map(({ index }) => index)).toEqual([0, 3]);
    expect(rejections.map(({ reason }) => reason)).toEqual([
      'SAMPLE_WRONG_SHAPE',
      'SAMPLE_WRONG_SHAPE',
    ]);
    expect(rejections[0]?.detail).toMatch(/^samples\[1\]: doorOpen: /);
    expect(rejections[1]?.detail).toMatch(/^samples\[2\]: /);
  });

  it.each([
    ['measured in 1970', { measuredAt: 0, doorOpen: true }, 'MEASURED_TOO_EARLY'],
    ['measured in 2000', { measuredAt: 946_684_800_000, doorOpen: true }, 'MEASURED_TOO_EARLY'],
    ['measured before 1970', { measuredAt: -1, doorOpen: true }, 'MEASURED_TOO_EARLY'],
    [
      'measured next year',
      { measuredAt: AN_INSTANT + 31_536_000_000, doorOpen: true },
      'MEASURED_IN_FUTURE',
    ],
    [
      'measured eight hours ahead: local time sent as UTC',
      { measuredAt: AN_INSTANT + 28_800_000, doorOpen: true },
      'MEASURED_IN_FUTURE',
    ],
    ['without any value', { measuredAt: AN_INSTANT }, 'SAMPLE_WITHOUT_VALUES'],
    ['with unknown names only', { temp: 3 }, 'SAMPLE_WITHOUT_VALUES'],
    ['with nulls only', { supplyTemperatureCelsius: null }, 'SAMPLE_WITHOUT_VALUES'],
    ['with a value in words', { supplyTemperatureCelsius: '3.1' }, 'SAMPLE_WRONG_SHAPE'],
    [
      'with a time of half a millisecond',
      { measuredAt: 0.5, doorOpen: true },
      'SAMPLE_WRONG_SHAPE',
    ],
    ['with null for its time', { measuredAt: null, doorOpen: true }, 'SAMPLE_WRONG_SHAPE'],
    ['null', null, 'SAMPLE_WRONG_SHAPE'],
    ['a list', [1, 2], 'SAMPLE_WRONG_SHAPE'],
  ])('is %s', (_name, sample, reason) => {
    expect(reasons({ samples: [sample] })).toEqual([reason]);
  });

  it('has a value beyond all numbers', () => {
    expect(reasons('{"samples":[{"supplyTemperatureCelsius":1e999}]}')).toEqual([
      'SAMPLE_WRONG_SHAPE',
    ]);
  });

  it('is not refused up to two minutes ahead of us', () => {
    const ahead = (ms: number) => ({
      samples: [{ measuredAt: context.receivedAt + ms, doorOpen: true }],
    });

    expect(reasons(ahead(2 * MINUTE))).toEqual([]);
    expect(reasons(ahead(2 * MINUTE + 1))).toEqual(['MEASURED_IN_FUTURE']);
  });
});

describe('a value', () => {
  it.each([-127, 85, 127.9, -999, 3276.7, 850])(
    'of %d °C is a sensor that has none: kept, flagged, never judged',
    (sentinel) => {
      const { readings } = decode(
        measuring({ supplyTemperatureCelsius: sentinel, returnTemperatureCelsius: 0.9 }),
      );
      const reading = readings[0];

      expect(reading?.values[SUPPLY]).toBe(sentinel);
      expect(reading && flagNames(reading.flags)).toEqual(['SENTINEL']);
      expect(reading && judgedValue(reading, SUPPLY)).toBeUndefined();
      expect(reading && judgedValue(reading, RETURN)).toBe(0.9);
    },
  );

  it('of 85 is no sentinel where it is no temperature', () => {
    expect(decode(measuring({ relativeHumidityPercent: 85 })).readings[0]?.flags).toBe(0);
  });

  it('outside of physics is kept, flagged and never judged', () => {
    const name = 'relativeHumidityPercent';
    const reading = decode(measuring({ [name]: 120 })).readings[0];

    expect(reading && flagNames(reading.flags)).toEqual(['IMPLAUSIBLE']);
    expect(reading?.excluded).toBe(1 << channelIndex(name));
    expect(reading?.values[channelIndex(name)]).toBe(120);
  });

  it('of minus zero is zero', () => {
    expect(
      decode('{"samples":[{"supplyTemperatureCelsius":-0}]}').readings[0]?.values[SUPPLY],
    ).toBe(0);
  });
});

describe('a clock', () => {
  it('that the device does not have is replaced by the time of reception, and flagged', () => {
    const reading = decode({ samples: [{ doorOpen: true }] }).readings[0];

    expect(reading?.measuredAt).toBe(context.receivedAt);
    expect(reading && flagNames(reading.flags)).toEqual(['TIME_OF_RECEPTION']);
  });

  it('that was reset is corrected where the message says what it shows', () => {
    const { readings, clockOffset } = decode({
      sentAt: 61_000,
      samples: [{ measuredAt: 1_000, doorOpen: true }],
    });

    expect(clockOffset).toBe(context.receivedAt - 61_000);
    expect(readings[0]?.measuredAt).toBe(context.receivedAt - 60_000);
    expect(readings[0] && flagNames(readings[0].flags)).toEqual(['CLOCK_CORRECTED']);
  });

  it('that runs ahead is corrected, one that may only have waited is believed', () => {
    const sent = (sentAt: number) => decode({ ...aTelemetryMessage(), sentAt }).clockOffset;

    expect(sent(context.receivedAt + 8 * 60 * MINUTE)).toBe(-8 * 60 * MINUTE);
    expect(sent(context.receivedAt - 8 * 60 * MINUTE)).toBe(0);
    expect(sent(context.receivedAt + MINUTE)).toBe(0);
  });
});

describe(decodeTelemetry.name, () => {
  it('never throws, whatever bytes it is given', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const { readings, rejections } = decode(text);
        expect(readings.length + rejections.length).toBeGreaterThan(0);
      }),
    );
  });
});
