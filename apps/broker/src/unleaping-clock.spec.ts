import { beforeEach, describe, expect, it } from '@jest/globals';
import { createLog } from '@lenglian/diagnostics';
import { MINUTE, SECOND } from '@lenglian/quantities';
import { SteadyClock } from './steady-clock.ts';
import { LEAP_HOLD_MS, LEAP_MS, UnleapingClock } from './unleaping-clock.ts';

const START = Date.UTC(2025, 8, 18);
const YEARS_11 = Date.UTC(2036, 8, 18) - START;

let elapsed: number;
let wrong: number;
let said: string[];
let clock: SteadyClock;
beforeEach(() => {
  elapsed = 1_000;
  wrong = 0;
  said = [];
  const log = createLog('broker', 'info', {
    write: (line: string) => said.push((JSON.parse(line) as { level: string }).level),
  });
  const machine = { now: () => START + elapsed + wrong };
  clock = new SteadyClock(new UnleapingClock(machine, () => elapsed, log), START);
});

/** Looks once a second for so long. */
function pass(milliseconds: number): void {
  for (const until = elapsed + milliseconds; elapsed < until;) {
    elapsed += SECOND;
    clock.now();
  }
}

describe('a clock that does not leap', () => {
  it('takes no notice of one tick in another year, and says so', () => {
    pass(SECOND);
    wrong = YEARS_11;
    elapsed += SECOND;
    expect(clock.now()).toBe(START + elapsed);
    wrong = 0;
    elapsed += SECOND;
    expect(clock.now()).toBe(START + elapsed);
    expect(said).toEqual(['error', 'warn']);
  });

  it('goes on by the monotonic clock meanwhile, and believes what lasts', () => {
    wrong = YEARS_11;
    pass(LEAP_HOLD_MS);
    expect(clock.now()).toBe(START + elapsed);
    pass(SECOND);
    expect(clock.now()).toBe(START + elapsed + YEARS_11);
    expect(said).toEqual(['error', 'error']);
  });

  it('counts anew when it leaps to yet another time', () => {
    wrong = YEARS_11;
    pass(LEAP_HOLD_MS - SECOND);
    wrong = 2 * YEARS_11;
    pass(LEAP_HOLD_MS - SECOND);
    expect(clock.now()).toBe(START + elapsed);
  });

  it('follows small steps, slow drift and a pause of the process at once', () => {
    for (let step = 1; step <= 5; step++) {
      wrong += LEAP_MS;
      expect(clock.now()).toBe(START + elapsed + wrong);
    }
    elapsed += 10 * 60 * MINUTE;
    expect(clock.now()).toBe(START + elapsed + wrong);
    expect(said).toEqual([]);
  });

  it('stands still when set far back, and goes on at once when set right again', () => {
    pass(SECOND);
    const before = clock.now();
    wrong = -YEARS_11;
    pass(20 * MINUTE);
    expect(clock.now()).toBe(before);
    wrong = 0;
    expect(clock.now()).toBe(START + elapsed);
    expect(said).toEqual([]);
  });
});
