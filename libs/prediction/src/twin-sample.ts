import type { Celsius, Instant } from '@lenglian/quantities';

/**
 * What one unit said of one lot at an instant, in event time. Null is "not measured or not to be
 * judged", never "good".
 */
export interface TwinSample {
  readonly measuredAt: Instant;
  /** The warmest and the coldest healthy cargo probe; without probes both the judge's estimate. */
  readonly warmestCelsius: Celsius | null;
  readonly coldestCelsius: Celsius | null;
  /** The two above are the judge's estimate (air lagged, 估算), not measured. */
  readonly isEstimated: boolean;
  readonly setpointCelsius: Celsius | null;
  readonly supplyCelsius: Celsius | null;
  readonly returnCelsius: Celsius | null;
  readonly ambientCelsius: Celsius | null;
  readonly isPowered: boolean | null;
  readonly isDoorOpen: boolean | null;
  readonly isDefrosting: boolean | null;
}

/** What moves the air just now, as far as the flags say. */
export const Regime = { COOLING: 0, NO_POWER: 1, DOOR_OPEN: 2, DEFROST: 3 } as const;
export type Regime = (typeof Regime)[keyof typeof Regime];

/** Fresh, positive evidence only: a missing flag is no defrost, no door, no failure. */
export function regimeOf(sample: TwinSample): Regime {
  if (sample.isPowered === false) return Regime.NO_POWER;
  if (sample.isDoorOpen === true) return Regime.DOOR_OPEN;
  return sample.isDefrosting === true ? Regime.DEFROST : Regime.COOLING;
}
