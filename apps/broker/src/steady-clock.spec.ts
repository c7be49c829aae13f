import { describe, expect, it } from '@jest/globals';
import { AuthFailures } from './auth-failures.ts';
import { SteadyClock } from './steady-clock.ts';

describe('a steady clock', () => {
  it('stands still while the machine’s is behind, and then goes on', () => {
    let machine = 1_000;
    const clock = new SteadyClock({ now: () => machine }, 900);
    expect(clock.now()).toBe(1_000);
    machine = 500;
    expect(clock.now()).toBe(1_000);
    expect(clock.ahead).toBe(500);
    machine = 1_200;
    expect(clock.now()).toBe(1_200);
    expect(clock.ahead).toBe(0);
  });

  it('does not begin before what is already written', () => {
    expect(new SteadyClock({ now: () => 10 }, 2_000).now()).toBe(2_000);
  });
});

describe('failed sign-ins', () => {
  it('wait after the first few of a minute, each address for itself', () => {
    let now = 1_000_000;
    const failures = new AuthFailures({ now: () => now }, 2);
    const delays = () => [1, 2, 3].map(() => failures.noteFailure('10.0.0.1'));
    expect(delays()).toEqual([0, 0, 1_000]);
    expect(failures.noteFailure('10.0.0.2')).toBe(0);
    now += 60_000;
    expect(delays()).toEqual([0, 0, 1_000]);
  });
});
