import { HOUR } from '@lenglian/quantities';
import type { CooledUnit } from './fleet-unit.ts';

/**
 * A fleet of equal reefers without seed files, for load and faults: 21 t of pears each, loaded cold
 * twelve hours ago, in September's Korla.
 *
 * @param count 1…10,000
 * @param idOf names the devices; by default `SIM-00001` and so on
 */
export function plainFleet(
  count: number,
  idOf: (index: number) => string = (index) => `SIM-${String(index + 1).padStart(5, '0')}`,
): CooledUnit[] {
  return Array.from({ length: count }, (_, index) => ({
    deviceId: idOf(index),
    runCode: 'SIM',
    serviceCode: 'SIM',
    position: index + 1,
    equipmentGroup: Math.floor(index / 8) + 1,
    loadKilograms: 21_000,
    productAtLoadingCelsius: 0.5,
    loadedBefore: 12 * HOUR,
    setpointCelsius: 0,
    respirationWattsPerTonne: 14.75,
    climate: [{ at: 0, lowCelsius: 12, highCelsius: 27 }],
    coverageHoles: [],
  }));
}
