import { because, type BoardMoment, type BoxFacts, type CheckResult } from './departure.ts';
import { heardLately, isResult } from './heard.ts';
import { isPassive } from './passive.ts';

/** What the carriage is set to, against what the plan or its goods ask for (SETPOINT_MISMATCH). */
export function checkSetpointSet(facts: BoxFacts, moment: BoardMoment): CheckResult {
  const { plannedSetpointCelsius: planned, setpointTolerance, setpointCriticalTolerance } = facts;
  if (isPassive(facts, 'setpointCelsius')) return because('SETPOINT', 'NOT_FOR_ITS_KIND');
  const heard = heardLately('SETPOINT', facts, moment);
  if (isResult(heard)) return heard;
  const { setpointCelsius: set } = heard;
  if (set === null) return because('SETPOINT', 'NOT_REPORTED');
  if (planned === null) return because('SETPOINT', 'NO_PLANNED_SETPOINT', { set });
  const apart = Math.abs(set - planned);
  if (apart > setpointCriticalTolerance)
    return because('SETPOINT', 'SETPOINT_WRONG', { set, planned });
  const reason = apart > setpointTolerance ? 'SETPOINT_NEAR' : 'SETPOINT_AS_PLANNED';
  return because('SETPOINT', reason, { set, planned });
}
