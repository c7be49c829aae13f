import type { Instant } from '@lenglian/quantities';
import type { LegTimes } from './journey-plan.ts';

/** What somebody reports of a leg; what is absent stays, null takes back. */
export interface LegReport {
  /** The leg, from 1. */
  readonly leg: number;
  readonly departedAt?: Instant | null | undefined;
  readonly arrivedAt?: Instant | null | undefined;
}

/** Why times cannot have been like that. */
export type LegReportFault =
  'NO_SUCH_LEG' | 'IN_THE_FUTURE' | 'ARRIVED_BEFORE_IT_DEPARTED' | 'LEGS_OVERLAP';

/**
 * The legs as they are known after a report.
 *
 * @returns the fault where no train could have run like that
 */
export function reportLeg<Leg extends LegTimes>(
  legs: readonly Leg[],
  { leg, departedAt, arrivedAt }: LegReport,
  now: Instant,
): Leg[] | LegReportFault {
  const known = legs[leg - 1];
  if (!known) return 'NO_SUCH_LEG';
  const reported = legs.map((one, index) =>
    index === leg - 1
      ? {
          ...one,
          departedAt: departedAt === undefined ? one.departedAt : departedAt,
          arrivedAt: arrivedAt === undefined ? one.arrivedAt : arrivedAt,
        }
      : one,
  );
  const moments = reported.flatMap(({ departedAt: from, arrivedAt: to }) => [from, to]);
  const happened = moments.filter((at) => at !== null);
  if (happened.some((at) => at > now)) return 'IN_THE_FUTURE';
  const isBackwards = reported.some(
    ({ departedAt: from, arrivedAt: to }) => from !== null && to !== null && to < from,
  );
  if (isBackwards) return 'ARRIVED_BEFORE_IT_DEPARTED';
  const isInOrder = happened.every((at, index) => index === 0 || (happened[index - 1] ?? at) <= at);
  return isInOrder ? reported : 'LEGS_OVERLAP';
}
