import { Inject, Injectable } from '@nestjs/common';
import { isValidAt, type Validity } from '@lenglian/placements';
import type { Clock } from '@lenglian/quantities';
import type { Records, RunRecord } from '@lenglian/records';
import { UnknownRecordError } from '../http/errors.ts';
import { PEOPLE_CLOCK, RECORDS } from '../parts.ts';

/** A run, and the spans of time of which somebody may see its data. */
export interface SeenRun {
  readonly run: RunRecord;
  readonly spans: readonly Validity[];
}

const ALWAYS: Validity = { from: -Infinity, until: null };

/** What organisations may see of each other's runs, by the grants of custody. */
@Injectable()
export class CustodyService {
  constructor(
    @Inject(RECORDS) private readonly records: Records,
    @Inject(PEOPLE_CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * One's own run, or one that is in one's custody now, with the legs that are.
   *
   * @throws UnknownRecordError for all others: for them it does not exist
   */
  async runInCustody(
    run: RunRecord | undefined,
    organisationId: string,
    id: string,
  ): Promise<RunRecord> {
    if (run?.organisationId === organisationId) return run;
    const granted = await this.records.grants.spans(organisationId, 'custody', id);
    const now = this.clock.now();
    const held = granted.filter((span) => isValidAt(span, now));
    if (!run || held.length === 0) throw new UnknownRecordError(`run ${id}`);
    const isSeen = (leg: number) =>
      held.some(({ legOrdinal }) => legOrdinal === null || legOrdinal === leg);
    return { ...run, legs: run.legs.filter((_, leg) => isSeen(leg)) };
  }

  /**
   * One's own run, or one that was ever in one's custody, with the time in which it was: what happened
   * then is the custodian's evidence, also afterwards.
   *
   * @throws UnknownRecordError for all others
   */
  async runEverInCustody(
    run: RunRecord | undefined,
    organisationId: string,
    id: string,
  ): Promise<SeenRun> {
    if (run?.organisationId === organisationId) return { run, spans: [ALWAYS] };
    const granted = await this.records.grants.spans(organisationId, 'custody', id);
    const now = this.clock.now();
    const spans = granted.filter(({ from }) => from <= now);
    if (!run || spans.length === 0) throw new UnknownRecordError(`run ${id}`);
    return { run, spans: withoutOverlaps(spans) };
  }
}

/** Two grants of the same time tell its readings once. @param spans by their beginning */
function withoutOverlaps(spans: readonly Validity[]): Validity[] {
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
