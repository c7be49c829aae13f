import { overlapOf, type Validity } from '@lenglian/placements';
import type { Instant } from '@lenglian/quantities';
import { minutesOf, type BreachSpan, type Exposure } from '../lineage/exposure.ts';
import type { HandOverResult, HandOverState } from './hand-over.ts';

/** One hand-over of one lot, as far as custody goes. */
export interface CustodyEvent {
  readonly handOverId: string;
  readonly handedOverAt: Instant;
  readonly fromName: string;
  readonly toName: string;
  readonly state: HandOverState;
  readonly result: HandOverResult;
}

/** Who answered for the goods, from when until when. */
export interface CustodySpan {
  /** Null: nobody is on record. */
  readonly custodianName: string | null;
  /** Null: since before anything is on record. */
  readonly from: Instant | null;
  /** Null: still. */
  readonly until: Instant | null;
  /** The hand-over by which it began, and where that stands. */
  readonly handOverId: string | null;
  readonly state: HandOverState | null;
}

/**
 * The chain of custody of a lot. Goods that were rejected stay with whoever brought them; a record that
 * another one replaced does not count; a disputed one counts and says so.
 *
 * @param events of one lot, in any order
 */
export function custodyOf(events: readonly CustodyEvent[]): CustodySpan[] {
  const counted = events
    .filter(({ state, result }) => state !== 'SUPERSEDED' && result !== 'REJECTED')
    .toSorted((a, b) => a.handedOverAt - b.handedOverAt || (a.handOverId < b.handOverId ? -1 : 1));
  const first = counted[0];
  if (!first) return [NOBODY];
  const before = { ...NOBODY, custodianName: first.fromName, until: first.handedOverAt };
  const spans = counted.map((event, index) => ({
    custodianName: event.toName,
    from: event.handedOverAt,
    until: counted[index + 1]?.handedOverAt ?? null,
    handOverId: event.handOverId,
    state: event.state,
  }));
  return [before, ...spans].filter(({ from, until }) => from === null || from !== until);
}

/**
 * What the custody of goods begins with that were made of others: of one other all that it had behind it; of
 * several the last hand-over of them where one party had all of it, else nothing, as nobody had the whole.
 *
 * @param before what each of them had behind it when they became these goods
 */
export function inheritedCustody(before: readonly (readonly CustodyEvent[])[]): CustodyEvent[] {
  const [only] = before;
  if (!only || before.length === 1) return [...(only ?? [])];
  const holders = new Set(before.map((events) => custodyOf(events).at(-1)?.custodianName ?? null));
  if (holders.size > 1 || holders.has(null)) return [];
  const counted = before
    .flat()
    .filter(({ state, result }) => state !== 'SUPERSEDED' && result !== 'REJECTED');
  const last = counted.reduce((a, b) => (b.handedOverAt > a.handedOverAt ? b : a));
  return [last];
}

const NOBODY: CustodySpan = {
  ...{ custodianName: null, from: null, until: null },
  ...{ handOverId: null, state: null },
};

/** What of a lot's breaches fell into a span of custody. */
export interface AttributedExposure extends CustodySpan {
  readonly minutes: Exposure;
}

/**
 * Attributes breaches to custodians by event time (domain.md §7, question 10): also what is learnt
 * later of a former custodian's time goes to them.
 *
 * @param during the lot's own life; what lies outside belongs to other lots
 */
export function attribute(
  breaches: readonly BreachSpan[],
  spans: readonly CustodySpan[],
  during: { readonly from: Instant; readonly until: Instant },
): AttributedExposure[] {
  return spans.flatMap((span) => {
    const time: Validity = { from: span.from ?? -Infinity, until: span.until };
    const inside = overlapOf(time, during);
    if (!inside) return [];
    return [{ ...span, minutes: minutesOf(breaches, inside.from, inside.until ?? during.until) }];
  });
}
