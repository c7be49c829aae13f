import type { JournalPosition } from '@lenglian/journal';

/** A piece of the journal that is done although something before it is not. */
export interface Island {
  /** The position before its first entry. */
  readonly after: JournalPosition;
  readonly through: JournalPosition;
}

/** Done ranges of the journal: everything up to `front`, and islands beyond it, in order. */
export interface SavedProgress {
  readonly front: JournalPosition | null;
  readonly islands: readonly Island[];
}

/** A stretch to read next: the entries after `after`, up to `upTo` where that is known. */
export interface Stretch {
  readonly kind: 'live' | 'backlog';
  readonly after: JournalPosition;
  readonly upTo?: number;
}

/**
 * How far the judge is, as done ranges. After a pause the newest entries are read first and the hole
 * behind them is filled later, which is allowed because no verdict depends on the order.
 */
export class Progress {
  private front: JournalPosition;
  private islands: Island[];

  constructor(beginning: JournalPosition, saved?: SavedProgress) {
    this.front = saved?.front ?? beginning;
    this.islands = [...(saved?.islands ?? [])];
  }

  /** Everything up to here is done, without a hole. */
  get safe(): JournalPosition {
    return this.front;
  }

  /** The newest position that is done. */
  get newest(): JournalPosition {
    return this.islands.at(-1)?.through ?? this.front;
  }

  get hasBacklog(): boolean {
    return this.islands.length > 0;
  }

  /** Entries in holes. */
  get backlogEntries(): number {
    let before = this.front.seq;
    let entries = 0;
    for (const island of this.islands) {
      entries += Math.max(0, island.after.seq - before);
      before = island.through.seq;
    }
    return entries;
  }

  /** Leaves a hole: reading goes on after `position`, and what lies between is filled later. */
  leapTo(position: JournalPosition): void {
    if (position.seq <= this.newest.seq) return;
    this.islands.push({ after: position, through: position });
  }

  /** Where the newest entries continue. */
  live(): Stretch {
    return { kind: 'live', after: this.newest };
  }

  /** The oldest hole, if there is one. */
  backlog(): Stretch | undefined {
    const next = this.islands[0];
    return next && { kind: 'backlog', after: this.front, upTo: next.after.seq };
  }

  /** Marks a stretch done up to and including `through`. */
  advance(stretch: Stretch, through: JournalPosition): void {
    if (stretch.kind === 'live' && this.islands.length > 0) {
      const last = this.islands[this.islands.length - 1] as Island;
      this.islands[this.islands.length - 1] = { after: last.after, through };
    } else {
      this.front = through;
    }
    this.closeHoles();
  }

  /** The journal was trimmed under us: what was in the hole is gone, and is nobody's to wait for. */
  skipTo(stretch: Stretch, position: JournalPosition): void {
    const limit = stretch.upTo === undefined ? position.seq : Math.min(position.seq, stretch.upTo);
    this.advance(stretch, { epoch: position.epoch, seq: limit });
  }

  save(): SavedProgress {
    return { front: this.front, islands: [...this.islands] };
  }

  private closeHoles(): void {
    let next = this.islands[0];
    while (next && next.after.seq <= this.front.seq) {
      if (next.through.seq > this.front.seq) this.front = next.through;
      this.islands.shift();
      next = this.islands[0];
    }
  }
}
