import type { LimitProfile } from '@lenglian/limits';
import { HOUR, type Duration, type Instant } from '@lenglian/quantities';
import { FruitLimit } from './fruit-truth.ts';
import type { UnitMinute } from './unit-readings.ts';

/** Fruit that has moved by less since the power went does not move towards a limit, kelvin (operations.md §A7). */
const MOVED = 0.3;
/** Warm fruit that has fallen by less within so long does not cool, kelvin (domain.md §7 Q7). */
const FALLEN = 0.1;
const FALLEN_WITHIN: Duration = 4 * HOUR;

/**
 * What truly was of a unit besides its fruit's limits: the conditions of rules that are about something else. Taken from
 * the plant, never from its sensors.
 */
export class UnitCourse {
  private readonly profile: LimitProfile;
  private readonly frost: FruitLimit;
  private readonly times: Instant[] = [];
  private readonly warmest: number[] = [];
  private readonly coldest: number[] = [];

  constructor(profile: LimitProfile) {
    const { criticalLow, rules } = profile;
    const { airDelay } = rules.criticalLow;
    this.profile = profile;
    this.frost = new FruitLimit('CRIT_LO', criticalLow ?? -Infinity, airDelay, airDelay);
  }

  observe({
    at,
    extremes: [warmest, coldest],
    blownAir,
  }: Pick<UnitMinute, 'at' | 'extremes' | 'blownAir'>): void {
    this.times.push(at);
    this.warmest.push(warmest);
    this.coldest.push(coldest);
    const air = blownAir ? Math.min(...blownAir) : Number.NaN;
    this.frost.observe(air, air, at);
  }

  /** Whether air that was blown over the fruit truly was below critical low for as long as a rule asks of air. */
  wasBlownByFrost(from: Instant, until: Instant): boolean {
    const { spans, airDelay } = this.frost;
    return spans.some(
      (span) => span.from <= until && from <= span.until && span.until - span.from >= airDelay,
    );
  }

  /** Whether any fruit had truly moved towards a limit between two moments. */
  hadMoved(from: Instant, until: Instant): boolean {
    const [before, after] = [this.indexOf(from), this.indexOf(until)];
    const warmed = this.at(this.warmest, after) - this.at(this.warmest, before);
    const cooled = this.at(this.coldest, before) - this.at(this.coldest, after);
    return warmed >= MOVED || (this.profile.criticalLow !== null && cooled >= MOVED);
  }

  /** Whether fruit that was loaded at a moment was truly not cooled, though it was time or it no longer fell. */
  wasNotCooled(loadedAt: Instant, at: Instant): boolean {
    const { pullDown } = this.profile.rules;
    if (pullDown === null) return false;
    const { setpoint, band } = this.profile;
    const now = this.at(this.warmest, this.indexOf(at));
    if (now <= Math.min(setpoint + pullDown.margin, band.high)) return false;
    const before = this.at(this.warmest, this.indexOf(at - FALLEN_WITHIN));
    return at - loadedAt >= pullDown.deadline || before - now < FALLEN;
  }

  private at(values: readonly number[], index: number): number {
    return values[index] ?? Number.NaN;
  }

  private indexOf(at: Instant): number {
    const [first = 0, second = first + 1] = this.times;
    return Math.max(
      0,
      Math.min(this.times.length - 1, Math.round((at - first) / (second - first))),
    );
  }
}
