import type { VerdictChange } from '@lenglian/breaches';
import type { JudgeStore } from './judge-store.ts';

const BATCH = 2_000;

/** Hands verdicts on one batch at a time; the next goes when the last is known to be applied. */
export class Outbox {
  private readonly store: JudgeStore;
  private readonly send: (changes: VerdictChange[]) => void;
  private applied: number;
  private inFlight = false;

  constructor(store: JudgeStore, applied: number, send: (changes: VerdictChange[]) => void) {
    this.store = store;
    this.applied = applied;
    this.send = send;
    store.dropVerdictsThrough(applied);
  }

  /** New verdicts were committed; they go at once when nothing is in flight. */
  push(changes: readonly VerdictChange[]): void {
    if (changes.length > 0) this.pump();
  }

  onApplied(through: number): void {
    this.inFlight = false;
    this.applied = Math.max(this.applied, through);
    this.store.dropVerdictsThrough(this.applied);
    this.pump();
  }

  /** Whether everything that was committed is known to be applied. */
  get isEmpty(): boolean {
    return !this.inFlight && this.store.verdictsAfter(this.applied, 1).length === 0;
  }

  pump(): void {
    if (this.inFlight) return;
    const batch = this.store.verdictsAfter(this.applied, BATCH);
    if (batch.length === 0) return;
    this.inFlight = true;
    this.send(batch);
  }
}
