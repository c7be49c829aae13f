import { MINUTE, type Duration, type Instant } from '@lenglian/quantities';
import type { Fix } from './majority.ts';
import type { Route } from './route.ts';
import { kilometresBetween } from './sphere.ts';

/**
 * A way from one end to the other by this point is at least so long; a real one is at most 1.5 times the straight
 * line. [C] The seeded rail legs have 1.34 and 1.48.
 */
const DETOUR_MAX = 1.5;
const SLACK_KILOMETRES = 120;
/** Back on the route only well inside. */
const BACK_SLACK_KILOMETRES = 90;
const OFF_AFTER: Duration = 30 * MINUTE;

/** Tells whether a run has left its way. */
export class OffRoute {
  private readonly route: Route;
  private beyondSince: Instant | null = null;
  /** Since when it is off the route; null while it is not. */
  since: Instant | null = null;

  constructor(route: Route) {
    this.route = route;
  }

  /** @param last the last place that it was at; on the way to the next */
  take(fix: Fix, last: number): void {
    const from = this.route.places[last];
    const to = this.route.places[last + 1];
    if (!from || !to) return this.back();
    const straight = kilometresBetween(from, to);
    const around = kilometresBetween(from, fix) + kilometresBetween(fix, to);
    if (around <= DETOUR_MAX * straight + BACK_SLACK_KILOMETRES) return this.back();
    if (around <= DETOUR_MAX * straight + SLACK_KILOMETRES) return;
    this.beyondSince ??= fix.at;
    if (fix.at - this.beyondSince >= OFF_AFTER) this.since ??= this.beyondSince;
  }

  back(): void {
    this.beyondSince = null;
    this.since = null;
  }
}
