import { checkCleaning } from './checks/cleaning.ts';
import { checkDevices } from './checks/devices.ts';
import { checkLimits } from './checks/limits.ts';
import { checkLots } from './checks/lots.ts';
import { checkMixedLoads, LIES_THERE } from './checks/mixed-loads.ts';
import { checkRoute } from './checks/route.ts';
import { checkUnits } from './checks/units.ts';
import type { Finding } from './finding.ts';
import type { JourneyPlan, PlanLine } from './journey-plan.ts';
import type { PlanFacts } from './plan-facts.ts';

/**
 * Everything that is to be said about a plan, in the order of its lines. It finds all there is at
 * once, so that a manifest is mended in one go.
 *
 * @returns empty when nothing is to be said; `isRefused` says whether the plan can be taken
 */
export function checkPlan(plan: JourneyPlan, facts: PlanFacts): Finding[] {
  const lying = lyingIn(plan, facts);
  const findings = [
    ...checkRoute(plan, facts),
    ...checkUnits(plan, facts),
    ...checkCleaning(plan, facts),
    ...checkDevices(plan, facts),
    ...checkLots(plan, facts),
    ...checkLimits({ ...plan, lines: [...plan.lines, ...lying] }, facts),
    ...checkMixedLoads({ ...plan, lines: [...lying.map(ofNoLine), ...plan.lines] }, facts),
  ];
  return findings.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

/** What lies in the units of a plan already, each lot by the line that names its unit first. */
function lyingIn({ lines }: JourneyPlan, { units }: PlanFacts): PlanLine[] {
  const firstOf = new Map(lines.toReversed().map((line) => [line.unitCode, line]));
  return [...firstOf.values()].flatMap((line) =>
    (units.get(line.unitCode)?.goods ?? []).map((lot) => ({ ...line, lot })),
  );
}

function ofNoLine(line: PlanLine): PlanLine {
  return { ...line, line: LIES_THERE };
}
