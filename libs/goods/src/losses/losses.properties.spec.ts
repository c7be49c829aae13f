import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LOSS_GROUPS, sumLosses, type LossRow } from './losses.ts';

const amount = fc.integer({ min: 0, max: 20_000 });
/** As the database adds them up: no more is lost than was handed. */
const row = fc
  .record({
    key: fc.constantFrom('A', 'B', 'C', null),
    isSuperseded: fc.boolean(),
    hasOpenDispute: fc.boolean(),
    isConfirmed: fc.boolean(),
    isUnweighed: fc.boolean(),
    handOvers: fc.integer({ min: 1, max: 9 }),
    lots: fc.integer({ min: 1, max: 99 }),
    sound: amount,
    damagedKilograms: amount,
    rejectedKilograms: amount,
  })
  .map(({ sound, ...rest }): LossRow => ({
    ...rest,
    handedKilograms: sound + rest.damagedKilograms + rest.rejectedKilograms,
  }));
const rows = fc.array(row, { maxLength: 20 });
const counted = (one: LossRow) => !one.isSuperseded && !one.hasOpenDispute && !one.isUnweighed;

describe(sumLosses.name, () => {
  it('adds up to all that counts: what was handed is sound, damaged or rejected', () => {
    fc.assert(
      fc.property(rows, (some) => {
        const { lines, total } = sumLosses(some, some, 'run');
        const handed = some.filter(counted).reduce((sum, one) => sum + one.handedKilograms, 0);
        const parts = (of: typeof total) =>
          of.acceptedKilograms + of.damagedKilograms + of.rejectedKilograms;
        expect(total.handedKilograms).toBe(handed);
        expect(parts(total)).toBe(handed);
        expect(lines.reduce((sum, line) => sum + parts(line), 0)).toBe(handed);
        expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
        for (const { lostShare } of [...lines, total])
          if (lostShare !== null) expect(lostShare >= 0 && lostShare <= 1).toBe(true);
      }),
    );
  });

  it('is the same for every order of what was recorded', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(...LOSS_GROUPS), (some, by) => {
        const back = some.toReversed();
        expect(sumLosses(back, back, by)).toEqual(sumLosses(some, some, by));
      }),
    );
  });

  it('puts each hand-over into the sums or among what is not counted, never both', () => {
    fc.assert(
      fc.property(rows, (some) => {
        const { total, notCounted } = sumLosses(some, some, 'service');
        const unweighed = some.filter(
          (one) => one.isUnweighed && !one.isSuperseded && !one.hasOpenDispute,
        );
        const told =
          total.handOvers + notCounted.supersededHandOvers + notCounted.disputedHandOvers;
        const all = some.reduce((sum, one) => sum + one.handOvers, 0);
        expect(told).toBe(all - unweighed.reduce((sum, one) => sum + one.handOvers, 0));
        expect(notCounted.unweighedLots).toBe(unweighed.reduce((sum, one) => sum + one.lots, 0));
      }),
    );
  });

  it('tells of each cause its share of all that was handed, and of sound goods no cause', () => {
    fc.assert(
      fc.property(rows, (some) => {
        const { lines, total } = sumLosses(some, some, 'cause');
        const shares = lines.reduce((sum, line) => sum + (line.lostShare ?? 0), 0);
        expect(shares).toBeCloseTo(total.lostShare ?? 0, 9);
        for (const line of lines)
          expect(line.damagedKilograms + line.rejectedKilograms).toBeGreaterThan(0);
      }),
    );
  });

  it('knows no share where nothing was handed', () => {
    expect(sumLosses([], [], 'run')).toMatchObject({
      ...{ lines: [], total: { handOvers: 0, lostShare: null } },
    });
  });
});
