import type { UnitKind } from '@lenglian/placements';
import type { Instant } from '@lenglian/quantities';
import { finding, type Finding } from '../finding.ts';
import type { JourneyPlan, PlanLine, PlannedLot } from '../journey-plan.ts';
import type { PlanFacts } from '../plan-facts.ts';
import { wholeOf } from '../whole-of.ts';
import { checkCleaning } from './cleaning.ts';
import { checkLimits } from './limits.ts';
import { checkLots } from './lots.ts';
import { checkMixedLoads, LIES_THERE } from './mixed-loads.ts';

/** Goods that are put away without a run (入库), and with what they will lie together. */
export interface StoredLot {
  readonly lot: PlannedLot;
  /** Null: nobody says yet where it lies. */
  readonly placement: {
    readonly unitCode: string;
    readonly unitKind: UnitKind;
    readonly from: Instant;
    readonly until: Instant | null;
    /** What the carriage is to be set to by then, °C; null where no plan says. */
    readonly setpointCelsius: number | null;
  } | null;
  /** What lies in the same compartment at any time meanwhile. */
  readonly others: readonly PlannedLot[];
  /** When there is no placement: the moment of which the limits are asked. */
  readonly at: Instant;
}

/** The line of what is put away. */
const COMES = 1;
/** The field of what is said of a set-point: not of the goods alone, but of where they come into. */
const SETPOINT = 'setpointCelsius';

/** How the fields of a manifest are called where one lot is put away. */
const FIELDS: Readonly<Record<string, string>> = {
  lotCode: 'code',
  unitCode: 'placement.unitCode',
  setpointCelsius: 'placement.unitCode',
};

/** The same as a plan, so that what is known can be read as for a plan. */
export function planOfStored({ lot, placement, others, at }: StoredLot): JourneyPlan {
  const from = placement?.from ?? at;
  const lineOf = (goods: PlannedLot, line: number): PlanLine => ({
    ...{ line, unitCode: placement?.unitCode ?? '', unitKind: placement?.unitKind ?? 'store' },
    ...{ position: null, equipmentGroup: null, deviceId: null },
    ...{ joinPlaceCode: null, leavePlaceCode: null, lot: goods },
    setpointCelsius: placement?.setpointCelsius ?? null,
  });
  return {
    ...{ runCode: '', serviceCode: '', loadingAt: from },
    // How long they lie together: for good where nobody says until when.
    legs: [
      {
        ...{ mode: 'ROAD', fromPlaceCode: '', toPlaceCode: '' },
        ...{ plannedDepartureAt: from, plannedArrivalAt: placement?.until ?? Infinity },
      },
    ],
    // That its code is taken is told once, of what lies there too.
    lines: [
      ...others.filter(({ code }) => code !== lot.code).map((goods) => lineOf(goods, LIES_THERE)),
      lineOf(lot, COMES),
    ],
  };
}

/** Everything that is to be said about goods that are put away; fields as of one lot, without lines. */
export function checkStored(stored: StoredLot, facts: PlanFacts): Finding[] {
  const plan = planOfStored(stored);
  const { placement } = stored;
  const findings = [
    ...[...checkLots(plan, facts), ...checkLimits(plan, facts)].filter(
      ({ line, field }) => line === COMES && field !== SETPOINT,
    ),
    ...(placement ? checkLoad(stored, facts) : []),
  ];
  return findings.map((one) => ({ ...one, line: null, field: FIELDS[one.field] ?? one.field }));
}

/**
 * Whether goods may come into a unit, and lie there with what does: also those that are on record already
 * and are put somewhere else.
 */
export function checkLoad(stored: StoredLot, facts: PlanFacts): Finding[] {
  const plan = planOfStored(stored);
  const unitCode = stored.placement?.unitCode ?? '';
  return [
    // The first line of a unit speaks of its cleaning; all others only of their own goods.
    ...checkCleaning(plan, onTopOf(stored, facts)),
    ...checkMixedLoads(plan, facts),
    ...checkSetpoint(stored, facts),
    ...(isLaidUp(unitCode, facts) ? [finding('UNIT_LAID_UP', null, 'unitCode', { unitCode })] : []),
  ];
}

/**
 * The next farm's milk comes on top of the last one's: what lies in a tank makes it no dirtier. One that was emptied is
 * washed before it is filled again.
 */
function onTopOf({ placement, others }: StoredLot, facts: PlanFacts): PlanFacts {
  const unitCode = placement?.unitCode ?? '';
  const unit = facts.units.get(unitCode);
  if (unit === undefined || others.length === 0) return facts;
  return { ...facts, units: new Map(facts.units).set(unitCode, { ...unit, loadedAt: null }) };
}

/** Goods whose limits have moved where they lie: what then speaks against the set-point and what lies beside them. */
export function checkMovedLimits(stored: StoredLot, facts: PlanFacts): Finding[] {
  const besides = checkMixedLoads(planOfStored(stored), facts);
  // What else is to be said of them together was so before.
  return [...besides.filter(({ code }) => OF_BANDS.has(code)), ...checkSetpoint(stored, facts)];
}

const OF_BANDS: ReadonlySet<string> = new Set(['BANDS_DO_NOT_MEET', 'BANDS_MEET_NARROWLY']);

/** Whether goods bear what the carriage is to be set to where they lie. */
export function checkSetpoint(stored: StoredLot, facts: PlanFacts): Finding[] {
  return checkLimits(planOfStored(stored), facts).filter(
    ({ line, field }) => line === COMES && field === SETPOINT,
  );
}

function isLaidUp(unitCode: string, { units }: PlanFacts): boolean {
  return [unitCode, wholeOf(unitCode) ?? unitCode].some(
    (code) => units.get(code)?.state === 'LAID_UP',
  );
}
