import { MINUTE, type Duration } from '@lenglian/quantities';
import type { PlannedLeg } from './journey-plan.ts';

/** As a leg of a way or of a plan names itself. */
type LegName = Pick<PlannedLeg, 'mode' | 'fromPlaceCode' | 'toPlaceCode'>;

/** A stretch without coverage as a service's way has it. */
export interface WayHole {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  /** The leg on which it lies, from 1; the only one where the way has no other. */
  readonly leg?: number | undefined;
  /** From the departure of that leg; a hole of which nobody knows it cannot be expected at any time. */
  readonly afterMinutes?: { readonly value: number } | undefined;
  readonly durationMinutes: { readonly value: number };
}

export interface WayWithHoles {
  readonly legs: readonly LegName[];
  readonly expectedCoverageHoles?: readonly WayHole[];
}

/** A stretch without coverage on a leg of a plan. */
export interface LegHole {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  /** The leg from whose departure it counts, from 0. */
  readonly legOrdinal: number;
  /** ms; negative before that departure. */
  readonly afterDeparture: Duration;
  readonly duration: Duration;
}

/**
 * The coverage holes that legs have by the ways of their service: a leg has those of every way that
 * goes the same leg (mode, from, to), each once, whichever way the plan was made by.
 */
export function holesOfLegs(legs: readonly LegName[], ways: readonly WayWithHoles[]): LegHole[] {
  const holes = new Map<string, LegHole>();
  for (const way of ways) {
    for (const hole of way.expectedCoverageHoles ?? []) {
      const { code, nameZh, nameEn, leg, afterMinutes, durationMinutes } = hole;
      const over =
        leg === undefined && way.legs.length === 1 ? way.legs[0] : way.legs[(leg ?? 0) - 1];
      if (over === undefined || afterMinutes === undefined) continue;
      for (const [legOrdinal, own] of legs.entries()) {
        if (!isSameLeg(own, over) || holes.has(`${legOrdinal} ${code}`)) continue;
        holes.set(`${legOrdinal} ${code}`, {
          ...{ code, nameZh, nameEn, legOrdinal },
          afterDeparture: afterMinutes.value * MINUTE,
          duration: durationMinutes.value * MINUTE,
        });
      }
    }
  }
  return [...holes.values()];
}

function isSameLeg(a: LegName, b: LegName): boolean {
  return (
    a.mode === b.mode && a.fromPlaceCode === b.fromPlaceCode && a.toPlaceCode === b.toPlaceCode
  );
}
