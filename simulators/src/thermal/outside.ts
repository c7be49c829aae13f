import { MINUTE, type Instant } from '@lenglian/quantities';
import { Climate, solarKelvinAt, type ClimatePoint } from './climate.ts';

/** The weather at a unit. It moves slowly: once a minute is often enough, and most of the cost. */
export class Outside {
  ambientCelsius: number;
  /** What the sun adds at the walls, K. */
  solarKelvin = 0;
  private readonly climate: Climate;
  private until: Instant;

  constructor(points: readonly ClimatePoint[], from: Instant) {
    this.climate = new Climate(points);
    this.ambientCelsius = this.climate.ambientAt(from);
    this.until = from;
  }

  /** Ask in order of time. */
  lookAt(at: Instant): void {
    if (at < this.until) return;
    this.until = at + MINUTE;
    this.ambientCelsius = this.climate.ambientAt(at);
    this.solarKelvin = solarKelvinAt(at);
  }
}
