import { finding, type Finding } from '../finding.ts';
import type { JourneyPlan } from '../journey-plan.ts';
import type { PlanFacts } from '../plan-facts.ts';

/** Whether the lots are new, and of goods that somebody has limits for. */
export function checkLots({ lines, serviceCode }: JourneyPlan, facts: PlanFacts): Finding[] {
  const firstLine = new Map<string, number>();
  const ofService = facts.services.get(serviceCode)?.commodityCodes;
  return lines.flatMap(({ line, lot }) => {
    if (lot === null) return [];
    const findings: Finding[] = [];
    const { code: lotCode, commodityCode, originPlaceCode } = lot;
    const first = firstLine.get(lotCode);
    if (first !== undefined)
      findings.push(finding('LOT_TWICE', line, 'lotCode', { lotCode, firstLine: first }));
    else firstLine.set(lotCode, line);
    if (facts.lotCodes.has(lotCode))
      findings.push(finding('LOT_EXISTS', line, 'lotCode', { lotCode }));
    if (!facts.commodities.has(commodityCode))
      findings.push(finding('UNKNOWN_COMMODITY', line, 'commodityCode', { commodityCode }));
    else if (ofService && !ofService.includes(commodityCode)) {
      const parameters = { commodityCode, serviceCode };
      findings.push(finding('COMMODITY_NOT_OF_SERVICE', line, 'commodityCode', parameters));
    }
    if (originPlaceCode !== null && !facts.placeCodes.has(originPlaceCode)) {
      const parameters = { placeCode: originPlaceCode };
      findings.push(finding('UNKNOWN_PLACE', line, 'originPlaceCode', parameters));
    }
    return findings;
  });
}
