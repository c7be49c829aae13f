import { describe, expect, it } from '@jest/globals';
import type { LatestReading, UnitView } from '@lenglian/console-contract';
import { makeFixtureWorld } from '../testing/fixture-world.ts';
import { mainTemperature, shortCode, signalNow } from './readings.ts';

const unit = makeFixtureWorld(1_800_000_000_000).units[0] as UnitView;
const latest: LatestReading = {
  ...(unit.latest as LatestReading),
  cargoTemperatureCelsius: 1,
  returnTemperatureCelsius: 2,
  supplyTemperatureCelsius: 3,
};

describe('readings on the screen', () => {
  it('take the cargo where there is a probe, else return air, else supply air', () => {
    expect(mainTemperature(latest)?.celsius).toBe(1);
    const withoutProbe = { ...latest, cargoTemperatureCelsius: null };
    expect(mainTemperature(withoutProbe)?.celsius).toBe(2);
    expect(mainTemperature({ ...withoutProbe, returnTemperatureCelsius: null })?.celsius).toBe(3);
  });

  it.each([
    ['PROBE', 1],
    ['RETURN', 2],
    ['SUPPLY', 3],
    ['AIR', 2],
  ])('show for an alert on %s what that sensor says now', (signal, celsius) => {
    expect(signalNow({ ...unit, latest }, signal)).toBe(celsius);
  });

  it('show no "now" for a unit that is silent', () => {
    expect(signalNow({ ...unit, latest, silentSince: 1 }, 'PROBE')).toBeNull();
    expect(signalNow(undefined, 'PROBE')).toBeNull();
  });

  it('name a box by its serial number and check digit', () => {
    expect(shortCode('XJLU3000015')).toBe('3000015');
  });
});
