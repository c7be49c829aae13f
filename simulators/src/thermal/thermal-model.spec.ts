import { describe, expect, it } from '@jest/globals';
import {
  REEFER_40_FOOT,
  REEFER_40_FOOT_FROZEN,
  WRAPPED_OUTER_TO_CORE_WATTS_PER_KELVIN,
  type ThermalAsset,
} from './thermal-asset.ts';
import { STEP_SECONDS, ThermalModel, type ThermalInputs } from './thermal-model.ts';

const MINUTE_STEPS = 60 / STEP_SECONDS;

/** A unit at its set-point in 32 °C, as the published check values have it. */
function settled(asset: ThermalAsset = REEFER_40_FOOT, setpointCelsius = 0) {
  const model = new ThermalModel(asset, setpointCelsius, setpointCelsius);
  const inputs: ThermalInputs = {
    ambientCelsius: 32,
    solarKelvin: 0,
    setpointCelsius,
    respirationWatts: 0,
    isPowered: true,
    isDefrosting: false,
    isDoorOpen: false,
  };
  run(model, inputs, 120);
  return { model, inputs };
}

/** Runs for some minutes; gives the extremes of the air on the way. */
function run(model: ThermalModel, inputs: ThermalInputs, minutes: number) {
  let low = model.airCelsius;
  let high = model.airCelsius;
  for (let step = 0; step < minutes * MINUTE_STEPS; step++) {
    model.step(inputs);
    low = Math.min(low, model.airCelsius);
    high = Math.max(high, model.airCelsius);
  }
  return { low, high };
}

function expectNear(value: number, wanted: number, tolerance: number): void {
  expect(Math.abs(value - wanted)).toBeLessThanOrEqual(tolerance);
}

describe('three-node model against its check values (ambient 32 °C, set-point 0 °C)', () => {
  it('lifts the air by 4.6 K in a defrost of 30 minutes and brings it back in about ten', () => {
    const { model, inputs } = settled();
    const outerBefore = model.outerCelsius;
    run(model, { ...inputs, isDefrosting: true }, 30);
    expectNear(model.airCelsius, 4.6, 0.5);
    expectNear(model.outerCelsius - outerBefore, 0.2, 0.1);
    expectNear(model.coreCelsius, 0, 0.05);
    const after = run(model, inputs, 12);
    expectNear(model.airCelsius, 0, 0.4);
    expectNear(after.low, -0.3, 0.4);
  });

  it('lifts the air by 9 K through ten minutes of open door and recovers in a quarter of an hour', () => {
    const { model, inputs } = settled();
    run(model, { ...inputs, isDoorOpen: true }, 10);
    expectNear(model.airCelsius, 9, 1);
    expectNear(model.outerCelsius, 0.9, 0.25);
    const after = run(model, inputs, 15);
    expectNear(after.low, -1.2, 0.6);
  });

  it('has air below −0.5 °C for no more than a quarter of an hour after a door', () => {
    const { model, inputs } = settled();
    run(model, { ...inputs, isDoorOpen: true }, 10);
    let minutesBelow = 0;
    for (let minute = 0; minute < 120; minute++) {
      run(model, inputs, 1);
      if (model.airCelsius < -0.5) minutesBelow++;
    }
    expect(minutesBelow).toBeGreaterThan(0);
    expect(minutesBelow).toBeLessThanOrEqual(15);
  });

  it('lifts the air by 11 K and the outer cargo by 3.7 K through 45 minutes of open door', () => {
    const { model, inputs } = settled();
    run(model, { ...inputs, isDoorOpen: true }, 45);
    expectNear(model.airCelsius, 11, 1);
    expectNear(model.outerCelsius, 3.7, 0.5);
    expectNear(model.coreCelsius, 0.05, 0.05);
  });

  it('warms slowly without power: +3 K after half an hour, +4.6 after two, +6.1 after twelve', () => {
    const { model, inputs } = settled();
    const off = { ...inputs, isPowered: false };
    run(model, off, 30);
    expectNear(model.airCelsius, 3, 0.4);
    run(model, off, 90);
    expectNear(model.airCelsius, 4.6, 0.4);
    run(model, off, 600);
    expectNear(model.airCelsius, 6.1, 0.5);
    expectNear(model.outerCelsius, 2.3, 0.4);
    expectNear(model.coreCelsius, 0.6, 0.2);
  });

  it('says fine by the air long before a warm, wrapped load is cold', () => {
    const { inputs } = settled();
    const asset = {
      ...REEFER_40_FOOT,
      outerToCoreWattsPerKelvin: WRAPPED_OUTER_TO_CORE_WATTS_PER_KELVIN,
    };
    const warm = new ThermalModel(asset, 12, 12);
    run(warm, inputs, 8 * 60);
    expectNear(warm.airCelsius, 0, 0.7);
    expectNear(warm.coreCelsius, 11, 0.5);
    run(warm, inputs, 16 * 60);
    expectNear(warm.coreCelsius, 8.6, 1);
    run(warm, inputs, 72 * 60);
    expectNear(warm.coreCelsius, 4, 1);
  });

  it('warms frozen cargo by no more than a kelvin in a defrost', () => {
    const { model, inputs } = settled(REEFER_40_FOOT_FROZEN, -20);
    run(model, { ...inputs, isDefrosting: true }, 30);
    expectNear(model.airCelsius, -13, 1.5);
    expectNear(model.outerCelsius, -19.8, 0.2);
  });

  it('heats where it can, and is too cold in frost where it cannot', () => {
    const night = { ambientCelsius: -35 };
    const cold = settled();
    run(cold.model, { ...cold.inputs, ...night }, 24 * 60);
    expect(cold.model.airCelsius).toBeLessThan(-2);
    const warm = settled({ ...REEFER_40_FOOT, heatingMaxWatts: 2500 });
    run(warm.model, { ...warm.inputs, ...night }, 24 * 60);
    expectNear(warm.model.airCelsius, 0, 0.3);
  });

  it('does the same twice', () => {
    const [a, b] = [settled(), settled()];
    run(a.model, { ...a.inputs, isDoorOpen: true }, 17);
    run(b.model, { ...b.inputs, isDoorOpen: true }, 17);
    expect(a.model).toEqual(b.model);
  });
});
