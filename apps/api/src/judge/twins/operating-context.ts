import { limitsAt, type LimitsInTime } from '@lenglian/limits';
import { isValidAt, type LotPlacement, type UnitJourney } from '@lenglian/placements';
import {
  STOP_ACTION_NAMES,
  type ActionStop,
  type OperatingContext,
  type StopAction,
} from '@lenglian/prediction';
import type { Instant } from '@lenglian/quantities';

/** Where a lot lies when, and where those units should be: as it is believed now. */
export interface LotWay {
  /** Of one lot, in order of time. */
  readonly placements: readonly LotPlacement[];
  readonly journeysOf: (unitId: string) => readonly UnitJourney[];
  /** By which set-point the goods are carried where no plan says otherwise: one version at least. */
  readonly limits: readonly LimitsInTime[];
}

/** What a lot's unit is in at a moment, and the place at the end of its ride. */
export interface WayAhead {
  readonly context: OperatingContext;
  readonly arrivalPlaceCode: string | null;
}

/**
 * What lies ahead of a lot at a moment. Nothing is known of the end of a ride that should have come and
 * that nobody reported: what is foretold is then said whenever it is to come. Goods on no run, in a store or a room, are
 * there until they are to be taken out, where that is on record.
 */
export function wayAheadOf({ placements, journeysOf, limits }: LotWay, at: Instant): WayAhead {
  const placement = placements.findLast(({ from }) => from <= at);
  const journey = journeysOf(placement?.unitId ?? '').find((one) => isValidAt(one, at));
  const plannedSetpointCelsius = journey?.setpoint ?? limitsAt(limits, at).setpoint;
  const ahead = journey?.calls.filter((call) => !call.isReached && call.at > at) ?? [];
  const arrival = journey?.calls.at(-1);
  const next = ahead[0];
  if (arrival === undefined || next === undefined) {
    // Of a hall where goods are cut it is known when they leave it: what would become of them after that is not foretold.
    const leavesAt = journey === undefined ? (placement?.until ?? null) : null;
    const arrivalAt = leavesAt !== null && leavesAt > at ? leavesAt : null;
    const context = { mode: 'STILL', stops: [], arrivalAt, plannedSetpointCelsius } as const;
    return { context, arrivalPlaceCode: null };
  }
  const stops = ahead.slice(0, -1).map(({ placeCode, at: expectedAt, actions }): ActionStop => ({
    ...{ id: placeCode, expectedAt },
    actions: actions.filter(isStopAction),
  }));
  const mode = next.mode === 'RAIL' || next.mode === 'AIR' ? next.mode : 'ROAD';
  return {
    context: { mode, stops, arrivalAt: arrival.at, plannedSetpointCelsius },
    arrivalPlaceCode: arrival.placeCode,
  };
}

function isStopAction(action: string): action is StopAction {
  return (STOP_ACTION_NAMES as readonly string[]).includes(action);
}
