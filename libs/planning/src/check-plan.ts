import { checkCleaning } from './checks/cleaning.ts';
import { checkDevices } from './checks/devices.ts';
import { checkLimits } from './checks/limits.ts';
import { checkLots } from './checks/lots.ts';
import { checkMixedLoads } from './checks/mixed-loads.ts';
import { checkRoute } from './checks/route.ts';
import { checkUnits } from './checks/units.ts';
import type { Finding } from './finding.ts';
import type { JourneyPlan } from './journey-plan.ts';
import type { PlanFacts } from './plan-facts.ts';

/**
 * Everything that is to be said about a plan, in the order of its lines. It finds all there is at
 * once, so that a manifest is mended in one go.
 *
 * @returns empty when nothing is to be said; `isRefused` says whether the plan can be taken
 */
export function checkPlan(plan: JourneyPlan, facts: PlanFacts): Finding[] {
  const findings = [
    ...checkRoute(plan, facts),
    ...checkUnits(plan, facts),
    ...checkCleaning(plan, facts),
    ...checkDevices(plan, facts),
    ...checkLots(plan, facts),
    ...checkLimits(plan, facts),
    ...checkMixedLoads(plan, facts),
  ];
  return findings.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}
