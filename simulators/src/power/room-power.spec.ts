import { describe, expect, it } from '@jest/globals';
import { RoomPower, type PowerInputs, type RoomSupply } from './room-power.ts';

const ALL: RoomSupply = { batteryKilowattHours: 20, dieselLitres: 60, solarPeakWatts: 4_000 };
const NIGHT: PowerInputs = {
  ...{ isGridOn: false, isDieselFit: true, sunShare: 0, loadWatts: 2_000 },
};

/** Lives for some hours; says for how many of them the room had power. */
function live(power: RoomPower, hours: number, change: Partial<PowerInputs> = {}): number {
  let seconds = 0;
  for (let at = 0; at < hours * 3600; at += 10) {
    if (power.step(10, { ...NIGHT, ...change })) seconds += 10;
  }
  return seconds / 3600;
}

describe(RoomPower.name, () => {
  it('has what the grid gives, and nothing without it where there is nothing else', () => {
    const power = new RoomPower({});
    expect(live(power, 1, { isGridOn: true })).toBe(1);
    expect(live(power, 1)).toBe(0);
    expect(power).toMatchObject({ batteryShare: undefined, fuelShare: undefined });
  });

  it('lives on its battery as long as it says: 20 kWh are ten hours of 2 kW', () => {
    const power = new RoomPower({ batteryKilowattHours: 20 });
    expect(power.autonomyHours(2_000)).toBeCloseTo(10, 6);
    expect(live(power, 4)).toBe(4);
    expect(power.batteryShare).toBeCloseTo(0.6, 2);
    expect(power.autonomyHours(2_000)).toBeCloseTo(6, 1);
    expect(live(power, 20)).toBeCloseTo(6, 1);
    expect(power.batteryVolts).toBeCloseTo(46, 1);
  });

  it('starts its generator at 30 % and stops it at 80 %', () => {
    const power = new RoomPower({ batteryKilowattHours: 20, dieselLitres: 60 });
    live(power, 7);
    expect(power.fuelShare).toBe(1);
    live(power, 0.5);
    const running = power.fuelShare ?? 1;
    expect(running).toBeLessThan(1);
    live(power, 3);
    const stopped = power.fuelShare;
    expect(stopped).toBeLessThan(running);
    live(power, 1);
    expect(power.fuelShare).toBe(stopped);
    expect(power.batteryShare).toBeGreaterThan(0.6);
  });

  it('goes dark when the generator does not start, and the tank stays full', () => {
    const power = new RoomPower(ALL);
    expect(live(power, 12, { isDieselFit: false })).toBeCloseTo(10, 1);
    expect(power.fuelShare).toBe(1);
    expect(live(power, 1)).toBe(1);
  });

  it('lives on the sun by day, and charges with what is left of it', () => {
    const power = new RoomPower({ ...ALL, dieselLitres: 0 });
    live(power, 3);
    const before = power.batteryShare ?? 1;
    expect(live(power, 2, { sunShare: 1 })).toBe(2);
    expect((power.batteryShare ?? 0) - before).toBeCloseTo(0.2, 2);
  });

  it('burns its tank and is refilled', () => {
    const power = new RoomPower({ dieselLitres: 11 });
    expect(power.autonomyHours(2_000)).toBeCloseTo(10, 6);
    expect(live(power, 15)).toBeCloseTo(10, 1);
    power.refill();
    expect(live(power, 1)).toBe(1);
  });
});
