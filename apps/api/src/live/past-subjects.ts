import type { LotRecord, Records, RunRecord } from '@lenglian/records';

/** Of each kind; the longest known make room. */
const REMEMBERED = 10_000;

/** Ids of what something refers to; null where it refers to nothing. */
export interface SubjectIds {
  readonly runId: string | null;
  readonly lotId: string | null;
}

/**
 * Runs that are over and lots that lie nowhere any more, as far as somebody looks at them: an alert
 * that is still to be answered, an old run's page. The board holds only what is under way.
 */
export class PastSubjects {
  private readonly runs = new Map<string, RunRecord>();
  private readonly lots = new Map<string, LotRecord>();
  private readonly records: Pick<Records, 'journeys'>;

  constructor(records: Pick<Records, 'journeys'>) {
    this.records = records;
  }

  run(id: string): RunRecord | undefined {
    return this.runs.get(id);
  }

  lot(id: string): LotRecord | undefined {
    return this.lots.get(id);
  }

  /** Reads, as they now are, those that are not on the board. */
  async learn(
    subjects: Iterable<SubjectIds>,
    board: { readonly runs: Known; readonly lots: Known },
  ): Promise<void> {
    const seen = new Set<string>();
    for (const { runId, lotId } of subjects) {
      if (isNew(runId, board.runs, seen))
        remember(this.runs, await this.records.journeys.run(runId));
      if (isNew(lotId, board.lots, seen))
        remember(this.lots, await this.records.journeys.lot(lotId));
    }
  }
}

type Known = Pick<ReadonlyMap<string, unknown>, 'has'>;

function isNew(id: string | null, known: Known, seen: Set<string>): id is string {
  if (id === null || known.has(id) || seen.has(id)) return false;
  seen.add(id);
  return true;
}

function remember<Item extends { readonly id: string }>(
  items: Map<string, Item>,
  item: Item | undefined,
): void {
  if (item === undefined) return;
  items.delete(item.id);
  items.set(item.id, item);
  if (items.size <= REMEMBERED) return;
  const longest = items.keys().next();
  if (!longest.done) items.delete(longest.value);
}
