import { monitorEventLoopDelay } from 'node:perf_hooks';

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
  stop(): void;
}

/** How often the loop is probed; the histogram counts this wait as well, so it is taken off. */
const RESOLUTION_MS = 10;

/** Starts watching. Costs one timer of 10 ms. */
export function watchEventLoop(): EventLoopWatch {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  const late = (nanoseconds: number): number =>
    Math.max(0, Math.round((nanoseconds / 1e6 - RESOLUTION_MS) * 100) / 100);
  return {
    take() {
      const delay = {
        p50Ms: late(histogram.percentile(50)),
        p99Ms: late(histogram.percentile(99)),
        maxMs: late(histogram.max),
      };
      histogram.reset();
      return delay;
    },
    stop() {
      histogram.disable();
    },
  };
}
