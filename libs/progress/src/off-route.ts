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

/** A time in which a run, or one of its units, was not where it should be. */
export interface Astray {
  /** The first position that shows it. */
  readonly from: Instant;
  /** The position that proved it. */
  readonly provenAt: Instant;
  /** The first position that shows otherwise; null while it lasts. */
  readonly until: Instant | null;
}

/** Tells whether a run has left its way. */
export class OffRoute {
  private readonly route: Route;
  private beyondSince: Instant | null = null;
  private readonly times: Astray[] = [];

  constructor(route: Route) {
    this.route = route;
  }

  /** @param behind the last place that it was at: it may be on any leg from there on, for stops are missed */
  take(fix: Fix, behind: number): void {
    const { places } = this.route;
    if (behind < 0 || behind >= places.length - 1) return this.back(fix.at);
    const beyond = Math.min(
      ...places.slice(behind, -1).map((from, leg) => {
        const to = places[behind + leg + 1]!;
        const around = kilometresBetween(from, fix) + kilometresBetween(fix, to);
        return around - DETOUR_MAX * kilometresBetween(from, to);
      }),
    );
    if (beyond <= BACK_SLACK_KILOMETRES) return this.back(fix.at);
    if (beyond <= SLACK_KILOMETRES) return;
    this.beyondSince ??= fix.at;
    const { isLasting, beyondSince: since } = this;
    if (!isLasting && fix.at - since >= OFF_AFTER)
      this.times.push({ from: since, provenAt: fix.at, until: null });
  }

  back(at: Instant): void {
    this.beyondSince = null;
    const last = this.times.at(-1);
    if (last && this.isLasting) this.times[this.times.length - 1] = { ...last, until: at };
  }

  result(): readonly Astray[] {
    return this.times;
  }

  private get isLasting(): boolean {
    return this.times.at(-1)?.until === null;
  }
}
