import type { AirBelief } from './air-belief.ts';
import { CORE_PER_HOUR, INSIDE_PER_HOUR, contactOf, type FruitBelief } from './fruit-belief.ts';
import { DRIFT_HOURS } from './product-filter.ts';
import { Regime } from './twin-sample.ts';
import type { LimitLine } from './predicted-limits.ts';

/** Fine steps first, coarse ones where nothing is sharp any more, h. */
const FINE_STEP = 1 / 12;
const COARSE_STEP = 1 / 4;
const FINE_UNTIL = 4;
/** How far ahead anything is said, h. */
export const HORIZON_HOURS = 24;
/** Time in which air without power, or with open doors, comes to where it will stay, h. [C] */
const STILL_AIR_HOURS = 0.4;
const DOOR_AIR_HOURS = 0.15;
/** Trends of the air that go on for longer than this were never seen to, h. Tuned. */
const TREND_FADES_HOURS = 1.5;
/** What the projected air may be wrong by, K, and how much more for each root of an hour. Tuned. */
const AIR_SIGMA = 0.25;
const AIR_SIGMA_PER_ROOT_HOUR = 0.15;
/** The same of still air, as a share of its distance from the product. */
const STILL_AIR_SIGMA_SHARE = 0.25;
/** What the surface may be wrong by: at rest, when just begun, and as a share of its way. Tuned. */
const SURFACE_SIGMA = 0.25;
const SURFACE_SIGMA_BEGUN = 0.4;
const SURFACE_SIGMA_SHARE = 0.3;
/**
 * Half the interval of the product from which earliest and latest come. Of a normal distribution
 * 1.28 would hold four in five; noise is not all that a model gets wrong, and on training trials it
 * takes this to hold 76 %.
 */
const INTERVAL_SIGMAS = 2.5;

/** When one line will be crossed, in hours from the belief; Infinity is "not within the horizon". */
export interface Crossing {
  readonly line: LimitLine;
  readonly hours: number;
  readonly earliestHours: number;
  readonly latestHours: number;
  /** How sure a crossing before the deadline is, in standard deviations; the most of all steps. */
  readonly sigmas: number;
}

/** Where one side of the product goes, step by step, with how far that may be wrong. */
class Path {
  hours = 0;
  /** At the probe; behind the surface where there is none. */
  inside: number;
  surface: number;
  /** By how much each went with the last step, K. */
  surfaceMoved = 0;
  insideMoved = 0;
  private core: number;
  private drift: number;
  /** Derivatives of the probe by where it began, drift, contact, and an error of the air. */
  private byProduct = 1;
  private byDrift = 0;
  private byContact = 0;
  private byAir = 0;
  private readonly fruit: FruitBelief;
  private readonly air: AirBelief;
  private readonly regime: Regime;
  private readonly startExcess: number;
  private readonly relativeTrend: number;
  private readonly isHeld: boolean;

  constructor(fruit: FruitBelief, air: AirBelief, regime: Regime) {
    this.fruit = fruit;
    this.air = air;
    this.regime = regime;
    this.surface = fruit.surface;
    this.core = fruit.core;
    this.inside = fruit.inside;
    this.drift = fruit.filter.drift;
    this.isHeld = regime === Regime.COOLING && air.isControlled;
    const rest = regime === Regime.COOLING ? air.rest : 0;
    this.startExcess = air.level - rest - fruit.surface;
    const rate =
      contactOf(regime) * this.startExcess + INSIDE_PER_HOUR * (this.inside - this.surface);
    this.relativeTrend = air.trend - rate;
  }

  step(hours: number): void {
    const excess = this.excess();
    const isKnown = !Number.isNaN(excess);
    const touching = this.surface + excess;
    const contact = isKnown ? this.fruit.filter.contact : 0;
    // The probe was followed by the air as it is measured, with all that its sensors add.
    const measured = touching + (this.regime === Regime.COOLING ? this.air.rest : 0);
    const toProbe = isKnown ? measured - this.inside : 0;
    const before = this.surface;
    const insideBefore = this.inside;
    const pull = isKnown ? contactOf(this.regime) * excess : 0;
    this.surface += hours * (pull + INSIDE_PER_HOUR * (this.inside - before));
    this.core += hours * CORE_PER_HOUR * (before - this.core);
    if (this.fruit.isProbed) {
      this.inside += hours * (contact * toProbe + this.drift);
      this.byDrift += hours * (Math.exp(-this.hours / DRIFT_HOURS) - contact * this.byDrift);
      this.byContact += hours * (toProbe - contact * this.byContact);
      this.byAir += hours * contact * (1 - this.byAir);
      this.byProduct -= hours * contact * this.byProduct;
      this.drift -= (hours * this.drift) / DRIFT_HOURS;
    } else {
      this.inside = this.core;
    }
    this.surfaceMoved = this.surface - before;
    this.insideMoved = this.inside - insideBefore;
    this.hours += hours;
  }

  /** How far each fruit may be from where it is expected, K. The probe's is NaN where there is none. */
  surfaceSigma = Number.NaN;
  probeSigma = Number.NaN;

