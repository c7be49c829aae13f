import { describe, expect, it } from '@jest/globals';
import { MINUTE, SECOND } from '@lenglian/quantities';
import { AskPace } from './ask-pace.ts';

const LOTS = 10_000;
const AT = 1_800_000_000_000;

/** Asks as often as it may. */
function askAll(pace: AskPace): number {
  let asked = 0;
  for (; pace.mayAsk && asked < 1_000_000; asked++) pace.take();
  return asked;
}

describe(AskPace.name, () => {
  it('lets a fifth of very many lots be asked at once after a start, and each twice in five minutes', () => {
    const pace = new AskPace();
    pace.pass(AT, LOTS);
    expect(askAll(pace)).toBe(LOTS / 5 + 100);
    let asked = 0;
    for (let second = 1; second <= 300; second++) {
      pace.pass(AT + second * SECOND, LOTS);
      asked += askAll(pace);
    }
    expect(asked).toBeGreaterThan(2 * LOTS);
    expect(asked).toBeLessThan(2.1 * LOTS);
  });

  it('saves no more than some asks while nobody asks', () => {
    const pace = new AskPace();
    pace.pass(AT, 10);
    askAll(pace);
    pace.pass(AT + 60 * MINUTE, 10);
    expect(askAll(pace)).toBe(102);
  });

  it('holds nothing back before the first tick, and is not stopped by a clock that goes back', () => {
    const pace = new AskPace();
    pace.pass(null, LOTS);
    expect(pace.mayAsk).toBe(true);
    pace.pass(AT, LOTS);
    askAll(pace);
    pace.pass(AT - MINUTE, LOTS);
    expect(pace.mayAsk).toBe(false);
    pace.pass(AT, LOTS);
    expect(pace.mayAsk).toBe(true);
  });
});
