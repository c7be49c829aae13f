import type { Duration } from '@lenglian/quantities';
import type { Log } from './log.ts';

/** Work that is done again and again until it is stopped. */
export interface Periodic {
  /** Resolves when the run under way, if any, has ended. */
  stop(): Promise<void>;
}

/**
 * Does `work` now and then again `pause` after each end: never twice at once, and a failure is logged
 * and tried again.
 */
export function every(pause: Duration, name: string, log: Log, work: () => unknown): Periodic {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const run = async (): Promise<void> => {
    try {
      await work();
    } catch (error) {
      log.error({ err: error }, `${name} failed`);
    }
    if (!isStopped) {
      timer = setTimeout(() => {
        running = run();
      }, pause);
    }
  };
  let running = run();
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