  /** To be asked for once a step. */
  measureSigmas(): void {
    this.surfaceSigma = this.sigmaOfSurface();
    if (this.fruit.isProbed) this.probeSigma = this.sigmaOfProbe();
  }

  private sigmaOfProbe(): number {
    const [pp = 0, pd = 0, pk = 0, dd = 0, dk = 0, kk = 0] = this.fruit.filter.covariance;
    const { byProduct: p, byDrift: d, byContact: k, byAir } = this;
    const believed =
      p * p * pp + d * d * dd + k * k * kk + 2 * (p * d * pd + p * k * pk + d * k * dk);
    return Math.sqrt(Math.max(1e-4, believed) + (byAir * this.airSigma()) ** 2);
  }

  private sigmaOfSurface(): number {
    const begun = SURFACE_SIGMA_BEGUN * Math.exp(-this.fruit.hours - this.hours);
    const way = SURFACE_SIGMA_SHARE * (this.surface - this.fruit.surface);
    return Math.sqrt(SURFACE_SIGMA ** 2 + begun ** 2 + way ** 2);
  }

  /** Air less surface, K, at this point of the path. */
  private excess(): number {
    const { air, regime, hours } = this;
    if (Number.isNaN(air.level)) return Number.NaN;
    if (regime === Regime.NO_POWER || regime === Regime.DOOR_OPEN) return this.stillExcess();
    if (this.isHeld) return air.heldCelsius - air.rest - this.surface;
    const trend =
      this.relativeTrend * TREND_FADES_HOURS * (1 - Math.exp(-hours / TREND_FADES_HOURS));
    return this.notBeyondSetpoint(this.startExcess + trend);
  }

  private stillExcess(): number {
    const { air, regime, hours, surface } = this;
    if (Number.isNaN(air.ambient)) return this.startExcess;
    const settled = air.leakShare * (air.ambientIn(hours) - surface);
    const span = regime === Regime.NO_POWER ? STILL_AIR_HOURS : DOOR_AIR_HOURS;
    return settled + (this.startExcess - settled) * Math.exp(-hours / span);
  }

  /** A machine that brings the air to its set-point stops there. */
  private notBeyondSetpoint(excess: number): number {
    const { level, setpoint, offset, rest } = this.air;
    if (Number.isNaN(setpoint)) return excess;
    const target = setpoint + offset;
    const wanted = target - rest - this.surface;
    return level > target ? Math.max(excess, wanted) : Math.min(excess, wanted);
  }

  private airSigma(): number {
    const drifting = AIR_SIGMA + AIR_SIGMA_PER_ROOT_HOUR * Math.sqrt(this.hours);
    if (this.regime === Regime.COOLING) return drifting;
    const still = STILL_AIR_SIGMA_SHARE * Math.abs(this.excess());
    return Math.max(AIR_SIGMA, Number.isNaN(still) ? drifting : still);
  }
}

/** Where the lines of one direction will be crossed. Cost: about 130 steps whatever was seen. */
export function project(
  fruit: FruitBelief,
  air: AirBelief,
  regime: Regime,
  lines: readonly LimitLine[],
  deadlineHours: number,
): Crossing[] {
  const path = new Path(fruit, air, regime);
  const found = lines.map((line) => ({
    line,
    hours: Number.POSITIVE_INFINITY,
    earliestHours: Number.POSITIVE_INFINITY,
    latestHours: Number.POSITIVE_INFINITY,
    sigmas: Number.NEGATIVE_INFINITY,
  }));
  while (path.hours < HORIZON_HOURS) {
    path.step(path.hours < FINE_UNTIL ? FINE_STEP : COARSE_STEP);
    path.measureSigmas();
    for (const crossing of found) pass(crossing, path, deadlineHours);
  }
  return found;
}

type Passing = { -readonly [Key in keyof Crossing]: Crossing[Key] };

/**
 * Notes what one step of the path means for one line: whichever fruit passes it furthest counts. What is on its way
 * back, from a door or a power loss that is over, crosses nothing.
 */
function pass(crossing: Passing, path: Path, deadlineHours: number): void {
  const { celsius, direction } = crossing.line;
  const { hours } = path;
  let kelvin = Number.NEGATIVE_INFINITY;
  let sigma = 1;
  if (direction * path.surfaceMoved >= 0) {
    kelvin = direction * (path.surface - celsius);
    sigma = path.surfaceSigma;
  }
  const probe = direction * (path.inside - celsius);
  if (direction * path.insideMoved >= 0 && probe / path.probeSigma > kelvin / sigma)
    [kelvin, sigma] = [probe, path.probeSigma];
  if (kelvin > 0) crossing.hours = Math.min(crossing.hours, hours);
  if (kelvin + INTERVAL_SIGMAS * sigma > 0) {
    crossing.earliestHours = Math.min(crossing.earliestHours, hours);
  }
  if (kelvin - INTERVAL_SIGMAS * sigma > 0) {
    crossing.latestHours = Math.min(crossing.latestHours, hours);
  }
  if (hours <= deadlineHours) crossing.sigmas = Math.max(crossing.sigmas, kelvin / sigma);
}
