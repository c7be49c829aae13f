import { worstOf } from './worst-of.ts';
import { because, type BoxFacts, type BoxLot, type CheckResult } from './departure.ts';

/** How warm the goods were when they were loaded; the worst lot counts. Warm goods are the loader's (domain.md §7, 7). */
export function checkPulp({ lots, hasParts }: BoxFacts): CheckResult {
  const [first, ...others] = lots.map(pulpOf);
  if (first === undefined) return because('PULP', hasParts ? 'IN_ITS_PARTS' : 'PULP_NOT_MEASURED');
  return others.reduce(worstOf, first);
}

function pulpOf({ lotCode, pulpTemperatureCelsius: pulp, limits }: BoxLot): CheckResult {
  if (pulp === null) return because('PULP', 'PULP_NOT_MEASURED', { lotCode });
  const { bandLow, bandHigh, criticalLow, criticalHigh, setpoint, pullDownMargin } = limits;
  const warm = Math.min(Math.max(bandHigh, setpoint + pullDownMargin), criticalHigh);
  const above = { lotCode, pulp, limit: warm };
  if (criticalLow !== null && pulp < criticalLow)
    return because('PULP', 'PULP_TOO_COLD', { lotCode, pulp, limit: criticalLow });
  if (pulp > criticalHigh)
    return because('PULP', 'PULP_TOO_WARM', { ...above, limit: criticalHigh });
  if (pulp > warm) return because('PULP', 'PULP_WARM', above);
  if (bandLow !== null && pulp < bandLow)
    return because('PULP', 'PULP_COLD', { lotCode, pulp, limit: bandLow });
  return because('PULP', 'PULP_COLD_ENOUGH', { lotCode, pulp });
}
