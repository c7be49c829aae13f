import type {
  DepartureBoardView,
  DepartureBoxView,
  DepartureCheckView,
  LossesView,
} from '@lenglian/console-contract';
import { because, DEPARTURE_CHECKS, isOpen, stateOfBox } from '@lenglian/planning';
import { DAY, HOUR, MINUTE, type Instant } from '@lenglian/quantities';

/** All in order, but what is given. */
function makeBox(
  position: number,
  change: Partial<DepartureBoxView>,
  given: readonly DepartureCheckView[] = [],
): DepartureBoxView {
  const fine: Record<string, DepartureCheckView> = {
    INSPECTION: because('INSPECTION', 'INSPECTION_PASSED', { at: 0 }),
    SETPOINT: because('SETPOINT', 'SETPOINT_AS_PLANNED', { set: 0, planned: 0 }),
    VENT: because('VENT', 'VENT_NOT_ASKED'),
    POWER: because('POWER', 'POWERED'),
    DEVICE: because('DEVICE', 'HEARD', { deviceId: `RFR-${position}`, at: 0 }),
    CALIBRATION: because('CALIBRATION', 'CALIBRATED', { at: 0 }),
    GOODS: because('GOODS', 'LOADED', { lotCode: `L-${position}` }),
    PULP: because('PULP', 'PULP_COLD_ENOUGH', { pulp: 0.4 }),
    SEAL: because('SEAL', 'SEALED', { sealNumber: `CR55012${position}` }),
    CLEANING: because('CLEANING', 'NOT_FOR_ITS_KIND'),
  };
  const checks = DEPARTURE_CHECKS.map(
    (name) => given.find(({ check }) => check === name) ?? fine[name]!,
  );
  return {
    ...{ unitId: `box-${position}`, unitCode: `XJLU30900${position}0`, unitKind: 'reefer' },
    ...{ position, equipmentGroup: 1, joinPlaceCode: null, declared: 'IN_USE' },
    lots: [],
    ...{ state: stateOfBox(checks), checks, isKept: false, releases: [], isReleased: false },
    mayLeave: !checks.some(isOpen),
    ...change,
  };
}

/** One box is green, one was loaded warm and is released, one has no seal on record. */
export function makeFixtureBoard(now: Instant): DepartureBoardView {
  const release = {
    ...{ id: 'release-1', reason: '货主同意，途中降温' },
    checks: [{ check: 'PULP' as const, state: 'AMBER' as const }],
    ...{ releasedBy: '王调度', releasedAt: now - 10 * MINUTE },
  };
  const warm = because('PULP', 'PULP_WARM', { lotCode: 'L-2', pulp: 6.8, limit: 2 });
  return {
    ...{ runId: 'pear', runCode: 'XL-9', runState: 'LOADING', nameZh: '香梨号', nameEn: 'Xiangli' },
    ...{ revision: 2, asOf: now, judgeNow: now, departsAt: now + HOUR, keptAt: null },
    counts: { boxes: 3, green: 1, released: 1, open: 1 },
    boxes: [
      makeBox(1, {}),
      makeBox(2, { releases: [release], isReleased: true, mayLeave: true }, [warm]),
      makeBox(3, {}, [because('SEAL', 'NO_SEAL')]),
    ],
  };
}

/** Two causes of one run, and something that is disputed. */
export function makeFixtureLosses(by: LossesView['by'] = 'cause'): LossesView {
  const sums = { handOvers: 2, unconfirmedHandOvers: 1, lots: 3, handedKilograms: 60_000 };
  const line = (key: string | null, damagedKilograms: number) => ({
    ...{ key, code: key, nameZh: null, nameEn: null, ...sums, damagedKilograms },
    ...{ rejectedKilograms: 0, acceptedKilograms: 60_000 - damagedKilograms },
    lostShare: damagedKilograms / 60_000,
  });
  return {
    ...{ by, hasMore: false, lines: [line('压伤', 1_200), line(null, 300)] },
    total: {
      ...{ ...sums, damagedKilograms: 1_500, rejectedKilograms: 0, acceptedKilograms: 58_500 },
      lostShare: 0.025,
    },
    notCounted: {
      ...{ supersededHandOvers: 1, disputedHandOvers: 1, disputedKilograms: 21_000 },
      unweighedLots: 0,
    },
  };
}

/** Inspected twice: the first time it failed. */
export function makeFixtureInspections(unitId: string, now: Instant) {
  const by = (id: string, at: Instant) => ({ id, recordedAt: at, recordedBy: 'user-1', unitId });
  const at = now - 3 * DAY;
  return [
    {
      ...by('inspection-2', at),
      ...{ inspectedAt: at, hasPassed: true, workshopName: '乌铁箱修段', note: null },
    },
    {
      ...by('inspection-1', at - DAY),
      ...{ inspectedAt: at - DAY, hasPassed: false, workshopName: null, note: '压缩机漏氟' },
    },
  ];
}

export function makeFixtureSeals(unitId: string, now: Instant) {
  const sealedAt = now - HOUR;
  const by = { id: 'seal-1', recordedAt: sealedAt, recordedBy: 'user-1', unitId };
  return [{ ...by, sealedAt, sealNumber: 'CR550121', note: null }];
}
