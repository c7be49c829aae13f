import { checkCalibration } from './check-calibration.ts';
import { checkCleaned } from './check-cleaned.ts';
import { checkDevice } from './check-device.ts';
import { checkGoods } from './check-goods.ts';
import { checkInspection } from './check-inspection.ts';
import { checkPower } from './check-power.ts';
import { checkPulp } from './check-pulp.ts';
import { checkSealOn } from './check-seal.ts';
import { checkSetpointSet } from './check-setpoint.ts';
import { checkVent } from './check-vent.ts';
import {
  because,
  DEPARTURE_CHECKS,
  type BoardMoment,
  type BoxFacts,
  type CheckResult,
  type DepartureCheck,
} from './departure.ts';

type Check = (facts: BoxFacts, moment: BoardMoment) => CheckResult;

const CHECKS: Readonly<Record<DepartureCheck, Check>> = {
  INSPECTION: checkInspection,
  SETPOINT: checkSetpointSet,
  VENT: checkVent,
  POWER: checkPower,
  DEVICE: checkDevice,
  CALIBRATION: checkCalibration,
  GOODS: checkGoods,
  PULP: checkPulp,
  SEAL: checkSealOn,
  CLEANING: checkCleaned,
};
/** A whole whose compartments ride with it is asked only about itself: they speak of the rest. */
const OF_PARTS: ReadonlySet<DepartureCheck> = new Set(['SETPOINT', 'VENT', 'POWER']);

/** Every check of one box, in the order of the sheet. Of one that is declared empty only that is asked. */
export function judgeBox(facts: BoxFacts, moment: BoardMoment): CheckResult[] {
  const isEmpty = facts.state === 'EMPTY' && facts.lots.length === 0;
  const isCarrier = facts.hasParts && facts.devices.length === 0;
  return DEPARTURE_CHECKS.map((check) => {
    if (isEmpty && check !== 'GOODS') return because(check, 'EMPTY');
    if (isCarrier && OF_PARTS.has(check)) return because(check, 'IN_ITS_PARTS');
    return CHECKS[check](facts, moment);
  });
}
