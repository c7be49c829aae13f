import { AsyncLocalStorage } from 'node:async_hooks';

const watches = new AsyncLocalStorage<CommitWatch>();

/**
 * Tells, after some work has failed, whether changes of the records that it made may have been
 * committed before it did: else it can be done again as if it had never begun.
 */
export class CommitWatch {
  mayHaveCommitted = false;

  /** Does the work; whatever it changes on its way, also deep inside, is seen. */
  run<Result>(work: () => Promise<Result>): Promise<Result> {
    return watches.run(this, work);
  }
}

/** Said by the audited writer when nothing but the commit is left, which may fail and still be done. */
export function tellCommit(): void {
  const watch = watches.getStore();
  if (watch) watch.mayHaveCommitted = true;
}
