import { describe, expect, it } from '@jest/globals';
import { MINUTE } from '@lenglian/quantities';
import { everydayScript, type Stage } from '../scenarios/scenario.ts';
import { COMPARTMENT_5_TONNES } from '../tanker/tank-plan.ts';
import { buildPlant } from './build-plant.ts';
import { compartmentsOf } from './compartments.ts';

const START = Date.UTC(2026, 6, 10, 2);
const STAGE: Stage = { seed: 3, start: START, historyFrom: START, sampling: MINUTE };
const TANKER = compartmentsOf({
  tankerCode: 'TNK-1',
  compartments: Array.from({ length: 4 }, () => COMPARTMENT_5_TONNES),
  ...{ runCode: 'MILK', serviceCode: 'MILK', position: 1, equipmentGroup: null },
  climate: [{ at: 0, lowCelsius: 18, highCelsius: 31 }],
  coverageHoles: [],
});

describe(compartmentsOf.name, () => {
  it('names a unit and a device for each', () => {
    expect(TANKER.map(({ unitCode }) => unitCode)).toEqual([1, 2, 3, 4].map((i) => `TNK-1/${i}`));
    const ids = TANKER.map(({ unit }) => unit.deviceId);
    expect(ids).toEqual(['TNK-1-1', 'TNK-1-2', 'TNK-1-3', 'TNK-1-4']);
  });

  it('keeps the milk of one farm apart from that of another', () => {
    const until = START + 10 * MINUTE;
    const tanks = TANKER.slice(0, 2).map(({ unit }, i) => {
      const pickUps = [{ from: START, until, kilograms: 4_000, celsius: i === 0 ? 3.5 : 11 }];
      return buildPlant(unit, { ...everydayScript(unit, STAGE), pickUps }, STAGE);
    });
    for (const tank of tanks) tank.advanceTo(START + 30 * MINUTE);
    const [cold = 0, warm = 0] = tanks.map(({ truth }) => truth.celsius);
    expect(warm - cold).toBeGreaterThan(7);
  });
});
