import { because, type BoardMoment, type BoxFacts, type CheckResult } from './departure.ts';
import { heardLately, isResult } from './heard.ts';

/** Fresh air, where the goods ask for some (VENT_MISMATCH). */
export function checkVent(facts: BoxFacts, moment: BoardMoment): CheckResult {
  const { vent } = facts;
  if (vent === null) return because('VENT', 'VENT_NOT_ASKED');
  const heard = heardLately('VENT', facts, moment);
  if (isResult(heard)) return heard;
  const set = heard.freshAirCubicMetresPerHour;
  if (set === null) return because('VENT', 'NOT_REPORTED');
  const isOff = Math.abs(set - vent.planned) > vent.tolerance;
  return because('VENT', isOff ? 'VENT_WRONG' : 'VENT_AS_PLANNED', { set, planned: vent.planned });
}
