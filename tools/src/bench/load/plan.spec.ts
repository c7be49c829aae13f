import { describe, expect, it } from '@jest/globals';
import { decodeTelemetry } from '@lenglian/device-messages';
import { HOUR } from '@lenglian/quantities';
import {
  expectedBreachStart,
  isInBreach,
  isLate,
  isRepeated,
  messageOf,
  type LoadPlan,
} from './plan.ts';

const plan: LoadPlan = {
  devices: 1_000,
  organisationId: 'demo',
  start: Date.UTC(2026, 8, 1),
  seed: 7,
  batch: 1,
};

describe('the load plan', () => {
  it('keeps the shares of the contract: 5 % repeated, 2 % late, 1 % of the lots in breach', () => {
    let repeated = 0;
    let late = 0;
    for (let device = 0; device < 100; device++) {
      for (let message = 0; message < 100; message++) {
        if (isRepeated(device, message)) repeated++;
        if (isLate(device, message)) late++;
      }
    }
    const breaching = Array.from({ length: 1_000 }, (_, device) => device).filter(
      isInBreach,
    ).length;
    expect([repeated / 10_000, late / 10_000, breaching / 1_000]).toEqual([0.05, 0.02, 0.01]);
  });

  it('sends messages that the decoder takes whole, of 130 to 230 bytes a reading', () => {
    for (const message of [0, 1, 48, 49]) {
      const text = messageOf({ ...plan, batch: 10 }, 1, message);
      const decoded = decodeTelemetry(text, { deviceId: 'x', receivedAt: plan.start + 100 * HOUR });
      expect(decoded.rejections).toEqual([]);
      expect(decoded.readings).toHaveLength(10);
      expect(text.length / 10).toBeGreaterThan(130);
      expect(text.length / 10).toBeLessThan(260);
    }
  });

  it('knows when the one breach of a breaking lot begins', () => {
    expect(expectedBreachStart(plan, 1, 100)).toBeUndefined();
    expect(expectedBreachStart(plan, 100, 100)).toBe(plan.start + 3 * 60_000);
    expect(expectedBreachStart(plan, 100, 3)).toBeUndefined();
  });
});
