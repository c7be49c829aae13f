import { describe, expect, it } from '@jest/globals';
import { messagesOf, type FaultPlan } from './fault-plan.ts';

const plan: FaultPlan = {
  devices: 3,
  messages: 100,
  samplesAMessage: 5,
  start: Date.UTC(2026, 8, 1),
  seed: 11,
};

describe('the fault plan', () => {
  it('says the same for the same seed and something else for another', () => {
    expect(messagesOf(plan, 1)).toEqual(messagesOf(plan, 1));
    expect(messagesOf(plan, 1)).not.toEqual(messagesOf({ ...plan, seed: 12 }, 1));
    expect(messagesOf(plan, 1)).not.toEqual(messagesOf(plan, 2));
  });

  it('sends every message once, some of them late', () => {
    const order = messagesOf(plan, 0).map(({ seq }) => seq);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, seq) => seq));
    expect(order).not.toEqual([...order].sort((a, b) => a - b));
  });
});
