import { describe, expect, it } from '@jest/globals';
import { MINUTE } from '@lenglian/quantities';
import { everydayScript, type Stage } from '../scenarios/scenario.ts';
import { COMPARTMENT_5_TONNES } from '../tanker/tank-plan.ts';
import { buildPlant } from './build-plant.ts';
import type { BoxUnit, CooledUnit, RoomUnit, TankUnit } from './fleet-unit.ts';
import { plainFleet } from './plain-fleet.ts';

const START = Date.UTC(2026, 6, 10, 2);
const STAGE: Stage = { seed: 3, start: START, historyFrom: START, sampling: MINUTE };
const [REEFER] = plainFleet(1) as [CooledUnit];
const TANK: TankUnit = {
  ...{ kind: 'tanker', deviceId: 'TNK-1-2', runCode: 'MILK', serviceCode: 'MILK' },
  ...{ position: 2, equipmentGroup: null, coverageHoles: [] },
  climate: [{ at: 0, lowCelsius: 18, highCelsius: 31 }],
  ...COMPARTMENT_5_TONNES,
};

const ROOM: RoomUnit = {
  ...{ kind: 'room', deviceId: 'ROOM-1', runCode: 'ORCHARD', serviceCode: 'ORCHARD' },
  ...{ position: 1, equipmentGroup: null, coverageHoles: [], setpointCelsius: 0 },
  climate: [{ at: 0, lowCelsius: 12, highCelsius: 27 }],
  supply: { batteryKilowattHours: 20 },
};
const BOX: BoxUnit = {
  ...{ kind: 'box', deviceId: 'BOX-1', runCode: 'DOOR', serviceCode: 'DOOR' },
  ...{ position: 1, equipmentGroup: null, coverageHoles: [], body: 'foam-box' },
  climate: [{ at: 0, lowCelsius: 18, highCelsius: 31 }],
  ...{ loadKilograms: 18, productAtLoadingCelsius: 4, loadedBefore: 0 },
  respirationWattsPerTonne: 0,
};

describe(buildPlant.name, () => {
  it('makes of every unit what it is, in one fleet', () => {
    const [truck, van] = [
      { ...REEFER, kind: 'truck' as const, loadKilograms: 10_000 },
      { ...REEFER, kind: 'van' as const, loadKilograms: 800 },
    ];
    const samples = [REEFER, TANK, truck, van, ROOM, BOX].map((unit) => {
      return buildPlant(unit, everydayScript(unit, STAGE), STAGE).sample(START + 5 * MINUTE);
    });
    expect(samples[0]).toHaveProperty('returnTemperatureCelsius');
    expect(samples[1]).toMatchObject({ levelPercent: 0, agitatorRunning: false });
    expect(samples[2]).toHaveProperty('fuelPercent');
    expect(samples[3]).toHaveProperty('batteryPercent');
    expect(samples[4]).toHaveProperty('evaporatorTemperatureCelsius');
    expect(samples[5]).not.toHaveProperty('setpointTemperatureCelsius');
  });

  it('fills a tank as its script says, by the minute of its own sampling', () => {
    const until = START + 10 * MINUTE;
    const pickUps = [{ from: START, until, kilograms: 1_500, celsius: 3.6 }];
    const script = { ...everydayScript(TANK, STAGE), pickUps };
    const tank = buildPlant(TANK, script, STAGE);
    tank.advanceTo(START + 30 * MINUTE);
    expect(tank.truth.kilograms).toBeCloseTo(1_500, 0);
    expect(tank.truth.celsius).toBeGreaterThan(3.6);
  });

  it('goes on with nothing in it: an empty box, unplugged, is as warm as the day', () => {
    const powerOff = [{ from: 0, until: Number.POSITIVE_INFINITY }];
    for (const unit of [REEFER, BOX]) {
      const empty = { ...unit, loadKilograms: 0, loadedBefore: 48 * 60 * MINUTE };
      const plant = buildPlant(empty, { ...everydayScript(empty, STAGE), powerOff }, STAGE);
      const { ambientTemperatureCelsius } = plant.sample(START + 60 * MINUTE);
      expect(plant.truth.kilograms).toBe(0);
      expect(Math.abs(plant.truth.celsius - (ambientTemperatureCelsius as number))).toBeLessThan(
        12,
      );
      expect(plant.truth.celsius).toBeGreaterThan(10);
    }
  });

  it('refuses a script of another kind', () => {
    const script = everydayScript(TANK, STAGE);
    expect(() => buildPlant(REEFER, script, STAGE)).toThrow(
      'a reefer cannot play the script of a tanker',
    );
  });
});
