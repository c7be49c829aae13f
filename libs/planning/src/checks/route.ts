import { HOUR, toIso, type Instant } from '@lenglian/quantities';
import { finding, type Finding } from '../finding.ts';
import { PLAN_LINES_MAX, type JourneyPlan, type PlannedLeg } from '../journey-plan.ts';
import type { PlanFacts, ServiceFacts } from '../plan-facts.ts';

/** The day begins in Beijing eight hours before it begins in Greenwich; seasons are local dates. */
const BEIJING_AHEAD = 8 * HOUR;

/** Where the run goes and when, and whether it may be called that. */
export function checkRoute(plan: JourneyPlan, facts: PlanFacts): Finding[] {
  const findings: Finding[] = [];
  const { runCode, serviceCode, legs, lines, loadingAt } = plan;
  if (facts.runCodes.has(runCode))
    findings.push(finding('RUN_EXISTS', null, 'runCode', { runCode }));
  const service = facts.services.get(serviceCode);
  if (!service) findings.push(finding('UNKNOWN_SERVICE', null, 'serviceCode', { serviceCode }));
  const departureAt = legs[0]?.plannedDepartureAt;
  if (departureAt === undefined) findings.push(finding('NO_LEGS', null, 'legs'));
  else {
    if (loadingAt > departureAt)
      findings.push(finding('LOADING_AFTER_DEPARTURE', null, 'loadingAt'));
    if (service) findings.push(...outOfSeason(service, departureAt));
  }
  if (lines.length === 0) findings.push(finding('NO_LINES', null, 'lines'));
  if (lines.length > PLAN_LINES_MAX) {
    findings.push(
      finding('TOO_MANY_LINES', null, 'lines', { count: lines.length, max: PLAN_LINES_MAX }),
    );
  }
  return [...findings, ...unknownPlaces(plan, facts), ...checkLegs(legs)];
}

function outOfSeason({ season }: ServiceFacts, departureAt: Instant): Finding[] {
  if (!season) return [];
  const day = monthAndDay(departureAt);
  const { from, until } = season;
  const isInside = from <= until ? day >= from && day <= until : day >= from || day <= until;
  return isInside ? [] : [finding('OUT_OF_SEASON', null, 'departureAt', { day, from, until })];
}

/** `MM-DD` in Beijing. */
function monthAndDay(at: Instant): string {
  return toIso(at + BEIJING_AHEAD).slice(5, 10);
}

function unknownPlaces({ legs }: JourneyPlan, facts: PlanFacts): Finding[] {
  return legs.flatMap((leg, index) =>
    [leg.fromPlaceCode, leg.toPlaceCode]
      .filter((placeCode) => !facts.placeCodes.has(placeCode))
      .map((placeCode) => finding('UNKNOWN_PLACE', null, `legs[${index}]`, { placeCode })),
  );
}

/** Whether legs follow one another, in place and in time. */
export function checkLegs(legs: readonly PlannedLeg[]): Finding[] {
  return legs.flatMap((leg, index) => {
    const field = `legs[${index}]`;
    const findings: Finding[] = [];
    if (leg.plannedArrivalAt <= leg.plannedDepartureAt)
      findings.push(finding('LEG_TOO_SHORT', null, field, { leg: index + 1 }));
    const before = legs[index - 1];
    if (before && before.toPlaceCode !== leg.fromPlaceCode) {
      const parameters = { placeCode: leg.fromPlaceCode, expected: before.toPlaceCode };
      findings.push(finding('LEGS_APART', null, field, parameters));
    }
    if (before && before.plannedArrivalAt > leg.plannedDepartureAt)
      findings.push(finding('LEGS_OVERLAP', null, field, { leg: index + 1 }));
    return findings;
  });
}
