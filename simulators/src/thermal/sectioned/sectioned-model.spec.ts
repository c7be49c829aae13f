import { describe, expect, it } from '@jest/globals';
import { STEP_SECONDS } from '../thermal-model.ts';
import { SECTIONED_40_FOOT } from './sectioned-asset.ts';
import { SectionedModel, type SectionedInputs } from './sectioned-model.ts';

const MINUTE_STEPS = 60 / STEP_SECONDS;
const COLD = Array.from({ length: 6 }, () => 0);

/** A box at its set-point in 32 °C, settled for six hours. */
function settled() {
  const model = new SectionedModel(SECTIONED_40_FOOT, 0, COLD);
  const inputs: SectionedInputs = {
    ambientCelsius: 32,
    solarKelvin: 0,
    setpointCelsius: 0,
    respirationWatts: 300,
    coolingShare: 1,
    isPowered: true,
    isDefrosting: false,
    isDoorOpen: false,
  };
  run(model, inputs, 360);
  return { model, inputs };
}

function run(model: SectionedModel, inputs: SectionedInputs, minutes: number): void {
  for (let step = 0; step < minutes * MINUTE_STEPS; step++) model.step(inputs);
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function expectBetween(value: number, low: number, high: number): void {
  expect(value).toBeGreaterThanOrEqual(low);
  expect(value).toBeLessThanOrEqual(high);
}

describe('sectioned model', () => {
  it.each<[string, Partial<SectionedInputs>]>([
    ['cooling', {}],
    ['in a defrost', { isDefrosting: true }],
    ['with an open door', { isDoorOpen: true }],
    ['without power', { isPowered: false }],
    ['heating', { ambientCelsius: -20, setpointCelsius: 5 }],
  ])('stores exactly the heat that came in, %s', (_, changes) => {
    const { model, inputs } = settled();
    const before = model.storedJoules();
    let joules = 0;
    for (let step = 0; step < 90 * MINUTE_STEPS; step++) {
      model.step({ ...inputs, ...changes });
      joules += model.netWatts * STEP_SECONDS;
    }
    expect(model.storedJoules() - before).toBeCloseTo(joules, 0);
  });

  it('takes out, at rest, what the walls let in and cargo and fans make', () => {
    const { model, inputs } = settled();
    run(model, inputs, 7 * 24 * 60);
    let joules = 0;
    for (let step = 0; step < 180 * MINUTE_STEPS; step++) {
      model.step(inputs);
      joules += model.coolingWatts * STEP_SECONDS;
    }
    const wanted = SECTIONED_40_FOOT.wallWattsPerKelvin * 32 + SECTIONED_40_FOOT.fanWatts + 300;
    expectBetween(joules / (180 * 60), 0.93 * wanted, 1.07 * wanted);
    expectBetween(model.supplyCelsius, -0.4, 0.4);
  });

  it('is warmer under the roof at the doors than where the air comes in', () => {
    const { model, inputs } = settled();
    run(model, inputs, 24 * 60);
    expect(model.surface[5]).toBeGreaterThan((model.surface[0] as number) + 0.2);
  });

  it('lifts the air by some kelvin in a defrost of 30 minutes and the inner cargo by nothing', () => {
    const { model, inputs } = settled();
    const inner = mean(model.inner);
    const air = mean(model.air);
    run(model, { ...inputs, isDefrosting: true }, 30);
    expectBetween(mean(model.air) - air, 2.5, 6.5);
    expectBetween(mean(model.inner) - inner, -0.02, 0.1);
    run(model, inputs, 15);
    expectBetween(model.supplyCelsius, -1, 1);
  });

  it('lifts the rear air by 6…15 K through ten minutes of open door, the front by less', () => {
    const { model, inputs } = settled();
    const rear = model.air[5] as number;
    run(model, { ...inputs, isDoorOpen: true }, 10);
    expectBetween((model.air[5] as number) - rear, 6, 15);
    expect(model.air[3]).toBeLessThan(model.air[5] as number);
  });

  it('warms slowly without power: air some kelvin in two hours, inner cargo under one in twelve', () => {
    const { model, inputs } = settled();
    const [air, inner, surface] = [mean(model.air), mean(model.inner), mean(model.surface)];
    run(model, { ...inputs, isPowered: false }, 120);
    expectBetween(mean(model.air) - air, 2.5, 6);
    run(model, { ...inputs, isPowered: false }, 600);
    expectBetween(mean(model.air) - air, 3, 7.5);
    expectBetween(mean(model.surface) - surface, 1, 3.5);
    expectBetween(mean(model.inner) - inner, 0.2, 1);
  });

  it('heats against frost where the three-node model cannot', () => {
    const { model, inputs } = settled();
    run(model, { ...inputs, ambientCelsius: -25 }, 24 * 60);
    expect(model.coolingWatts).toBeLessThan(0);
    expectBetween(model.supplyCelsius, -1, 1);
  });

  it('does the same twice', () => {
    const [a, b] = [settled(), settled()];
    run(a.model, { ...a.inputs, isDoorOpen: true }, 17);
    run(b.model, { ...b.inputs, isDoorOpen: true }, 17);
    expect(a.model).toEqual(b.model);
  });
});
