import {
  checkLoad,
  checkMovedLimits,
  checkSetpoint,
  planOfStored,
  type Finding,
  type PlanFacts,
  type PlannedLot,
  type StoredLot,
} from '@lenglian/planning';
import type { Instant } from '@lenglian/quantities';
import type { Change } from '../database/audited.ts';
import type { LotRow } from '../database/schema.ts';
import { recordDeclaration } from '../equipment/record-unit-entry.ts';
import { readPlanFacts } from '../plans/read-plan-facts.ts';
import type { UnitRecord } from '../records.ts';
import { goodsOf } from './goods-of.ts';

/** Goods that come into a unit without a manifest. */
export interface Load {
  readonly goods: PlannedLot;
  readonly unit: UnitRecord;
  readonly from: Instant;
  readonly until: Instant | null;
  /** What is not in it any more when they come, or is the goods themselves. */
  readonly withoutLotIds: readonly string[];
}

/** What a plan would say of goods that come into a unit, told of one field. */
export async function findingsOfLoad(
  change: Change,
  load: Load,
  field: string,
): Promise<Finding[]> {
  const { stored, facts } = await readLoad(change, load);
  return checkLoad(stored, facts).map((one) => ({ ...one, line: null, field }));
}

/** What a plan would say of goods that lie in a unit and have other limits by now, told of one field. */
export async function findingsOfMovedLimits(
  change: Change,
  load: Load,
  field: string,
): Promise<Finding[]> {
  const { stored, facts } = await readLoad(change, load);
  return checkMovedLimits(stored, facts).map((one) => ({ ...one, line: null, field }));
}

async function readLoad(
  change: Change,
  { goods: lot, unit, from, until, withoutLotIds }: Load,
): Promise<{ stored: StoredLot; facts: PlanFacts }> {
  const others = (await lotsIn(change, unit, { from, until })).filter(
    ({ id }) => !withoutLotIds.includes(id),
  );
  const stored: StoredLot = {
    ...{ lot, at: change.now, others: others.map(goodsOf) },
    placement: placementIn(unit, { from, until }),
  };
  const plan = planOfStored(stored);
  const facts = await readPlanFacts(change.database, unit.organisationId, plan, change.now);
  return { stored, facts };
}

/** Of each lot that lies in a unit, what a plan would say of what the carriage is to be set to. */
export async function findingsOfSetpoint(
  change: Change,
  unit: UnitRecord,
  span: { readonly from: Instant; readonly until: Instant | null },
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const lot of (await lotsIn(change, unit, span)).map(goodsOf)) {
    const stored = { lot, at: change.now, others: [], placement: placementIn(unit, span) };
    const plan = planOfStored(stored);
    const facts = await readPlanFacts(change.database, unit.organisationId, plan, change.now);
    findings.push(...checkSetpoint(stored, facts).map((one) => ({ ...one, line: null })));
  }
  return findings;
}

/** A place in a unit, as it is known at the beginning. */
export function placementIn(
  { code: unitCode, kind: unitKind, plannedSetpointCelsius: setpointCelsius }: UnitRecord,
  span: { readonly from: Instant; readonly until: Instant | null },
): NonNullable<StoredLot['placement']> {
  return { unitCode, unitKind, setpointCelsius, ...span };
}

/** What has happened is put down as it was, whatever speaks against it, so that it is judged and seen. */
export function asHappened(
  findings: readonly Finding[],
  hasHappened: boolean | undefined,
): readonly Finding[] {
  return hasHappened ? findings.map((one) => ({ ...one, severity: 'WARN' })) : findings;
}

/** A unit that was declared empty is in use from when goods come into it: its silence is heard again. */
export async function takeIntoUse(
  change: Change,
  actorId: string,
  unit: UnitRecord,
  { from, reason }: { readonly from: Instant; readonly reason: string },
): Promise<void> {
  if (unit.state !== 'EMPTY') return;
  // Which revision the actor saw is that of something else.
  const ofUnit = { ...change, ifRevision: undefined };
  const declaration = { state: 'IN_USE', validFrom: from, reason } as const;
  await recordDeclaration(ofUnit, actorId, unit.wholeUnitId ?? unit.id, declaration);
}

/** What lies in a unit at any time of a span; not what stands there for goods that nobody declared. */
export async function lotsIn(
  { database }: Change,
  { id }: Pick<UnitRecord, 'id'>,
  { from, until }: { readonly from: Instant; readonly until: Instant | null },
): Promise<LotRow[]> {
  let query = database
    .selectFrom('lots')
    .innerJoin('lotPlacements as load', 'load.lotId', 'lots.id')
    .selectAll('lots')
    .distinct()
    .where('load.unitId', '=', id)
    .where('lots.provisionalRunId', 'is', null)
    .where((where) =>
      where.or([where('load.validUntil', 'is', null), where('load.validUntil', '>', from)]),
    );
  if (until !== null) query = query.where('load.validFrom', '<', until);
  return query.orderBy('lots.id').execute();
}
