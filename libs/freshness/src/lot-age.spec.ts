import { describe, expect, it } from '@jest/globals';
import { DAY, HOUR } from '@lenglian/quantities';
import { ageingBeforeLoading, joinAges, lifeLeft, type LotAge } from './lot-age.ts';
import { PLUM } from './testing.ts';

const UNSEEN = { coldest: 0, warmest: 10 };
const nothing = { loadedAt: 1 * DAY, harvestedAt: null, preCooledAt: null, pulpAtLoading: null };
const before = (known: object) => ageingBeforeLoading({ ...nothing, ...known }, PLUM, UNSEEN);

describe(ageingBeforeLoading.name, () => {
  it('counts nothing where nothing is recorded, and says that it takes goods as new', () => {
    expect(before({})).toMatchObject({
      ...{ basis: 'FRESH_AT_LOADING', countedFrom: DAY, ageing: { best: 0, worst: 0 } },
    });
  });

  it('estimates from harvest: between the set-point and the heat of the field until they were cooled', () => {
    const { basis, ageing } = before({ harvestedAt: DAY - 10 * HOUR, preCooledAt: DAY - 4 * HOUR });
    expect(basis).toBe('SINCE_HARVEST_ESTIMATED');
    expect(ageing.best).toBeCloseTo(10 * HOUR, 3);
    expect(ageing.worst).toBeCloseTo((3.4 * 2 ** 2.5 * 6 + 3.4 * 4) * HOUR, 3);
    expect(ageing.unknownMinutes).toBe(600);
  });

  it('takes the pulp temperature at loading into the bounds', () => {
    const warm = before({ preCooledAt: DAY - HOUR, pulpAtLoading: 20 });
    expect(warm.basis).toBe('FRESH_AT_PRE_COOLING');
    expect(warm.ageing.worst).toBeCloseTo(6.8 * HOUR, 3);
  });

  it('leaves out what cannot be: a harvest after loading', () => {
    expect(before({ harvestedAt: 2 * DAY }).basis).toBe('FRESH_AT_LOADING');
  });
});

const age = (best: number, worst: number, change: object = {}) => ({
  ...{ basis: 'SINCE_HARVEST_ESTIMATED' as const, countedFrom: 0, kilograms: 100 },
  ageing: { best, worst, measuredMinutes: 1, unknownMinutes: 1 },
  ...change,
});

describe(joinAges.name, () => {
  it('takes the best of the freshest and the worst of the oldest where pieces stay themselves', () => {
    const { ageing } = joinAges([age(1, 2), age(5, 9)], false);
    expect(ageing).toMatchObject({ best: 1, worst: 9 });
  });

  it('takes the mean by mass where goods run together, if every mass is known', () => {
    expect(joinAges([age(1, 2), age(5, 10, { kilograms: 300 })], true).ageing).toMatchObject({
      ...{ best: 4, worst: 8 },
    });
    expect(joinAges([age(1, 2), age(5, 10, { kilograms: null })], true).ageing.worst).toBe(10);
  });

  it('stands on what tells least', () => {
    const unknown = age(0, 0, { basis: 'FRESH_AT_LOADING' });
    const joined: LotAge = joinAges([age(1, 2), unknown], false);
    expect(joined.basis).toBe('FRESH_AT_LOADING');
  });
});

describe(lifeLeft.name, () => {
  it('is a range of what goods keep and of what they went through', () => {
    const left = lifeLeft(age(7 * DAY, 21 * DAY).ageing, PLUM);
    expect(left).toEqual({
      ...{ usedPercentBest: 25, usedPercentWorst: 100 },
      ...{ remainingHoursBest: 21 * 24, remainingHoursWorst: 0 },
    });
  });

  it('is never less than nothing, while what was used tells by how much', () => {
    const left = lifeLeft(age(0, 42 * DAY).ageing, PLUM);
    expect(left).toMatchObject({ remainingHoursWorst: 0, usedPercentWorst: 200 });
  });
});
