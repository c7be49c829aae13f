import type { ColdChainError } from '@lenglian/errors';

interface Waiter {
  readonly condition: () => boolean;
  readonly resolve: () => void;
  readonly reject: (error: ColdChainError) => void;
}

/** Lets one flow wait for conditions that others bring about. */
export class Progress {
  private waiters: Waiter[] = [];
  private failure: ColdChainError | undefined;

  /** Something changed: look at what is waited for. */
  notify(): void {
    const met = this.waiters.filter(({ condition }) => condition());
    if (met.length === 0) return;
    this.waiters = this.waiters.filter((waiter) => !met.includes(waiter));
    for (const { resolve } of met) resolve();
  }

  /** Nothing will come of it any more: everybody who waits, now or later, is told why. */
  fail(error: ColdChainError): void {
    this.failure ??= error;
    const waiters = this.waiters;
    this.waiters = [];
    for (const { reject } of waiters) reject(this.failure);
  }

  /** Resolves once `condition` holds at a `notify`, or at once. */
  until(condition: () => boolean): Promise<void> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    if (condition()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.waiters.push({ condition, resolve, reject });
    });
  }
}
