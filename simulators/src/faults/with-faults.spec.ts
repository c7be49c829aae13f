import { describe, expect, it } from '@jest/globals';
import { decodeTelemetry, type TelemetryMessage } from '@lenglian/device-messages';
import { HOUR, MINUTE } from '@lenglian/quantities';
import { plainFleet } from '../fleet/plain-fleet.ts';
import type { CooledUnit } from '../fleet/fleet-unit.ts';
import { buildFirmware } from '../fleet/simulated-device.ts';
import { everydayScript, type Stage } from '../scenarios/scenario.ts';
import { drawFaults } from './draw-faults.ts';
import type { Fault } from './fault.ts';
import { withFaults } from './with-faults.ts';

const START = Date.UTC(2026, 8, 1);
const STAGE: Stage = { seed: 7, start: START, historyFrom: START, sampling: MINUTE };
const [UNIT] = plainFleet(1) as [CooledUnit];
const ALWAYS = { from: START, until: Number.POSITIVE_INFINITY };

/** Four hours of a device's messages, in the order in which it seals them. */
function sealed(...faults: Fault[]) {
  const script = withFaults(everydayScript(UNIT, STAGE), faults);
  const firmware = buildFirmware(UNIT, script, STAGE, { reporting: MINUTE });
  return [...firmware.history(), ...firmware.advanceTo(START + 4 * HOUR)];
}

function read(message: { payload: string } | undefined): TelemetryMessage {
  return JSON.parse(message?.payload ?? '') as TelemetryMessage;
}

const HEALTHY = sealed();

describe(withFaults.name, () => {
  it('changes nothing where there is no fault, or only one of the plan', () => {
    expect(sealed({ kind: 'WRONG_LOT_PAIRING' })).toEqual(HEALTHY);
  });

  it('is silent while offline, tells it after the present, and loses nothing', () => {
    const messages = sealed({ kind: 'OFFLINE', from: START + HOUR, until: START + 2 * HOUR });
    const backfill = messages.findIndex(({ isHistory }) => isHistory);
    expect(messages[backfill]?.sampleCount).toBe(60);
    expect(read(messages[backfill - 1]).samples[0]?.measuredAt).toBeGreaterThan(START + 2 * HOUR);
    const count = (all: typeof messages) => all.reduce((sum, one) => sum + one.sampleCount, 0);
    expect(count(messages)).toBe(count(HEALTHY));
  });

  it.each([3 * MINUTE, -7 * MINUTE, 8 * HOUR])(
    'stamps all with a clock that is off by %d',
    (by) => {
      const messages = sealed({ kind: 'CLOCK_OFF', by, ...ALWAYS });
      messages.forEach((message, i) => {
        const [told, meant] = [read(message), read(HEALTHY[i])];
        expect((told.sentAt ?? 0) - (meant.sentAt ?? 0)).toBe(by);
        expect((told.samples[0]?.measuredAt ?? 0) - (meant.samples[0]?.measuredAt ?? 0)).toBe(by);
        expect(message.sealedAt).toBe(HEALTHY[i]?.sealedAt);
      });
    },
  );

  it('begins at 1970 again until it is told the time, which the contract can put right', () => {
    const span = { from: START + HOUR, until: START + 2 * HOUR };
    const messages = sealed({ kind: 'CLOCK_RESET', epoch: 0, ...span });
    const reset = messages.find(({ sealedAt }) => sealedAt >= span.from);
    const healthy = HEALTHY.find(({ sealedAt }) => sealedAt >= span.from);
    expect(read(reset).samples[0]?.measuredAt).toBeLessThan(2 * MINUTE);
    const receivedAt = (reset?.sealedAt ?? 0) + 300;
    const decoded = decodeTelemetry(reset?.payload ?? '', { deviceId: 'D', receivedAt });
    expect(decoded.rejections).toEqual([]);
    const off = (decoded.readings[0]?.measuredAt ?? 0) - (healthy?.sealedAt ?? 0);
    expect(Math.abs(off)).toBeLessThan(1_000);
    expect(read(messages.at(-1))).toEqual(read(HEALTHY.at(-1)));
  });

  it('counts from 0 after a reboot, as the next boot or, worse, as the same one', () => {
    const at = START + HOUR;
    const { boot = 0 } = HEALTHY[0] ?? {};
    for (const [keepsBoot, next] of [
      [false, boot + 1],
      [true, boot],
    ] as const) {
      const messages = sealed({ kind: 'REBOOT', at, keepsBoot });
      const after = messages.filter(({ sealedAt }) => sealedAt >= at);
      expect(after.map(({ seq }) => seq)).toEqual(after.map((_, i) => i));
      expect(new Set(after.map((message) => message.boot))).toEqual(new Set([next]));
      expect(read(after[0]).boot).toBe(next);
      expect(messages.length).toBe(HEALTHY.length);
    }
  });

  it('sends some messages twice, and their bytes are the same', () => {
    expect(sealed({ kind: 'DUPLICATES', share: 0.3 })).toEqual(HEALTHY);
    const script = withFaults(everydayScript(UNIT, STAGE), [{ kind: 'DUPLICATES', share: 0.3 }]);
    expect(script.delivery.duplicateShare).toBe(0.3);
  });

  it('goes to a wrong set-point, in the physics too', () => {
    const messages = sealed({ kind: 'SETPOINT_WRONG', at: START + HOUR, celsius: 6 });
    const last = read(messages.at(-1)).samples[0];
    expect(last?.setpointTemperatureCelsius).toBe(6);
    expect(last?.supplyTemperatureCelsius).toBeGreaterThan(0.8);
  });

  it('reads supply and return from each other', () => {
    const [told, meant] = [sealed({ kind: 'SWAPPED', ...ALWAYS }), HEALTHY].map((messages) => {
      return read(messages.at(-1)).samples[0];
    });
    expect(told?.supplyTemperatureCelsius).toBe(meant?.returnTemperatureCelsius);
    expect(told?.returnTemperatureCelsius).toBe(meant?.supplyTemperatureCelsius);
  });

  it('sends the same bytes twice with everything that was drawn, for every unit', () => {
    const play = () =>
      plainFleet(40).flatMap((unit) => {
        const faults = drawFaults(unit, STAGE, START + 4 * HOUR);
        const script = withFaults(everydayScript(unit, STAGE), faults);
        const firmware = buildFirmware(unit, script, STAGE, { reporting: MINUTE });
        return [...firmware.advanceTo(START + 4 * HOUR)].map(({ payload }) => payload);
      });
    expect(play()).toEqual(play());
  });
});
