import type { JournalPosition, TrimOutcome, TrimRequest } from '@lenglian/journal';
import type { BrokerStore } from './broker-store.ts';

export interface KeepPolicy {
  readonly keepMs: number;
  readonly keepBytes: number;
  /** Below this much room above the reserve, what everybody has read goes at once; bytes. */
  readonly pressedBelowBytes: number;
}

/** What trimming needs of the journal. */
export interface TrimmableJournal {
  readonly roomBytes: number;
  trim(request: TrimRequest): Promise<TrimOutcome>;
}

/**
 * Who reads the journal and how far each has come; what all of them have passed may be trimmed.
 * Without any reader nothing is: what nobody has read is not ours to drop.
 */
export class JournalReaders {
  private readonly store: BrokerStore;
  private readonly positions = new Map<string, JournalPosition>();
  private isChanged = false;

  constructor(store: BrokerStore) {
    this.store = store;
    for (const { reader, position } of store.readers()) this.positions.set(reader, position);
  }

  report(reader: string, position: JournalPosition): void {
    this.positions.set(reader, position);
    this.isChanged = true;
  }

  /** The seq that every reader has passed; undefined when there is no reader. */
  get passedSeq(): number | undefined {
    if (this.positions.size === 0) return undefined;
    return Math.min(...[...this.positions.values()].map((position) => position.seq));
  }

  /**
   * Remembers over a restart how far readers, and the journal itself, have come. Positions may be a
   * little old, which only keeps more.
   */
  save(end: JournalPosition): void {
    this.store.saveJournalSeq(end.seq);
    if (!this.isChanged) return;
    this.isChanged = false;
    this.store.saveReaders([...this.positions].map(([reader, position]) => ({ reader, position })));
  }

  /** Trims what the policy lets go. */
  async trim(journal: TrimmableJournal, policy: KeepPolicy): Promise<TrimOutcome | undefined> {
    const throughSeq = this.passedSeq;
    if (throughSeq === undefined) return undefined;
    return journal.trim({
      throughSeq,
      keepMs: policy.keepMs,
      keepBytes: policy.keepBytes,
      isPressed: journal.roomBytes < policy.pressedBelowBytes,
    });
  }
}
