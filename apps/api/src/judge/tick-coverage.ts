import { MINUTE, SECOND, type Duration, type Instant } from '@lenglian/quantities';

/** Stretches of time in which ticks came, in order, apart by more than `TICK_HOLE`. */
export interface SavedTicks {
  readonly stretches: readonly (readonly [from: Instant, to: Instant])[];
}

/** Two ticks further apart than this: between them we were not there (design §6). */
export const TICK_HOLE: Duration = 5 * SECOND;
/** The same where a simulator tells the time, a tick for each of its steps. */
export const SIMULATED_TICK_HOLE: Duration = 6 * MINUTE;
const STRETCHES_MAX = 1_000;

/**
 * When we were there to hear anything, as told by the journal's ticks, in whatever order they are
 * read. Silence of a device counts only inside: time without ticks is our outage, not the device's.
 */
export class TickCoverage {
  private stretches: [Instant, Instant][];
  private readonly hole: Duration;

  /** @param hole two ticks further apart than this have time without us between them */
  constructor(saved?: SavedTicks, hole: Duration = TICK_HOLE) {
    this.hole = hole;
    this.stretches = (saved?.stretches ?? []).map(([from, to]) => [from, to]);
  }

  /** The newest tick: the only "now" the judge has. */
  get now(): Instant | null {
    return this.stretches.at(-1)?.[1] ?? null;
  }

  add(tick: Instant): void {
    const last = this.stretches.at(-1);
    if (last && tick >= last[0] && tick - last[1] <= this.hole) {
      if (tick > last[1]) last[1] = tick;
      return;
    }
    this.insert(tick);
  }

  /** How much of `from`…now we were there, in milliseconds. */
  coveredSince(from: Instant): Duration {
    let covered = 0;
    for (let i = this.stretches.length - 1; i >= 0; i--) {
      const [start, end] = this.stretches[i] as [Instant, Instant];
      if (end <= from) break;
      covered += end - Math.max(start, from);
    }
    return covered;
  }

  save(): SavedTicks {
    return { stretches: this.stretches.map(([from, to]) => [from, to] as const) };
  }

  private insert(tick: Instant): void {
    const merged: [Instant, Instant][] = [];
    for (const stretch of [...this.stretches, [tick, tick] as [Instant, Instant]].sort(
      (a, b) => a[0] - b[0],
    )) {
      const last = merged.at(-1);
      if (last && stretch[0] - last[1] <= this.hole) last[1] = Math.max(last[1], stretch[1]);
      else merged.push(stretch);
    }
    this.stretches = merged.slice(-STRETCHES_MAX);
  }
}
