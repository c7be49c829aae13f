import { HOUR, type Celsius, type Instant } from '@lenglian/quantities';

/** Where a unit is at a moment, as far as warmth goes: the mean night low and day high there. */
export interface ClimatePoint {
  readonly at: Instant;
  readonly lowCelsius: Celsius;
  readonly highCelsius: Celsius;
}

/** Solar time of the route, in hours ahead of UTC: Xinjiang and Hexi lie at 75…100° E. */
const SOLAR_HOURS_AHEAD = 6;
/** Solar hour of the warmest air. */
const WARMEST_HOUR = 15.5;
/** How much warmer than the air a roof in the sun makes the walls, K. [C] */
export const SOLAR_KELVIN_MAX = 8;

/** Weather along a route: a daily wave between low and high, both moving evenly from point to point. */
export class Climate {
  private readonly points: readonly ClimatePoint[];
  private segment = 0;

  /** @param points ordered by time, at least one; the first and the last hold beyond their ends */
  constructor(points: readonly ClimatePoint[]) {
    this.points = points;
  }

  /** Air temperature outside. */
  ambientAt(at: Instant): Celsius {
    const { lowCelsius, highCelsius } = this.pointAt(at);
    const phase = (2 * Math.PI * (solarHour(at) - WARMEST_HOUR)) / 24;
    return (lowCelsius + highCelsius) / 2 + ((highCelsius - lowCelsius) / 2) * Math.cos(phase);
  }

  private pointAt(at: Instant): { lowCelsius: number; highCelsius: number } {
    const points = this.points;
    // Mostly asked in order of time: go on from the last answer instead of searching.
    if (at < (points[this.segment]?.at ?? 0)) this.segment = 0;
    while (this.segment + 1 < points.length && (points[this.segment + 1]?.at ?? 0) <= at) {
      this.segment++;
    }
    const from = points[this.segment] as ClimatePoint;
    const to = points[this.segment + 1];
    if (to === undefined || at <= from.at) return from;
    const share = (at - from.at) / (to.at - from.at);
    return {
      lowCelsius: from.lowCelsius + share * (to.lowCelsius - from.lowCelsius),
      highCelsius: from.highCelsius + share * (to.highCelsius - from.highCelsius),
    };
  }
}

/** What the sun adds at the walls: half a sine from 6 to 18 o'clock solar time. */
export function solarKelvinAt(at: Instant): number {
  const height = Math.sin((Math.PI * (solarHour(at) - 6)) / 12);
  return height > 0 ? SOLAR_KELVIN_MAX * height : 0;
}

function solarHour(at: Instant): number {
  return (((at / HOUR + SOLAR_HOURS_AHEAD) % 24) + 24) % 24;
}
