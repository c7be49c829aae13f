import type { LatestReading, UnitView } from '@lenglian/console-contract';
import { OVERVIEW_TEXT, type Words } from '@lenglian/wording';
import { isFresh } from './looks.ts';

/** Which temperature stands for a unit: the cargo where there is a probe, else the air around it. */
export function mainTemperature(
  latest: LatestReading,
): { readonly celsius: number; readonly source: Words } | null {
  if (latest.cargoTemperatureCelsius !== null)
    return { celsius: latest.cargoTemperatureCelsius, source: OVERVIEW_TEXT.cargoShort };
  if (latest.returnTemperatureCelsius !== null)
    return { celsius: latest.returnTemperatureCelsius, source: OVERVIEW_TEXT.returnShort };
  if (latest.supplyTemperatureCelsius !== null)
    return { celsius: latest.supplyTemperatureCelsius, source: OVERVIEW_TEXT.supplyShort };
  return null;
}

/** What an alert's sensor says now; null when it does not say, or nothing fresh is known. */
export function signalNow(unit: UnitView | undefined, signal: string | null): number | null {
  if (unit === undefined || unit.latest === null || !isFresh(unit)) return null;
  const { latest } = unit;
  switch (signal) {
    case 'PROBE':
      return latest.cargoTemperatureCelsius;
    case 'SUPPLY':
      return latest.supplyTemperatureCelsius;
    case 'RETURN':
      return latest.returnTemperatureCelsius;
    case null:
    default:
      return latest.returnTemperatureCelsius ?? latest.supplyTemperatureCelsius;
  }
}

/** The part of a unit's code that people say aloud: the last seven characters (serial, check digit). */
export function shortCode(code: string): string {
  return code.slice(-7);
}
