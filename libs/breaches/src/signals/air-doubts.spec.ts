import { describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '@lenglian/quantities';
import { AirDoubts, LACKS } from './air-doubts.ts';
import { Memory } from './memory.ts';

interface Told {
  readonly deviceId?: string;
  readonly ambient?: number;
  readonly areWarm?: boolean;
  readonly arePulledDown?: boolean;
  readonly warmest?: number;
  readonly isQuiet?: boolean;
  readonly isRiding?: boolean;
  readonly isSetWarmer?: boolean;
  readonly isSetAnew?: boolean;
  readonly set?: number;
  readonly supply?: number;
}

/** Air of a box, sample for sample ten minutes apart, quiet and at 20 °C outside unless told otherwise. */
class Box {
  private readonly word = { max: 10 * MINUTE, until: Number.NaN };
  readonly doubts = new AirDoubts(this.word);
  private at = 1_000 * HOUR;

  /** What was told to lack by the last sample, kelvin. */
  get told(): number {
    return this.doubts.lacksBy;
  }

  get lacks(): { readonly isProven: boolean } {
    return this.doubts.lacks;
  }

  /** @param warming kelvin from supply to return */
  blow(warming: number, minutes: number, changes: Told = {}): this {
    const { deviceId = 'box', ambient = 20, set = 0, supply = 0.2, ...more } = changes;
    const { isRiding = true } = changes;
    const told = {
      isStill: false,
      isExplained: false,
      isDisturbed: false,
      isUneven: false,
      isRiding,
      set,
      arePulledDown: false,
    };
    for (let minute = 0; minute < minutes; minute += 10) {
      this.at += 10 * MINUTE;
      this.word.until = this.at + this.word.max;
      const air = { deviceId, supply, back: supply + warming, ambient, at: this.at, ...told };
      const goods = { warmest: 0.2, areWarm: false, arePulledDown: false };
      const now = { warming, ...goods, isQuiet: true };
      const steady = { isSetWarmer: false, isSetAnew: false };
      this.doubts.observe(air, { ...now, ...steady, ...more });
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
      proven().doubts.save(memory);
      const again = new Box();
      again.doubts.restore(new Memory(memory.toArray()));
      return again.blow(0, 10, { deviceId });
    };

    expect(proven().blow(0, 10, { deviceId: 'van' }).lacks.isProven).toBe(false);
    expect(afterRestart('van').lacks.isProven).toBe(false);
    expect(afterRestart('box').lacks.isProven).toBe(true);
    expect(afterRestart('box').told).toBeCloseTo(0.7, 1);
  });
});

/** A box in which half a kelvin and more is gained for long enough. */
const gaining = (): Box => new Box().blow(0.7, 300).blow(1.4, 60);

describe('goods that were warm', () => {
  it('keep no doubt that air lacks warmth from ending', () => {
    const box = proven().blow(0, 10, { areWarm: true, warmest: 2.3 });

    expect(box.doubts.lacks.isProven).toBe(true);
    expect(box.blow(0.7, 10).doubts.lacks.isProven).toBe(false);
  });
});

describe('air that gains warmth', () => {
  it('is proven after longer than a defrost that nobody tells of, in quiet hours on the way', () => {
    const proves = (warming: number, minutes: number, changes: Told = {}): boolean =>
      new Box().blow(0.7, 300).blow(warming, minutes, changes).doubts.gains.isProven;

    expect(proves(1.4, 60)).toBe(true);
    expect(gaining().doubts.lacks.isProven).toBe(false);
    expect(proves(5.7, 40)).toBe(false);
    expect(proves(1.19, 900)).toBe(false);
    expect(proves(1.4, 900, { isQuiet: false })).toBe(false);
    expect(proves(1.4, 900, { isRiding: false })).toBe(false);
  });

  it('is nothing once other goods may have come in, until it is known what is usual with them', () => {
    const loaded = new Box().blow(0.7, 300);
    loaded.doubts.load();
    expect(loaded.blow(1.9, 600).doubts.gains.isProven).toBe(false);
    expect(loaded.blow(2.6, 60).doubts.gains.isProven).toBe(true);
  });

  it('is nothing after goods that came in while another doubt lasted', () => {
    const loaded = proven();
    loaded.doubts.load();
    expect(loaded.blow(1.6, 300).doubts.gains.isProven).toBe(false);
  });

  it('is what neither weather nor warm goods have given, nor what is unsure of them', () => {
    // 15 K more outside give 0.37 K, and of that 0.11 K is unsure.
    const box = (): Box => new Box().blow(0.7, 300);

    expect(box().blow(2, 10, { ambient: 35 }).doubts.gainsBy).toBeCloseTo(1.3 - 0.367 - 0.11, 2);
    // A quarter of 2.4 K is 0.6, 0.1 more than what nobody explains.
    const warm = new Box().blow(2.4, 300).blow(3.2, 10).doubts.gainsBy;
    expect(warm).toBeCloseTo(0.8 - 0.1, 2);
    // By goods 1.2 K warmer than the air at them.
    const told = box().blow(2, 10, { warmest: 0.2 + 0.3 * 2 + 1.2 }).doubts.gainsBy;
    expect(told).toBeCloseTo(1.3 - 1.2 * (600 / (0.7 * 1800)), 2);
  });

  it('is not ended by the goods that it has made warm, and does not become usual within a day', () => {
    expect(gaining().blow(1.4, 300, { areWarm: true, warmest: 2.2 }).doubts.gains.isProven).toBe(
      true,
    );
    expect(gaining().blow(1.4, 22 * 60).doubts.gains.isProven).toBe(true);
    expect(gaining().blow(1.4, 26 * 60).doubts.gains.isProven).toBe(false);
  });

  it('is told of goods that become warm by it only slowly', () => {
    const slow = new Box().blow(0.7, 300);
    for (let minute = 0; minute < 600; minute += 10) {
      const warmest = 0.2 + minute / 300;
      slow.blow(0.7 + minute / 300, 10, { warmest, areWarm: warmest > 0.7 });
    }
    expect(slow.doubts.gains.isProven).toBe(true);
  });

  it('is not told of goods that were loaded warm, whose cooling goes on', () => {
    const warm = { areWarm: true, arePulledDown: true };

    expect(new Box().blow(0.7, 300).blow(1.4, 300, warm).doubts.gains.isProven).toBe(false);
  });

  it('ends when it is told to be usual again', () => {
    expect(gaining().blow(0.7, 10).doubts.gains.isProven).toBe(false);
  });

  it('goes on after a restart', () => {
    const memory = new Memory();
    gaining().doubts.save(memory);
    const again = new Box();
    again.doubts.restore(new Memory(memory.toArray()));

    expect(again.blow(1.4, 10).doubts.gains.isProven).toBe(true);
    expect(again.doubts.gainsBy).toBeCloseTo(0.7, 1);
  });
});
