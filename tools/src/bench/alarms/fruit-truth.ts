import type { LimitProfile } from '@lenglian/limits';
import type { Celsius, Duration, Instant } from '@lenglian/quantities';
import type { TimeSpan } from '@lenglian/simulators';

export const HARMS = ['BAND_HI', 'CRIT_HI', 'BAND_LO', 'CRIT_LO'] as const;
export type Harm = (typeof HARMS)[number];

/** One limit of the fruit and all times that the fruit was truly beyond it. */
export class FruitLimit {
  readonly harm: Harm;
  readonly limit: Celsius;
  /** Beyond it for longer than this is harm. */
  readonly delay: Duration;
  /** How much longer air alone may take to prove it. */
  readonly airDelay: Duration;
  readonly spans: { from: Instant; until: Instant; beyondKelvin: number }[] = [];
  private isBeyond = false;

  constructor(harm: Harm, limit: Celsius, delay: Duration, airDelay: Duration) {
    this.harm = harm;
    this.limit = limit;
    this.delay = delay;
    this.airDelay = airDelay;
  }

  observe(warmest: Celsius, coldest: Celsius, at: Instant): void {
    const beyondKelvin = this.harm.endsWith('HI') ? warmest - this.limit : this.limit - coldest;
    const isBeyond = beyondKelvin > 0;
    const last = this.spans.at(-1);
    if (isBeyond && this.isBeyond && last) {
      last.until = at;
      last.beyondKelvin = Math.max(last.beyondKelvin, beyondKelvin);
    } else if (isBeyond) this.spans.push({ from: at, until: at, beyondKelvin });
    this.isBeyond = isBeyond;
  }

  /** The first time since `since` that the fruit was beyond for longer than the delay, and how far it was then at most. */
  firstHarm(since: Instant): (TimeSpan & { readonly beyondKelvin: number }) | undefined {
    return this.spans
      .map((span) => ({ ...span, from: Math.max(span.from, since) }))
      .find(({ from, until }) => until - from > this.delay);
  }

  wasBeyond(from: Instant, until: Instant): boolean {
    return this.spans.some((span) => span.from <= until && from <= span.until);
  }
}

/** The limits of a profile by which its fruit takes harm. */
export function fruitLimits({
  band,
  criticalHigh,
  criticalLow,
  rules,
}: LimitProfile): FruitLimit[] {
  const { bandHigh, bandLow, criticalHigh: hot, criticalLow: cold } = rules;
  const limits = [
    new FruitLimit('BAND_HI', band.high, bandHigh.delay, bandHigh.airDelay),
    new FruitLimit('CRIT_HI', criticalHigh, hot.delay, hot.airDelay),
  ];
  if (bandLow && band.low !== null)
    limits.push(new FruitLimit('BAND_LO', band.low, bandLow.delay, bandLow.airDelay));
  if (criticalLow !== null)
    limits.push(new FruitLimit('CRIT_LO', criticalLow, cold.delay, cold.airDelay));
  return limits;
}
