import { describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '@lenglian/quantities';
import { AirLacks, LACKS } from './air-lacks.ts';
import { Memory } from './memory.ts';

interface Told {
  readonly deviceId?: string;
  readonly ambient?: number;
  readonly areWarm?: boolean;
  readonly warmest?: number;
  readonly isQuiet?: boolean;
  readonly isSetWarmer?: boolean;
  readonly isSetAnew?: boolean;
  readonly set?: number;
  readonly supply?: number;
}

/** Air of a box, sample for sample ten minutes apart, quiet and at 20 °C outside unless told otherwise. */
class Box {
  readonly lacks = new AirLacks(10 * MINUTE);
  /** What was told of the last sample, kelvin. */
  told = Number.NaN;
  private at = 1_000 * HOUR;

  /** @param warming kelvin from supply to return */
  blow(warming: number, minutes: number, changes: Told = {}): this {
    const { deviceId = 'box', ambient = 20, set = 0, supply = 0.2, ...more } = changes;
    const told = { isStill: false, isExplained: false, isUneven: false, set };
    for (let minute = 0; minute < minutes; minute += 10) {
      this.at += 10 * MINUTE;
      const air = { deviceId, supply, back: supply + warming, ambient, at: this.at, ...told };
      const now = { warming, warmest: 0.2, areWarm: false, isQuiet: true };
      const steady = { isSetWarmer: false, isSetAnew: false };
      this.told = this.lacks.observe(air, { ...now, ...steady, ...more });
    }
    return this;
  }
}

/** A box in which half a kelvin lacks for long enough. */
const proven = (): Box => new Box().blow(0.7, 300).blow(0, 90);

describe('air that lacks warmth', () => {
  it('is not known before four quiet hours', () => {
    expect(new Box().blow(0.7, 240).blow(0, 10).told).toBeNaN();
    expect(new Box().blow(0.7, 300, { isQuiet: false }).blow(0, 10).told).toBeNaN();
    expect(new Box().blow(0.7, 260).blow(0, 10).told).toBeCloseTo(0.7, 5);
  });

  it('is proven by kelvin-minutes, and not by one sample, however far it is out', () => {
    expect(proven().lacks.isProven).toBe(true);
    expect(new Box().blow(0.7, 300).blow(0.3, 600).lacks.isProven).toBe(true);
    expect(new Box().blow(0.7, 300).blow(0.42, 600).lacks.isProven).toBe(false);
    expect(new Box().blow(0.7, 300).blow(-9, 10).lacks.isProven).toBe(false);
  });

  it('lasts while nothing can be told, and ends when that is told', () => {
    const box = proven();

    expect(box.blow(0.7, 120, { isSetWarmer: true }).told).toBeGreaterThan(LACKS);
    expect(box.blow(Number.NaN, 10).told).toBeGreaterThan(LACKS);
    expect(box.blow(0.7, 10).told).toBeCloseTo(0, 1);
    expect(box.lacks.isProven).toBe(false);
  });

  it('does not become usual within a day, and is no doubt for longer: it may have been the other way round', () => {
    expect(proven().blow(0, 22 * 60).told).toBeCloseTo(0.7, 1);
    expect(proven().blow(0, 26 * 60).lacks.isProven).toBe(false);
    expect(proven().blow(0, 26 * 60).told).toBeNaN();
  });

  it('was never usual in the first hours of a box that gives off what the sun had left in it', () => {
    const fading = (): Box => {
      const box = new Box();
      // 3 K that fade by an hour.
      for (let minute = 0; minute < 600; minute += 10)
        box.blow(0.5 + 3 * Math.exp(-minute / 60), 10);
      return box;
    };

    expect(fading().lacks.isProven).toBe(false);
    expect(fading().blow(0.5, 600).lacks.isProven).toBe(false);
    expect(fading().blow(0, 90).lacks.isProven).toBe(true);
  });

  it('is told until that is told to be well: not by weather that nobody measures any more, nor by goods', () => {
    const doubt = (changes: Told, warming = 0) =>
      proven().blow(warming, 120, changes).lacks.isProven;

    expect(doubt({ ambient: Number.NaN })).toBe(true);
    expect(doubt({ warmest: 1.4 })).toBe(true);
    expect(doubt({ areWarm: true }, 0.7)).toBe(true);
    expect(doubt({ ambient: Number.NaN }, 0.7)).toBe(false);
  });

  it('is forgotten when for six hours nothing is heard of the air', () => {
    const silent = (minutes: number) => proven().blow(Number.NaN, minutes);

    expect(silent(350).told).toBeGreaterThan(LACKS);
    expect(silent(370).told).toBeNaN();
    expect(silent(370).lacks.isProven).toBe(false);
  });

  it('is not told of a unit that was set anew, and what was usual is no more', () => {
    expect(new Box().blow(0.7, 300).blow(0, 120, { isSetAnew: true }).told).toBeNaN();
    expect(new Box().blow(0.7, 300).blow(0, 120, { set: 0.5 }).told).toBeNaN();
    expect(new Box().blow(0.7, 300).blow(0, 90, { set: 0.2 }).lacks.isProven).toBe(true);
  });

  it('is not told of supply air that goes up and down to save fuel', () => {
    const box = new Box().blow(0.7, 300);
    const doubts: boolean[] = [];
    // ±2 K in an hour; what comes back does not follow.
    for (let minute = 0; minute < 600; minute += 10) {
      const supply = 8 * Math.abs(((minute / 60) % 1) - 0.5) - 2;
      doubts.push(box.blow(0.7 - supply, 10, { supply }).lacks.isProven);
    }
    expect(doubts).not.toContain(true);
  });

  it('is what neither weather nor goods have taken, nor what is unsure of them', () => {
    // 15 K less outside take 0.37 K, and of that 0.11 K is unsure.
    const box = (): Box => new Box().blow(1, 300);

    expect(box().blow(0.25, 10, { ambient: 5 }).told).toBeCloseTo(1 - 0.25 - 0.367 - 0.11, 2);
    expect(box().blow(0.25, 10, { ambient: Number.NaN }).told).toBeCloseTo(0.75, 5);
    // By goods 1.2 K warmer than the air at them.
    const told = box().blow(0.25, 10, { warmest: 1.475 }).told;
    expect(told).toBeCloseTo(0.75 - 1.2 * (600 / (0.7 * 1800)), 2);
  });

  it('asks half a kelvin more where the weather was measured for a part of the time only', () => {
    const box = new Box().blow(0.7, 300, { ambient: Number.NaN }).blow(0.7, 30);

    expect(box.blow(0.1, 10).told).toBeCloseTo(0.1, 2);
  });

  it('is not asked in the cold after a door, nor of what warm goods gave', () => {
    const box = (): Box => new Box().blow(0.7, 300);

    expect(box().blow(0, 10, { isQuiet: false, ambient: 0 }).told).toBeNaN();
    expect(box().blow(0, 10, { isQuiet: false }).told).toBeCloseTo(0.7, 5);
    expect(box().blow(2, 10, { areWarm: true }).blow(0, 10).told).toBeNaN();
  });

  it('begins anew in another box, and knows the same one after a restart', () => {
    const afterRestart = (deviceId: string): Box => {
      const memory = new Memory();
      proven().lacks.save(memory);
      const again = new Box();
      again.lacks.restore(new Memory(memory.toArray()));
      return again.blow(0, 10, { deviceId });
    };

    expect(proven().blow(0, 10, { deviceId: 'van' }).lacks.isProven).toBe(false);
    expect(afterRestart('van').lacks.isProven).toBe(false);
    expect(afterRestart('box').lacks.isProven).toBe(true);
    expect(afterRestart('box').told).toBeCloseTo(0.7, 1);
  });
});
