import type { RunProgressView, SharedStop } from '@lenglian/console-contract';
import type { Validity } from '@lenglian/placements';
import type { Instant } from '@lenglian/quantities';
import type { RunRecord } from '@lenglian/records';

/** Where something on a run is by its plan. Null: there is no such stop. */
export interface StopsOnPlan {
  readonly lastStop: SharedStop | null;
  readonly nextStop: SharedStop | null;
  readonly destination: SharedStop | null;
}

/**
 * Where a unit on a run is: by what was reported of its stops, and by the plan where nobody reported. A
 * run under way is never further than before its last stop, however late it is; one that has arrived is there.
 *
 * @param expected when the run is expected where, by its progress
 * @param ride when the unit is on the run: it may join and leave at a stop between (甩挂)
 */
export function stopsOnPlan(
  { legs, state }: Pick<RunRecord, 'legs' | 'state'>,
  ride: Validity,
  now: Instant,
  { stops: expected }: Pick<RunProgressView, 'stops'>,
): StopsOnPlan {
  const stops = stopsOf(legs, ride, expected);
  const destination = shown(stops.at(-1));
  const at = (index: number) => shown(stops[index]);
  switch (state) {
    case 'PLANNED':
    case 'LOADING':
      return { lastStop: null, nextStop: at(0), destination };
    case 'IN_TRANSIT': {
      const passed = stops.findLastIndex((stop) => momentOf(stop) <= now);
      const last = Math.max(0, Math.min(passed, stops.length - 2));
      return { lastStop: at(last), nextStop: at(last + 1), destination };
    }
    case 'ARRIVED':
    case 'CLOSED':
      return { lastStop: destination, nextStop: null, destination };
    case 'CANCELLED':
    default:
      return { lastStop: null, nextStop: null, destination: null };
  }
}

/** A stop with when the run was there, if somebody reported it. */
interface Stop extends SharedStop {
  readonly reportedAt: Instant | null;
}

function momentOf({ reportedAt, plannedAt }: Stop): Instant {
  return reportedAt ?? plannedAt;
}

function shown(stop: Stop | undefined): SharedStop | null {
  if (!stop) return null;
  const { nameZh, nameEn, plannedAt, expectedAt } = stop;
  return { nameZh, nameEn, plannedAt, expectedAt };
}

function stopsOf(
  legs: RunRecord['legs'],
  ride: Validity,
  expected: RunProgressView['stops'],
): Stop[] {
  const expectedAt = (stop: number) => expected[stop]?.expectedArrivalAt ?? null;
  const [first] = legs;
  if (!first) return [];
  const stops: Stop[] = [
    {
      ...{ nameZh: first.fromNameZh, nameEn: first.fromNameEn },
      ...{ plannedAt: first.plannedDepartureAt, reportedAt: first.departedAt },
      expectedAt: expectedAt(0),
    },
    ...legs.map(({ toNameZh, toNameEn, plannedArrivalAt, arrivedAt }, leg) => {
      const names = { nameZh: toNameZh, nameEn: toNameEn };
      const times = { plannedAt: plannedArrivalAt, expectedAt: expectedAt(leg + 1) };
      return { ...names, ...times, reportedAt: arrivedAt };
    }),
  ];
  const index = (instant: Instant | null) => stops.findIndex((stop) => momentOf(stop) === instant);
  const [joins, leaves] = [index(ride.from), index(ride.until)];
  return stops.slice(Math.max(0, joins), leaves > 0 ? leaves + 1 : undefined);
}
