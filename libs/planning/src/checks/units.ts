import { overlapOf, type UnitKind, type Validity } from '@lenglian/placements';
import { containerCheckDigit, isContainerNumber } from '../container-number.ts';
import { finding, type Finding } from '../finding.ts';
import type { JourneyPlan, PlanLine } from '../journey-plan.ts';
import type { PlanFacts } from '../plan-facts.ts';
import { rideOf } from '../ride-of.ts';
import { hasParts, wholeOf } from '../whole-of.ts';

/** IATA ULD: type, serial number, owner (ULD Regulations, as widely published [B]). */
const ULD_NUMBER = /^[A-Z][A-Z0-9]{2}\d{4,5}[A-Z0-9]{2}$/;

/** Whether the units exist as they are called, are free, and stand at one place each. */
export function checkUnits(plan: JourneyPlan, facts: PlanFacts): Finding[] {
  const { lines } = plan;
  const firstOfUnit = new Map<string, PlanLine>();
  const taken = new Map<number, PlanLine[]>();
  return lines.flatMap((line) => {
    const first = firstOfUnit.get(line.unitCode);
    if (first) return sameUnit(first, line);
    firstOfUnit.set(line.unitCode, line);
    return [
      ...checkUnit(line, plan, facts),
      ...checkStops(line, plan),
      ...checkPosition(line, plan, taken),
    ];
  });
}

/** Whether a unit of a kind can be called so. */
export function checkUnitName({
  line,
  unitCode,
  unitKind,
}: {
  readonly line: number | null;
  readonly unitCode: string;
  readonly unitKind: UnitKind;
}): Finding[] {
  const findings: Finding[] = [];
  if (unitKind === 'reefer' && !isContainerNumber(unitCode)) {
    const digit = containerCheckDigit(unitCode.slice(0, 10));
    const right = digit === undefined ? '' : `${unitCode.slice(0, 10)}${digit}`;
    findings.push(finding('BAD_CONTAINER_NUMBER', line, 'unitCode', { unitCode, right }));
  }
  if (unitKind === 'uld' && !ULD_NUMBER.test(unitCode))
    findings.push(finding('BAD_ULD_NUMBER', line, 'unitCode', { unitCode }));
  if (wholeOf(unitCode) !== undefined && !hasParts(unitKind))
    findings.push(finding('NO_PARTS', line, 'unitCode', { unitCode, kind: unitKind }));
  return findings;
}

function checkUnit(planLine: PlanLine, plan: JourneyPlan, facts: PlanFacts): Finding[] {
  const { line, unitCode, unitKind } = planLine;
  const findings = checkUnitName({ line, unitCode, unitKind });
  const whole = wholeOf(unitCode);
  const known = facts.units.get(unitCode) ?? facts.units.get(whole ?? unitCode);
  if (known && known.kind !== unitKind) {
    const parameters = { unitCode, kind: unitKind, known: known.kind };
    findings.push(finding('UNIT_KIND_DIFFERS', line, 'unitKind', parameters));
  }
  if (known?.state === 'LAID_UP' || facts.units.get(whole ?? unitCode)?.state === 'LAID_UP')
    findings.push(finding('UNIT_LAID_UP', line, 'unitCode', { unitCode }));
  const rides = [...(known?.rides ?? []), ...(facts.units.get(whole ?? unitCode)?.rides ?? [])];
  const elsewhere = rides.find((ride) => overlapOf(ride, expectedRide(planLine, plan)));
  if (elsewhere) {
    const parameters = { unitCode, runCode: elsewhere.runCode };
    findings.push(finding('UNIT_ELSEWHERE', line, 'unitCode', parameters));
  }
  return findings;
}

/** Until where it is set out, or until the run is there by its plan. */
function expectedRide(line: PlanLine, plan: JourneyPlan): Validity {
  const ride = rideOf(line, plan) ?? { from: plan.loadingAt, until: null };
  return { from: ride.from, until: ride.until ?? plan.legs.at(-1)?.plannedArrivalAt ?? null };
}

function checkStops(line: PlanLine, plan: JourneyPlan): Finding[] {
  const { unitCode, joinPlaceCode, leavePlaceCode } = line;
  if (plan.legs.length === 0 || rideOf(line, plan)) return [];
  const parameters = {
    unitCode,
    join: joinPlaceCode ?? plan.legs[0]?.fromPlaceCode ?? '—',
    leave: leavePlaceCode ?? plan.legs.at(-1)?.toPlaceCode ?? '—',
  };
  const field = leavePlaceCode === null ? 'joinPlaceCode' : 'leavePlaceCode';
  return [finding('NOT_ITS_STOPS', line.line, field, parameters)];
}

/** A place in the train may be taken again once its unit was set out. */
function checkPosition(
  line: PlanLine,
  plan: JourneyPlan,
  taken: Map<number, PlanLine[]>,
): Finding[] {
  const { position } = line;
  if (position === null) return [];
  const others = taken.get(position) ?? [];
  taken.set(position, [...others, line]);
  const ride = rideOf(line, plan) ?? ALL_TIME;
  // Compartments stand where their unit stands.
  const first = others.find(
    (other) =>
      (wholeOf(other.unitCode) ?? other.unitCode) !== (wholeOf(line.unitCode) ?? line.unitCode) &&
      overlapOf(rideOf(other, plan) ?? ALL_TIME, ride),
  );
  if (!first) return [];
  const parameters = { position, unitCode: first.unitCode, firstLine: first.line };
  return [finding('POSITION_TWICE', line.line, 'position', parameters)];
}

const ALL_TIME = { from: -Infinity, until: null };

/** A further line of a unit says where the unit stands, or leaves it to the first. */
function sameUnit(first: PlanLine, further: PlanLine): Finding[] {
  const { line, unitCode } = further;
  const findings = (
    [
      'unitKind',
      'position',
      'equipmentGroup',
      'deviceId',
      'joinPlaceCode',
      'leavePlaceCode',
      'setpointCelsius',
    ] as const
  )
    .filter((field) => further[field] !== null && further[field] !== first[field])
    .map((field) => {
      const parameters = { unitCode, field, firstLine: first.line };
      return finding('UNIT_LINES_DIFFER', line, field, parameters);
    });
  if (first.lot === null || further.lot === null) {
    const parameters = { unitCode, firstLine: first.line };
    findings.push(finding('EMPTY_AND_LOADED', line, 'lotCode', parameters));
  }
  return findings;
}
