import { HOUR, MINUTE, type Duration, type Instant } from '@lenglian/quantities';
import { AirBelief, airOf, type SavedAir } from './air-belief.ts';
import { Grace, type SavedGrace } from './grace.ts';
import type { Danger, Outlook, PredictionBasis } from './outlook.ts';
import { limitLines, type LimitLine, type PredictedLimits } from './predicted-limits.ts';
import { FruitBelief, isStill, type SavedFruit } from './fruit-belief.ts';
import { project, type Crossing } from './project.ts';
import { Regime, regimeOf, type TwinSample } from './twin-sample.ts';
import { chancesToAct, type DangerCause, type OperatingContext } from './where-to-act.ts';

/** Samples since the regime changed, or since a gap, before anything is significant. */
const SAMPLES_MIN = 4;
/** How sure a crossing must be to be significant, in standard deviations. Tuned on training trials. */
export const SIGNIFICANT_SIGMAS = 1.2;
/** How long an outage or an open door must have lasted, unless the crossing is near, h. [C] */
const LASTED_HOURS = 0.75;
/** Sooner nothing is said of one: swaps of gensets and looks through a door are over by then, h. [C] */
const LASTED_HOURS_MIN = 1 / 3;
/** How long a box must have been watched, and its machine at work, to be said to be out of control, h. */
const SETTLED_HOURS = 0.5;
/** Departure from the planned set-point that is the cause of what follows, K. */
const SETPOINT_KELVIN = 0.5;

/** All that a twin remembers, as plain JSON: about fifty numbers, whatever it saw. */
export interface SavedTwin {
  readonly version: 1;
  /** Event time of the newest sample; null before the first. */
  readonly measuredAt: Instant | null;
  readonly regime: number;
  readonly samplesInRegime: number;
  readonly isGraced: boolean;
  readonly warm: SavedFruit | null;
  readonly cold: SavedFruit | null;
  readonly air: SavedAir;
  readonly grace: SavedGrace;
}

/** A twin of one lot in one unit; `saved` goes on where `save` was called. */
export function makeTwin(limits: PredictedLimits, saved?: SavedTwin): Twin {
  return new Twin(limits, saved);
}

/**
 * Follows one lot in one unit and says what will become of its product. Two filters (the warmest
 * and the coldest product), one belief of the air. O(1) a sample in time and memory; a function
 * of the samples in event time: it knows no clock.
 */
export class Twin {
  private readonly gapMax: Duration;
  private readonly lines: readonly LimitLine[];
  private measuredAt: Instant = Number.NEGATIVE_INFINITY;
  private regime: Regime = Regime.COOLING;
  private samplesInRegime = 0;
  private isGraced = false;
  private warm: FruitBelief | null = null;
  private cold: FruitBelief | null = null;
  private readonly air: AirBelief;
  private readonly grace: Grace;

  constructor(limits: PredictedLimits, saved?: SavedTwin) {
    this.gapMax = limits.gapMax;
    this.lines = limitLines(limits);
    this.air = new AirBelief(saved?.air);
    this.grace = new Grace(saved?.grace);
    if (saved === undefined) return;
    this.measuredAt = saved.measuredAt ?? Number.NEGATIVE_INFINITY;
    this.regime = saved.regime as Regime;
    this.samplesInRegime = saved.samplesInRegime;
    this.isGraced = saved.isGraced;
    this.warm = saved.warm && new FruitBelief(saved.warm);
    this.cold = saved.cold && new FruitBelief(saved.cold);
  }

  /**
   * Takes in the next sample in event time.
   *
   * @returns false when it is not newer than the newest: then nothing changes, and whoever has
   * late data begins again from what was saved before them
   */
  observe(sample: TwinSample): boolean {
    if (sample.measuredAt <= this.measuredAt) return false;
    const elapsed = sample.measuredAt - this.measuredAt;
    const isGap = elapsed > this.gapMax;
    const hours = isGap ? 0 : elapsed / HOUR;
    const regime = regimeOf(sample);
    if (isGap) this.air.forget();
    this.enter(regime, isGap);
    this.samplesInRegime++;
    this.isGraced = this.grace.observe(sample.measuredAt, isGap ? 0 : elapsed, regime);
    const step = { sample, regime, hours, isGap, air: airOf(sample, regime), rest: this.air.rest };
    this.warm = followed(this.warm, sample.warmestCelsius, step);
    this.cold = followed(this.cold, sample.coldestCelsius, step);
    const fruit = this.warm ?? this.cold;
    // Air that a door or a defrost explains says nothing of how the machine holds it.
    const isExplained = this.isGraced && regime === Regime.COOLING;
    if (isExplained) {
      this.air.stand(sample, hours);
    } else {
      const inside = fruit?.isProbed ? fruit.inside : Number.NaN;
      this.air.observe(sample, regime, hours, fruit?.surface ?? Number.NaN, inside);
    }
    this.measuredAt = sample.measuredAt;
    return true;
  }

  /** What will become of the product, seen at `now`; changes nothing. */
  outlook(now: Instant, context: OperatingContext): Outlook {
    const measuredAt = Number.isFinite(this.measuredAt) ? this.measuredAt : null;
    const isFresh = measuredAt !== null && now - measuredAt <= this.gapMax;
    const cause = this.cause(context);
    const { next, deadline } = chancesToAct(now, cause, context);
    const dangers = this.dangers(isFresh, deadline);
    const harmAt = harmOf(dangers, now);
    const timeToHarmMinutes = harmAt === null ? null : Math.max(0, harmAt - now) / MINUTE;
    const toAction = next === null ? null : (next.at - now) / MINUTE;
    const marginMinutes =
      timeToHarmMinutes === null || toAction === null ? null : timeToHarmMinutes - toAction;
    const { isGraced } = this;
    const whole = {
      now,
      measuredAt,
      isFresh,
      isGraced,
      dangers,
      cause,
      nextAction: next,
      deadline,
    };
    return { ...whole, timeToHarmMinutes, marginMinutes };
  }

