import { describe, expect, it } from '@jest/globals';
import { decodeTelemetry, type TelemetryMessage } from '@lenglian/device-messages';
import { HOUR, MINUTE, SECOND } from '@lenglian/quantities';
import fc from 'fast-check';
import { Firmware, GAP_KEPT, type FirmwareOptions } from './firmware.ts';
import type { SealedMessage } from './sealed-message.ts';

const START = Date.UTC(2025, 8, 3);

/** A source whose only value is how often it was asked. */
function countingSource() {
  let count = 0;
  return { sample: (measuredAt: number) => ({ measuredAt, supplyTemperatureCelsius: count++ }) };
}

function firmware(options: Partial<FirmwareOptions> = {}): Firmware {
  return new Firmware(countingSource(), {
    boot: 7,
    from: START,
    liveFrom: START,
    sampling: 60 * SECOND,
    reporting: 60 * SECOND,
    offline: [],
    ...options,
  });
}

function read(message: SealedMessage): TelemetryMessage {
  return JSON.parse(message.payload) as TelemetryMessage;
}

function measuredTimes(messages: readonly SealedMessage[]): (number | undefined)[] {
  return messages.flatMap((message) => read(message).samples.map((sample) => sample.measuredAt));
}

describe(Firmware.name, () => {
  it('gathers samples until its report is due', () => {
    const sut = firmware({ sampling: 60 * SECOND, reporting: 300 * SECOND });
    const messages = [...sut.advanceTo(START + 10 * MINUTE)];
    expect(messages.map(({ sampleCount }) => sampleCount)).toEqual([1, 5, 5]);
    expect(messages.every((message) => read(message).hist === false)).toBe(true);
  });

  it('tells of the past in batches of 180 that say so', () => {
    const sut = firmware({ from: START - 4 * HOUR });
    const messages = [...sut.history()];
    expect(messages.map(({ sampleCount }) => sampleCount)).toEqual([180, 60]);
    expect(messages.every((message) => read(message).hist === true)).toBe(true);
    expect(measuredTimes([...sut.advanceTo(START)])).toEqual([START]);
  });

  it('tells of a time without coverage after it, the present first', () => {
    const offline = [{ from: START + 3 * MINUTE, until: START + 19 * MINUTE }];
    const messages = [...firmware({ offline }).advanceTo(START + 19 * MINUTE)];
    const [present, gap] = messages.slice(-2) as [SealedMessage, SealedMessage];
    expect(read(present)).toMatchObject({
      hist: false,
      samples: [{ measuredAt: START + 19 * MINUTE }],
    });
    expect(read(gap)).toMatchObject({ hist: true });
    expect(gap.sampleCount).toBe(16);
    expect(messages).toHaveLength(5);
  });

  it('loses nothing of what it measured, whatever the coverage, and counts every message once', () => {
    const minutes = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(minutes, minutes), { maxLength: 5 }),
        minutes,
        (holes, past) => {
          const offline = holes.map(([at, length]) => ({
            from: START + (at - past) * MINUTE,
            until: START + (at - past + length) * MINUTE,
          }));
          const sut = firmware({ offline, from: START - past * MINUTE });
          // Past every hole, so that everything has been told.
          const end = START + 900 * MINUTE;
          const messages = [...sut.history(), ...sut.advanceTo(end)];
          const times = measuredTimes(messages).sort((a, b) => (a ?? 0) - (b ?? 0));
          expect(new Set(times).size).toBe(times.length);
          expect(times).toHaveLength(past + 901);
          expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, i) => i));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('gives up the oldest samples of a gap that lasts longer than a week, and counts them', () => {
    const offline = [{ from: START, until: START + GAP_KEPT + HOUR }];
    const sut = firmware({ offline, sampling: 10 * MINUTE });
    const messages = [...sut.advanceTo(START + GAP_KEPT + HOUR)];
    expect(sut.droppedSampleCount).toBe(5);
    expect(Math.min(...measuredTimes(messages).map((at) => at ?? 0))).toBe(START + 50 * MINUTE);
  });

  it('takes a newer configuration and ignores one that is not', () => {
    const sut = firmware();
    sut.configure({ version: 2, samplingIntervalSeconds: 10, reportingIntervalSeconds: 10 });
    sut.configure({ version: 1, samplingIntervalSeconds: 600, reportingIntervalSeconds: 600 });
    expect(measuredTimes([...sut.advanceTo(START + 20 * SECOND)])).toEqual([
      START,
      START + 10 * SECOND,
      START + 20 * SECOND,
    ]);
  });

  it('says what the contract understands', () => {
    const [message] = [...firmware().advanceTo(START)] as [SealedMessage];
    const decoded = decodeTelemetry(message.payload, { deviceId: 'D', receivedAt: START });
    expect(decoded.rejections).toEqual([]);
    expect(decoded.readings[0]).toMatchObject({ boot: 7, seq: 0, index: 0, measuredAt: START });
  });
});
