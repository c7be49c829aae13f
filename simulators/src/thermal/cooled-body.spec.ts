import { describe, expect, it } from '@jest/globals';
import { COOLED_BODIES, loadedBody, type CooledKind } from './cooled-body.ts';
import type { ThermalAsset } from './thermal-asset.ts';
import { STEP_SECONDS, ThermalModel, type ThermalInputs } from './thermal-model.ts';

/** A full body at its set-point in 32 °C, as the published check values have it. */
function settled(kind: CooledKind, setpointCelsius: number) {
  const body = COOLED_BODIES[kind][setpointCelsius < -10 ? 'frozen' : 'chilled'];
  const asset: ThermalAsset = loadedBody(kind, body.loadKilograms, setpointCelsius, false);
  const model = new ThermalModel(asset, setpointCelsius, setpointCelsius);
  const inputs: ThermalInputs = {
    ...{ ambientCelsius: 32, solarKelvin: 0, setpointCelsius, respirationWatts: 0 },
    ...{ isPowered: true, isDefrosting: false, isDoorOpen: false },
  };
  const run = (minutes: number, change: Partial<ThermalInputs> = {}) => {
    let warmestOuter = model.outerCelsius;
    for (let step = 0; step < (minutes * 60) / STEP_SECONDS; step++) {
      model.step({ ...inputs, ...change });
      warmestOuter = Math.max(warmestOuter, model.outerCelsius);
    }
    return warmestOuter;
  };
  run(120);
  return { model, run };
}

function expectNear(value: number, wanted: number, tolerance: number): void {
  expect(Math.abs(value - wanted)).toBeLessThanOrEqual(tolerance);
}

describe('a truck of 10 t against its check values (ambient 32 °C, set-point 0 °C)', () => {
  it('lifts the air by 18 K and the outer cargo by 2.5 K through ten minutes of open door', () => {
    const { model, run } = settled('truck', 0);
    run(10, { isDoorOpen: true });
    expectNear(model.airCelsius, 18, 0.5);
    // The table's own constants give 1.8 with the door still open and 2.2 soon after it.
    const warmestOuter = run(15);
    expectNear(warmestOuter, 2.5, 0.4);
    expectNear(model.airCelsius, 0, 0.8);
  });
});

describe('a frozen load against its check values (ambient 32 °C, set-point −20 °C)', () => {
  it('has air near 0 °C after ten minutes of open door and a surface still below −18', () => {
    const { model, run } = settled('reefer', -20);
    const warmestOuter = run(10, { isDoorOpen: true });
    expectNear(model.airCelsius, 0, 1);
    expectNear(warmestOuter, -18, 0.8);
    expectNear(model.coreCelsius, -20, 0.05);
  });

  it('has air at −9 after six hours without power, and a core that hardly knows', () => {
    const { model, run } = settled('reefer', -20);
    run(360, { isPowered: false });
    expectNear(model.airCelsius, -9, 0.5);
    expectNear(model.outerCelsius, -16.6, 0.2);
    expectNear(model.coreCelsius, -19.75, 0.1);
  });

  it('warms a truck quicker than a box, for there is less of it [C]', () => {
    const [box, truck] = [settled('reefer', -20), settled('truck', -20)];
    for (const { run } of [box, truck]) run(360, { isPowered: false });
    expect(truck.model.outerCelsius).toBeGreaterThan(box.model.outerCelsius + 1);
    expect(truck.model.coreCelsius).toBeLessThan(-18.5);
  });
});

describe('a city van of 1 t [C]', () => {
  it('is near its set-point again a quarter of an hour after a stop of five minutes', () => {
    const { model, run } = settled('van', 3);
    run(5, { isDoorOpen: true });
    expectNear(model.airCelsius, 16, 1);
    run(15);
    expectNear(model.airCelsius, 3, 0.5);
  });

  it('is 1.4 K warmer at the core after twenty such stops, which no single one shows', () => {
    const { model, run } = settled('van', 3);
    run(5, { isDoorOpen: true });
    run(15);
    expectNear(model.coreCelsius, 3, 0.1);
    for (let stop = 1; stop < 20; stop++) {
      run(5, { isDoorOpen: true });
      run(15);
    }
    expectNear(model.coreCelsius, 4.4, 0.2);
    expectNear(model.outerCelsius, 6.6, 0.5);
  });
});
