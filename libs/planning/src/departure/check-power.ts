import { because, type BoardMoment, type BoxFacts, type CheckResult } from './departure.ts';
import { heardLately, isResult } from './heard.ts';
import { isPassive } from './passive.ts';

/** Power, and fuel where the device tells it. */
export function checkPower(facts: BoxFacts, moment: BoardMoment): CheckResult {
  if (isPassive(facts, 'isPowered')) return because('POWER', 'NOT_FOR_ITS_KIND');
  const heard = heardLately('POWER', facts, moment);
  if (isResult(heard)) return heard;
  const { isPowered, fuelPercent } = heard;
  if (isPowered === false) return because('POWER', 'NOT_POWERED');
  if (fuelPercent !== null && fuelPercent < facts.fuelPercentMin)
    return because('POWER', 'FUEL_LOW', { fuel: fuelPercent, least: facts.fuelPercentMin });
  return because('POWER', isPowered === null ? 'NOT_REPORTED' : 'POWERED');
}