  save(): SavedTwin {
    return {
      version: 1,
      measuredAt: Number.isFinite(this.measuredAt) ? this.measuredAt : null,
      regime: this.regime,
      samplesInRegime: this.samplesInRegime,
      isGraced: this.isGraced,
      warm: this.warm?.save() ?? null,
      cold: this.cold?.save() ?? null,
      air: this.air.save(),
      grace: this.grace.save(),
    };
  }

  private enter(regime: Regime, isGap: boolean): void {
    const isNew = regime !== this.regime;
    if (isNew || isGap) this.samplesInRegime = 0;
    if (!isNew) return;
    if (isStill(regime) !== isStill(this.regime)) {
      this.warm?.filter.switchAir();
      this.cold?.filter.switchAir();
    }
    this.air.enter(regime);
    this.regime = regime;
  }

  private dangers(isFresh: boolean, deadline: Instant): Danger[] {
    const basis: PredictionBasis = Number.isNaN(this.air.level) ? 'SLOPE' : 'TWIN';
    const isTelling = isFresh && !this.isGraced && this.samplesInRegime >= SAMPLES_MIN;
    return [this.warm, this.cold].flatMap((fruit, side) => {
      if (fruit === null) return [];
      const lines = this.lines.filter(({ direction }) => direction === (side === 0 ? 1 : -1));
      const deadlineHours = (deadline - this.measuredAt) / HOUR;
      return project(fruit, this.air, this.regime, lines, deadlineHours).map((crossing) => {
        const { line, sigmas } = crossing;
        // Only what was measured has happened; what is worked out stays foretold.
        const isBeyond = fruit.isProbed && line.direction * (fruit.inside - line.celsius) > 0;
        const isSignificant =
          isTelling && !isBeyond && sigmas >= SIGNIFICANT_SIGMAS && this.hasLasted(crossing, fruit);
        return { ...line, isBeyond, ...this.times(crossing), basis, sigmas, isSignificant };
      });
    });
  }

  /**
   * Most outages are swaps of gensets and most open doors are looks: what has just begun will soon
   * be over, unless it harms sooner than it takes to find out. And a machine that has just begun to work again
   * brings the air back within minutes, which its mean of a quarter of an hour does not know yet.
   */
  private hasLasted({ hours, line }: Crossing, fruit: FruitBelief): boolean {
    const lasted = this.air.hoursInRegime;
    if (this.regime === Regime.COOLING) return Math.min(fruit.hours, lasted) >= SETTLED_HOURS;
    // Out of its band for a while is no harm yet.
    if (line.limit === 'BAND_HIGH' || line.limit === 'ZONE') return lasted >= LASTED_HOURS;
    return lasted >= Math.min(LASTED_HOURS, Math.max(LASTED_HOURS_MIN, hours / 2));
  }

  private times({ hours, earliestHours, latestHours }: Crossing) {
    const at = (ahead: number): Instant | null =>
      ahead === Number.POSITIVE_INFINITY ? null : Math.round(this.measuredAt + ahead * HOUR);
    return { crossesAt: at(hours), earliestAt: at(earliestHours), latestAt: at(latestHours) };
  }

  private cause({ plannedSetpointCelsius }: OperatingContext): DangerCause {
    if (this.regime === Regime.NO_POWER) return 'NO_POWER';
    if (this.regime === Regime.DOOR_OPEN) return 'DOOR_OPEN';
    const { setpoint, level, offset } = this.air;
    if (
      plannedSetpointCelsius !== null &&
      Math.abs(setpoint - plannedSetpointCelsius) > SETPOINT_KELVIN
    )
      return 'SETPOINT';
    if (!this.air.isControlled && level > setpoint + offset) return 'COOLING_WEAK';
    return 'UNKNOWN';
  }
}

interface Step {
  readonly sample: TwinSample;
  readonly regime: Regime;
  readonly hours: number;
  readonly isGap: boolean;
  /** Air as measured, NaN where none was, and what its sensors add to that at the fruit. */
  readonly air: number;
  readonly rest: number;
}

function followed(
  fruit: FruitBelief | null,
  celsius: number | null,
  { sample, regime, hours, isGap, air, rest }: Step,
): FruitBelief | null {
  const isProbed = !sample.isEstimated;
  const isOther = fruit !== null && celsius !== null && fruit.isProbed !== isProbed;
  if (fruit === null || isOther) {
    return celsius === null ? fruit : FruitBelief.startingAt(celsius, isProbed, regime);
  }
  if (isGap) {
    if (celsius !== null) fruit.restartAt(celsius);
    return celsius === null ? null : fruit;
  }
  fruit.follow(hours, air, rest, regime, celsius);
  return fruit;
}

/** When the first critical limit is crossed; `now` when one has been. */
function harmOf(dangers: readonly Danger[], now: Instant): Instant | null {
  const times = dangers.flatMap(({ limit, isBeyond, crossesAt }) => {
    if (limit !== 'CRITICAL_HIGH' && limit !== 'CRITICAL_LOW') return [];
    if (isBeyond) return [now];
    return crossesAt === null ? [] : [crossesAt];
  });
  return times.length === 0 ? null : Math.min(...times);
}
