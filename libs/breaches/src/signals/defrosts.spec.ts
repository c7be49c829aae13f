import { describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '@lenglian/quantities';
import { Defrosts } from './defrosts.ts';
import { Memory } from './memory.ts';

const PARAMETERS = {
  defrostOften: { within: 3 * HOUR, backInRange: 10 * MINUTE },
  gapMax: 10 * MINUTE,
};

/** What is said at the beginning of a second defrost, two hours after the first. */
function secondOf(deviceIds: readonly [string, string], isRestarted = false): number {
  let defrosts = new Defrosts(PARAMETERS);
  const say = (minute: number, flag: number, deviceId: string) =>
    defrosts.observe(flag, { deviceId, measuredAt: minute * MINUTE });
  const [first, second] = deviceIds;
  for (let minute = 0; minute <= 20; minute += 5) say(minute, 1, first);
  for (let minute = 25; minute < 120; minute += 5) say(minute, 0, first);
  if (isRestarted) {
    const memory = new Memory();
    defrosts.save(memory);
    defrosts = new Defrosts(PARAMETERS);
    defrosts.restore(new Memory(memory.toArray()));
  }
  return say(120, 1, second);
}

describe(Defrosts.name, () => {
  it('tells of a defrost that begins soon after another of the same unit, over a restart too', () => {
    expect(secondOf(['RFR-1', 'RFR-1'])).toBe(1);
    expect(secondOf(['RFR-1', 'RFR-1'], true)).toBe(1);
  });

  it('tells nothing of goods that meet the defrost of another unit, over a restart too', () => {
    expect(secondOf(['RFR-1', 'RFR-2'])).toBe(0);
    expect(secondOf(['RFR-1', 'RFR-2'], true)).toBe(0);
  });
});
