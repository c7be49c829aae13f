import { isForOwnerAlone } from '@lenglian/breaches';
import { isValidAt, overlapOf, type Validity } from '@lenglian/placements';
import type { Instant } from '@lenglian/quantities';
import type {
  AlertRecord,
  BindingRecord,
  GrantedSpan,
  Records,
  RunRecord,
} from '@lenglian/records';

/** A run of another organisation, as far as it is or was in somebody's custody. */
export class HeldRun {
  private readonly runId: string;
  private readonly granted: readonly GrantedSpan[];
  private readonly rides: readonly BindingRecord[];

  /** @param rides the units on the run, each with the time in which it was */
  constructor(runId: string, granted: readonly GrantedSpan[], rides: readonly BindingRecord[]) {
    this.runId = runId;
    this.granted = granted;
    this.rides = rides;
  }

  isHeldAt(at: Instant): boolean {
    return this.granted.some((span) => isValidAt(span, at));
  }

  /** The run with the legs that are in custody at a moment. */
  withLegsHeldAt(run: RunRecord, at: Instant): RunRecord {
    const held = this.granted.filter((span) => isValidAt(span, at));
    const isHeld = (leg: number) =>
      held.some(({ legOrdinal }) => legOrdinal === null || legOrdinal === leg);
    return { ...run, legs: run.legs.filter((_, leg) => isHeld(leg)) };
  }

  /** The time in which a unit rode on the run in custody. */
  spansOf(unitId: string): Validity[] {
    const rides = this.rides.filter(({ subjectId }) => subjectId === unitId);
    return sharedSpans(rides, this.granted);
  }

  /** Whether an alert began on this run while it was in custody, and is for others than the owner. */
  hasSeenBegin({
    rule,
    runId,
    startedAt,
  }: Pick<AlertRecord, 'rule' | 'runId' | 'startedAt'>): boolean {
    return runId === this.runId && !isForOwnerAlone(rule) && isWithin(this.granted, startedAt);
  }
}

/** What an organisation has, or had, of a run in custody; undefined when it never had anything. */
export async function readHeldRun(
  records: Pick<Records, 'grants' | 'bindings'>,
  organisationId: string,
  runId: string,
): Promise<HeldRun | undefined> {
  const granted = await records.grants.spans(organisationId, 'custody', runId);
  if (granted.length === 0) return undefined;
  const rides = await records.bindings.list({ kind: 'unit', targetId: runId });
  return new HeldRun(runId, granted, rides);
}

export function isWithin(spans: readonly Validity[], at: Instant): boolean {
  return spans.some((span) => isValidAt(span, at));
}

/** What lies in both, by its beginning; two grants of the same time count once. */
export function sharedSpans(a: readonly Validity[], b: readonly Validity[]): Validity[] {
  const shared = a.flatMap((one) => b.flatMap((other) => overlapOf(one, other) ?? []));
  return withoutOverlaps(shared.sort((one, other) => one.from - other.from));
}

/** @param spans by their beginning */
export function withoutOverlaps(spans: readonly Validity[]): Validity[] {
  const joined: Validity[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (!last || (last.until !== null && last.until < span.from)) {
      joined.push({ from: span.from, until: span.until });
      continue;
    }
    const until =
      last.until === null || span.until === null ? null : Math.max(last.until, span.until);
    joined[joined.length - 1] = { from: last.from, until };
  }
  return joined;
}
