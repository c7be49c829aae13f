import type { KnownLeg, LegBasis } from '@lenglian/planning';
import type { Instant } from '@lenglian/quantities';

/** A departure or an arrival that is known. */
export interface LegEvent {
  readonly kind: 'DEPARTED' | 'ARRIVED';
  /** From 0. */
  readonly leg: number;
  readonly at: Instant;
  readonly basis: LegBasis;
}

/** The last thing that is known of a way, in its order. */
export function lastEvent(legs: readonly KnownLeg[]): LegEvent | undefined {
  for (let leg = legs.length - 1; leg >= 0; leg--) {
    const { departedAt, arrivedAt, departedBasis, arrivedBasis } = legs[leg]!;
    if (arrivedAt !== null)
      return { kind: 'ARRIVED', leg, at: arrivedAt, basis: arrivedBasis ?? 'REPORTED' };
    if (departedAt !== null)
      return { kind: 'DEPARTED', leg, at: departedAt, basis: departedBasis ?? 'REPORTED' };
  }
  return undefined;
}
