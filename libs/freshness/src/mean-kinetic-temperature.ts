import { MINUTE, type Celsius } from '@lenglian/quantities';
import { GAS_CONSTANT, KELVIN_AT_ZERO_CELSIUS } from './kinetics.ts';
import { linearMean } from './life-used.ts';
import { stretchesWithin, type TemperatureSeries, type TimeSpan } from './series.ts';

export interface MeanKineticTemperature {
  /** Of the warmest that was measured; null where nothing was. */
  readonly celsius: Celsius | null;
  /** What it stands on: gaps are not in it. */
  readonly measuredMinutes: number;
}

/**
 * The one temperature that would have aged goods as much as those that were measured (USP ⟨1079.2⟩):
 * (Ea/R) / −ln(Σ dt·e^(−Ea/RT) / Σ dt), in kelvin. A figure for reports: it hides freezing, so it is no alarm.
 *
 * @param activationEnergy J/mol, > 0
 */
export function meanKineticTemperature(
  series: TemperatureSeries,
  span: TimeSpan,
  activationEnergy: number,
): MeanKineticTemperature {
  const kelvinOfEnergy = activationEnergy / GAS_CONSTANT;
  let [sum, measured] = [0, 0];
  for (const stretch of stretchesWithin(series, span)) {
    if (!stretch.isMeasured) continue;
    const length = stretch.until - stretch.from;
    measured += length;
    sum +=
      length *
      linearMean(stretch, ({ high }) =>
        Math.exp(-kelvinOfEnergy / (high + KELVIN_AT_ZERO_CELSIUS)),
      );
  }
  const celsius =
    measured === 0 ? null : kelvinOfEnergy / -Math.log(sum / measured) - KELVIN_AT_ZERO_CELSIUS;
  return { celsius, measuredMinutes: measured / MINUTE };
}
