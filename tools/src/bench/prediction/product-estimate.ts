import { HOUR } from '@lenglian/quantities';
import type { TrialSample } from '@lenglian/simulators';

/** The judge's estimate where no probe speaks (ADR 0025): air lagged by these times. */
const FAN_HOURS = 1.5;
const STILL_HOURS = 7.5;

/** Product temperature where there is no probe. A hole changes nothing: there is no air to lag. */
export class ProductEstimate {
  private celsius: number;
  private measuredAt: number | null = null;

  constructor(atLoadingCelsius: number) {
    this.celsius = atLoadingCelsius;
  }

  follow(sample: TrialSample): number {
    const { measuredAt, supplyCelsius, returnCelsius, isPowered, isDefrosting } = sample;
    const hours = Math.min(1 / 6, (measuredAt - (this.measuredAt ?? measuredAt)) / HOUR);
    const isFanOn = isPowered && !isDefrosting;
    const air = isFanOn ? returnCelsius : supplyCelsius;
    const share = 1 - Math.exp(-hours / (isFanOn ? FAN_HOURS : STILL_HOURS));
    this.celsius += share * (air - this.celsius);
    this.measuredAt = measuredAt;
    return this.celsius;
  }
}
