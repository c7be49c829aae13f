import { MINUTE, type Duration, type Instant } from '@lenglian/quantities';
import type { Fix } from './majority.ts';
import { radiiOf, type Route } from './route.ts';
import { kilometresBetween } from './sphere.ts';

/** When a run was at a place; null where positions do not tell. */
export interface Visit {
  readonly arrivedAt: Instant | null;
  readonly departedAt: Instant | null;
}

/** In a row, before it counts: one stray fix neither arrives nor departs. */
const ENTERS_WITH = 2;
const LEAVES_WITH = 2;
const LEAVES_BEYOND = 1.5;
/** Within a place before those that come first by plan, for this long: it was not merely on the way. */
const PASSES_OVER_AFTER: Duration = 30 * MINUTE;

interface Approach {
  readonly index: number;
  readonly since: Instant;
  readonly count: number;
}

/** Follows a run from place to place; what people said of it counts from the moment of which they said it. */
export class Visits {
  private readonly route: Route;
  /** Of each place, what people said. */
  private readonly said: readonly Visit[];
  private readonly radii: readonly number[];
  private readonly visits: { arrivedAt: Instant | null; departedAt: Instant | null }[];
  private approach: Approach | undefined;
  private lastInside: Instant = 0;
  private outside = 0;
  /** The place that the run is at; null on the way. */
  at: number | null = null;
  /** The last place that it was at; -1 before it was at any. */
  last = -1;
  /** The last place that it was at, by what was measured or said. */
  reached = -1;
  /** The last place that it may still be on its way from: whoever is said to have come may have a little way to go. */
  behind = -1;

  constructor(route: Route, said: readonly Visit[] = []) {
    this.route = route;
    this.said = said;
    this.radii = radiiOf(route);
    this.visits = route.places.map(() => ({ arrivedAt: null, departedAt: null }));
  }

  take(fix: Fix): void {
    this.hear(fix.at);
    if (this.at !== null) this.stay(this.at, fix);
    if (this.at === null) this.come(fix);
    this.reached = Math.max(this.reached, this.last);
    this.behind = Math.max(this.behind, this.last);
  }

  result(): readonly Visit[] {
    return this.visits;
  }

  /** Whether a fix lies within a place. */
  isWithin(index: number, fix: Pick<Fix, 'latitudeDegrees' | 'longitudeDegrees'>): boolean {
    return this.distance(index, fix) <= this.radii[index]!;
  }

  /** Whether it has been at a place and is on its way from there. */
  hasLeft(index: number): boolean {
    return this.at !== index && this.behind >= index;
  }

  private hear(now: Instant): void {
    this.said.forEach(({ arrivedAt, departedAt }, index) => {
      const hasLeft = departedAt !== null && departedAt <= now;
      if (!hasLeft && (arrivedAt === null || arrivedAt > now)) return;
      this.reached = Math.max(this.reached, index);
      this.behind = Math.max(this.behind, hasLeft ? index : index - 1);
    });
  }

  private stay(index: number, fix: Fix): void {
    if (this.isWithin(index, fix)) {
      this.lastInside = fix.at;
      this.outside = 0;
      return;
    }
    // Between the two circles nothing is decided.
    if (this.distance(index, fix) <= LEAVES_BEYOND * this.radii[index]!) return;
    this.outside += 1;
    if (this.outside < LEAVES_WITH) return;
    // Whoever is at the last place is at its end: what moves on are empty boxes.
    if (index === this.route.places.length - 1) return;
    this.visits[index]!.departedAt = this.lastInside;
    this.at = null;
  }

  private come(fix: Fix): void {
    const index = this.candidate(fix);
    if (index === undefined) {
      this.approach = undefined;
      return;
    }
    const before = this.approach?.index === index ? this.approach : undefined;
    const approach = { index, since: before?.since ?? fix.at, count: (before?.count ?? 0) + 1 };
    this.approach = approach;
    const isNext = index <= this.reached + 1;
    const hasStayed = isNext || fix.at - approach.since >= PASSES_OVER_AFTER;
    if (approach.count >= ENTERS_WITH && hasStayed) this.arrive(approach, fix);
  }

  private arrive({ index, since }: Approach, fix: Fix): void {
    const visit = this.visits[index]!;
    // Back at the place that it had just left: it had not left.
    if (index !== this.last) visit.arrivedAt = since;
    visit.departedAt = null;
    this.at = index;
    this.last = index;
    this.lastInside = fix.at;
    this.outside = 0;
    this.approach = undefined;
  }

  /** The first place of the rest of the way, the one just left among them, that a fix lies within. */
  private candidate(fix: Fix): number | undefined {
    for (let index = Math.max(0, this.last); index < this.radii.length; index++)
      if (this.isWithin(index, fix)) return index;
    return undefined;
  }

  private distance(index: number, fix: Pick<Fix, 'latitudeDegrees' | 'longitudeDegrees'>): number {
    return kilometresBetween(this.route.places[index]!, fix);
  }
}
