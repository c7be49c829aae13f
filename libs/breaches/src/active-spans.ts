import type { Instant } from '@lenglian/quantities';

/** Plain JSON; an open end is null. */
export type SavedSpans = readonly (readonly [from: Instant, to: Instant | null])[];

/** Spans kept at most; beyond it the two nearest become one. */
export const SPANS_MAX = 32;

/**
 * The stretches of event time, both ends included, in which any rule of a lot had something pending
 * or open. Outside of them a late sample with nothing bad to say changes nothing, so nothing need be
 * judged again. Under pressure it remembers more than was active, never less.
 */
export class ActiveSpans {
  private spans: { from: Instant; to: Instant }[];

  constructor(saved: SavedSpans = []) {
    this.spans = saved.map(([from, to]) => ({ from, to: to ?? Number.POSITIVE_INFINITY }));
  }

  covers(at: Instant): boolean {
    for (let i = this.spans.length - 1; i >= 0; i--) {
      const span = this.spans[i] as { from: Instant; to: Instant };
      if (span.from <= at) return at <= span.to;
    }
    return false;
  }

  /** Something became active at `at`, later than every span. */
  begin(at: Instant): void {
    this.spans.push({ from: at, to: Number.POSITIVE_INFINITY });
    if (this.spans.length > SPANS_MAX) this.mergeNearest();
  }

  /** Nothing is active any more. */
  end(at: Instant): void {
    const last = this.spans.at(-1);
    if (last) last.to = at;
  }

  /** Forgets what came after `at`, when something was still active or not. */
  cut(at: Instant, isActive: boolean): void {
    this.spans = this.spans.filter((span) => span.from <= at);
    const last = this.spans.at(-1);
    if (last && last.to > at) last.to = isActive ? Number.POSITIVE_INFINITY : at;
  }

  save(): SavedSpans {
    return this.spans.map(({ from, to }) => [from, Number.isFinite(to) ? to : null] as const);
  }

  private mergeNearest(): void {
    let nearest = 1;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 1; i < this.spans.length; i++) {
      const hole = (this.spans[i]?.from ?? 0) - (this.spans[i - 1]?.to ?? 0);
      if (hole < least) [nearest, least] = [i, hole];
    }
    const [gone] = this.spans.splice(nearest, 1);
    const kept = this.spans[nearest - 1];
    if (gone && kept) kept.to = gone.to;
  }
}
