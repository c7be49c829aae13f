import { createHistogram } from 'node:perf_hooks';

/** How late the event loop was, in milliseconds, since the last look. */
export interface EventLoopDelay {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** Watches how late this process's event loop runs. */
export interface EventLoopWatch {
  /** The delays since the last call, which begins a new period. */
  take(): EventLoopDelay;
  /**
   * How many probes since the beginning came at most so late as each of `LATE_BOUNDS_MS`, and then how many
   * there were. Of two looks anybody can tell what was between them, whoever else looked meanwhile.
   */
  lateCounts(): number[];
  stop(): void;
}

/** Close to each other where the contract asks: p99 of 50 ms, never 200. */
export const LATE_BOUNDS_MS: readonly number[] = [
  1, 2, 5, 10, 15, 20, 30, 40, 50, 75, 100, 150, 200, 300, 500, 1_000, 2_000, 5_000,
];

/** How often the loop is probed. */
const PROBE_MS = 10;
const NANOSECONDS = 1e6;

/** Starts watching. Costs one timer of 10 ms, which keeps no process alive. */
export function watchEventLoop(): EventLoopWatch {
  const period = createHistogram();
  const counts = new Array<number>(LATE_BOUNDS_MS.length + 1).fill(0);
  let last = performance.now();
  const probe = setInterval(() => {
    const now = performance.now();
    const late = Math.max(0, now - last - PROBE_MS);
    last = now;
    // The histogram takes whole nanoseconds, from one on.
    period.record(Math.max(1, Math.round(late * NANOSECONDS)));
    note(counts, late);
  }, PROBE_MS).unref();
  return {
    take() {
      const delay = {
        p50Ms: toMilliseconds(period.percentile(50)),
        p99Ms: toMilliseconds(period.percentile(99)),
        maxMs: toMilliseconds(period.max),
      };
      period.reset();
      return delay;
    },
    lateCounts: () => [...counts],
    stop: () => clearInterval(probe),
  };
}

/**
 * The delay that a share of the probes between two looks did not exceed, in milliseconds, even between two bounds;
 * ∞ when it was beyond the last bound, NaN without any probe, and where the looks are not of one count: a process
 * that began anew between them counts from 0 again.
 *
 * @param share between 0 and 1
 */
export function lateWithin(
  share: number,
  before: readonly number[],
  after: readonly number[],
): number {
  const counts = after.map((count, i) => count - (before[i] ?? Number.NaN));
  const all = counts.at(-1) ?? 0;
  const areOfOneCount = before.length === after.length && counts.every((count) => count >= 0);
  if (all === 0 || !areOfOneCount) return Number.NaN;
  const wanted = share * all;
  const at = counts.findIndex((count) => count >= wanted);
  const upper = LATE_BOUNDS_MS[at] ?? Number.POSITIVE_INFINITY;
  const [lower, below] = [LATE_BOUNDS_MS[at - 1] ?? 0, counts[at - 1] ?? 0];
  const within = (counts[at] as number) - below;
  return within === 0 ? lower : lower + ((upper - lower) * (wanted - below)) / within;
}

function note(counts: number[], late: number): void {
  for (let i = 0; i < LATE_BOUNDS_MS.length; i++) {
    if (late <= (LATE_BOUNDS_MS[i] as number)) counts[i] = (counts[i] as number) + 1;
  }
  counts[LATE_BOUNDS_MS.length] = (counts[LATE_BOUNDS_MS.length] as number) + 1;
}

function toMilliseconds(nanoseconds: number): number {
  return Math.round(nanoseconds / 1e4) / 100;
}
