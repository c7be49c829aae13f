import type { Instant } from '@lenglian/quantities';
import type { LegTimes } from './journey-plan.ts';

/** On what a time of a leg stands: somebody's word, or the positions of its units. */
export const LEG_BASES = ['REPORTED', 'MEASURED'] as const;
export type LegBasis = (typeof LEG_BASES)[number];

/** What is known of when a leg began and ended, and on what it stands. */
export interface KnownLeg extends LegTimes {
  /** `REPORTED` of a time that is null: somebody said that it was not. */
  readonly departedBasis: LegBasis | null;
  readonly arrivedBasis: LegBasis | null;
  /** As positions tell, also where somebody said otherwise. */
  readonly measuredDepartureAt: Instant | null;
  readonly measuredArrivalAt: Instant | null;
  /** When somebody said anew, of a leg under way, when it will arrive: its planned arrival is that word. */
  readonly arrivalSaidAt: Instant | null;
}

/** Nobody and nothing has told of a leg. */
export const UNKNOWN_LEG: KnownLeg = {
  ...{ departedAt: null, departedBasis: null, measuredDepartureAt: null },
  ...{ arrivedAt: null, arrivedBasis: null, measuredArrivalAt: null },
  arrivalSaidAt: null,
};

/** What positions tell of a leg. */
export type MeasuredLeg = Pick<KnownLeg, 'measuredDepartureAt' | 'measuredArrivalAt'>;

/** The legs as people alone know them. */
export function asReported<Leg extends KnownLeg>(legs: readonly Leg[]): Leg[] {
  return legs.map((leg) => ({
    ...leg,
    ...(leg.departedBasis === 'MEASURED' && { departedAt: null, departedBasis: null }),
    ...(leg.arrivedBasis === 'MEASURED' && { arrivedAt: null, arrivedBasis: null }),
  }));
}

/**
 * The legs with what was measured where nobody has said anything. What does not fit between the words of people,
 * before or after it, gives way to them; so does what lies ahead of us.
 */
export function withMeasured<Leg extends KnownLeg>(legs: readonly Leg[], now: Instant): Leg[] {
  const moments = asReported(legs).flatMap((leg) => [
    { word: leg.departedBasis, at: leg.departedAt, measuredAt: leg.measuredDepartureAt },
    { word: leg.arrivedBasis, at: leg.arrivedAt, measuredAt: leg.measuredArrivalAt },
  ]);
  let earliest = -Infinity;
  const known = moments.map(({ word, at, measuredAt }, index) => {
    if (word === 'REPORTED') {
      earliest = Math.max(earliest, at ?? earliest);
      return { at, basis: word };
    }
    const said = moments.slice(index + 1).flatMap(({ at: later }) => later ?? []);
    const latest = Math.min(now, ...said);
    if (measuredAt === null || measuredAt < earliest || measuredAt > latest)
      return { at: null, basis: null };
    earliest = measuredAt;
    return { at: measuredAt, basis: 'MEASURED' as const };
  });
  return legs.map((leg, index) => {
    const [departed, arrived] = [known[2 * index]!, known[2 * index + 1]!];
    return {
      ...leg,
      ...{ departedAt: departed.at, departedBasis: departed.basis },
      ...{ arrivedAt: arrived.at, arrivedBasis: arrived.basis },
    };
  });
}
