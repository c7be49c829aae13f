import { describe, expect, it } from '@jest/globals';
import { SimulatedClock } from './clock.ts';
import { toIso } from './instant.ts';

describe(SimulatedClock.name, () => {
  it('stands still until it is told, and never goes back', () => {
    const clock = new SimulatedClock(1_000);
    expect(clock.now()).toBe(1_000);

    clock.advanceTo(5_000);
    clock.advanceTo(3_000);

    expect(clock.now()).toBe(5_000);
  });
});

describe(toIso.name, () => {
  it('writes UTC', () => {
    expect(toIso(1_758_175_200_000)).toBe('2025-09-18T06:00:00.000Z');
  });
});
