import type { DeviceKind, UnitKind } from '@lenglian/placements';
import { toIso } from '@lenglian/quantities';
import { finding, type Finding } from '../finding.ts';
import type { JourneyPlan, PlanLine } from '../journey-plan.ts';
import type { PlanFacts } from '../plan-facts.ts';

/** Where a device was named first. */
type Claim = Pick<PlanLine, 'line' | 'unitCode'>;

/** Whether somebody speaks for each unit, and may. */
export function checkDevices({ lines, legs }: JourneyPlan, facts: PlanFacts): Finding[] {
  const arrivalAt = legs.at(-1)?.plannedArrivalAt ?? facts.now;
  const firstOf = new Map<string, Claim>();
  const spokenFor = new Set<string>();
  return lines.flatMap((line) => {
    const isFurther = spokenFor.has(line.unitCode);
    spokenFor.add(line.unitCode);
    const { deviceId } = line;
    if (deviceId !== null) return checkDevice(line, deviceId, { firstOf, arrivalAt }, facts);
    if (isFurther || hasDevice(line.unitCode, facts)) return [];
    return [finding('NO_DEVICE', line.line, 'deviceId', { unitCode: line.unitCode })];
  });
}

function hasDevice(unitCode: string, { devices }: PlanFacts): boolean {
  return [...devices.values()].some(({ onUnitCode }) => onUnitCode === unitCode);
}

function checkDevice(
  { line, unitCode, unitKind }: PlanLine,
  deviceId: string,
  { firstOf, arrivalAt }: { firstOf: Map<string, Claim>; arrivalAt: number },
  facts: PlanFacts,
): Finding[] {
  const first = firstOf.get(deviceId);
  if (first && first.unitCode !== unitCode) {
    const parameters = { deviceId, unitCode: first.unitCode, firstLine: first.line };
    return [finding('DEVICE_TWICE', line, 'deviceId', parameters)];
  }
  if (first) return [];
  firstOf.set(deviceId, { line, unitCode });
  const known = facts.devices.get(deviceId);
  if (!known) return [finding('UNKNOWN_DEVICE', line, 'deviceId', { deviceId })];
  const findings: Finding[] = [];
  if (known.isRevoked) findings.push(finding('DEVICE_REVOKED', line, 'deviceId', { deviceId }));
  if (known.onUnitCode !== null && known.onUnitCode !== unitCode) {
    const parameters = { deviceId, unitCode: known.onUnitCode };
    findings.push(finding('DEVICE_ELSEWHERE', line, 'deviceId', parameters));
  }
  const calibration = checkCalibration(known.calibratedUntil, arrivalAt, facts.now);
  if (calibration) {
    const until = toIso(known.calibratedUntil ?? 0).slice(0, 10);
    findings.push(finding(calibration, line, 'deviceId', { deviceId, until }));
  }
  if (!suits(known.kind, unitKind)) {
    const parameters = { deviceId, kind: known.kind, unitKind };
    findings.push(finding('DEVICE_KIND_DIFFERS', line, 'deviceId', parameters));
  }
  return findings;
}

/** Calibration whose certificate runs out before the goods are there (operations.md §D). */
function checkCalibration(until: number | null, arrivalAt: number, now: number) {
  if (until === null || until >= arrivalAt) return undefined;
  return until <= now ? 'CALIBRATION_EXPIRED' : 'CALIBRATION_EXPIRES';
}

/** Wagons, trucks and ULDs carry devices that were made for what they carry. */
function suits(deviceKind: DeviceKind, unitKind: UnitKind): boolean {
  if (unitKind === 'uld') return deviceKind === 'box';
  if (unitKind === 'wagon' || unitKind === 'truck') return deviceKind !== 'tanker';
  return deviceKind === unitKind;
}
