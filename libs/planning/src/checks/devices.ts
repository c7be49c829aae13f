import type { DeviceKind, UnitKind } from '@lenglian/placements';
import { toIso, type Instant } from '@lenglian/quantities';
import { finding, type Finding } from '../finding.ts';
import type { JourneyPlan, PlanLine } from '../journey-plan.ts';
import type { DeviceFacts, PlanFacts } from '../plan-facts.ts';

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
    if (isFurther) return [];
    return checkRider(line, facts, arrivalAt);
  });
}

/** Of a unit that the plan names no device for: whether one that may speak rides on it already. */
function checkRider({ line, unitCode }: PlanLine, facts: PlanFacts, arrivalAt: number): Finding[] {
  const riders = [...facts.devices].filter(
    ([, { onUnitCode, isRevoked }]) => onUnitCode === unitCode && !isRevoked,
  );
  if (riders.length === 0) return [finding('NO_DEVICE', line, 'deviceId', { unitCode })];
  return riders.flatMap(([deviceId, { calibratedUntil }]) =>
    calibrationFindings(line, deviceId, calibratedUntil, { arrivalAt, now: facts.now }),
  );
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
  const times = { arrivalAt, now: facts.now };
  findings.push(...calibrationFindings(line, deviceId, known.calibratedUntil, times));
  if (!suits(known.kind, unitKind)) {
    const parameters = { deviceId, kind: known.kind, unitKind };
    findings.push(finding('DEVICE_KIND_DIFFERS', line, 'deviceId', parameters));
  }
  return findings;
}

/** Calibration whose certificate runs out before the goods are there (operations.md §D). */
function calibrationFindings(
  line: number | null,
  deviceId: string,
  until: number | null,
  { arrivalAt, now }: { arrivalAt: number; now: number },
): Finding[] {
  if (until === null || until >= arrivalAt) return [];
  const code = until <= now ? 'CALIBRATION_EXPIRED' : 'CALIBRATION_EXPIRES';
  return [finding(code, line, 'deviceId', { deviceId, until: toIso(until).slice(0, 10) })];
}

/** Of a device that is put on a unit without a manifest: what is to be said of it, and refuses nothing. */
export function checkBoundDevice(
  deviceId: string,
  { kind, calibratedUntil }: Pick<DeviceFacts, 'kind' | 'calibratedUntil'>,
  on: { readonly unitKind: UnitKind; readonly until: Instant; readonly now: Instant },
): Finding[] {
  const times = { arrivalAt: on.until, now: on.now };
  const parameters = { deviceId, kind, unitKind: on.unitKind };
  return [
    ...calibrationFindings(null, deviceId, calibratedUntil, times),
    ...(suits(kind, on.unitKind)
      ? []
      : [finding('DEVICE_KIND_DIFFERS', null, 'deviceId', parameters)]),
  ];
}

/** Wagons, trucks and ULDs carry devices that were made for what they carry. */
export function suits(deviceKind: DeviceKind, unitKind: UnitKind): boolean {
  if (unitKind === 'uld') return deviceKind === 'box';
  if (unitKind === 'wagon' || unitKind === 'truck') return deviceKind !== 'tanker';
  return deviceKind === unitKind;
}
