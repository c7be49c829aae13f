import {
  checkStored,
  detailsOf,
  finding,
  isRefused,
  planOfStored,
  type PlannedLot,
  type StoredLot,
} from '@lenglian/planning';
import type { Instant } from '@lenglian/quantities';
import type { Change } from '../database/audited.ts';
import { recordDeclaration } from '../equipment/record-unit-entry.ts';
import { addLots } from '../journeys/add-lots.ts';
import { findUnit } from '../journeys/unit-rows.ts';
import { readPlanFacts } from '../plans/read-plan-facts.ts';
import { RecordRefusedError } from '../record-refused-error.ts';
import { InvalidRecordError } from '../records-errors.ts';
import type { UnitRecord } from '../records.ts';
import type { AddedStock, StockLot } from './stock.ts';

/** Adds a lot that no run brings, and puts it into its unit. It is checked as a manifest is. */
export async function addStockLot(
  change: Change,
  actorId: string,
  organisationId: string,
  { placement, ...lot }: StockLot,
): Promise<AddedStock> {
  const { code, commodityCode, quantityKilograms, originPlaceCode, note } = lot;
  if (placement?.until != null && placement.until <= placement.from)
    throw new InvalidRecordError(`lot ${code}: its placement ends before it begins`);
  const unit =
    placement &&
    (await findUnit(change.database, { organisationId, code: placement.unitCode }, placement.from));
  const stored: StoredLot = {
    ...{ lot, at: change.now },
    placement: placement && unit ? { ...placement, unitKind: unit.kind } : null,
    others: placement && unit ? await othersIn(change, unit, placement) : [],
  };
  const plan = planOfStored(stored);
  const facts = await readPlanFacts(change.database, organisationId, plan, change.now);
  const findings = checkStored(stored, facts);
  if (placement && !unit) {
    const { unitCode } = placement;
    findings.push(finding('UNKNOWN_UNIT', null, 'placement.unitCode', { unitCode }));
  }
  if (isRefused(findings)) throw new RecordRefusedError(`lot ${code}`, findings);
  if (placement && unit?.state === 'EMPTY')
    await recordDeclaration(change, actorId, unit.wholeUnitId ?? unit.id, {
      ...{ state: 'IN_USE', validFrom: placement.from, reason: `lot ${code}` },
    });
  const ids = await addLots(change, organisationId, [
    {
      ...{ code, commodityCode, quantityKilograms, details: detailsOf(lot) },
      ...(originPlaceCode !== null && { originPlaceCode }),
      ...(note !== null && { note }),
      ...(placement && { placement: { ...placement, profileCode: commodityCode } }),
    },
  ]);
  return { id: ids.get(code) ?? '', warnings: findings };
}

/** What lies in a unit at any time of a span. */
async function othersIn(
  { database }: Change,
  { id }: UnitRecord,
  { from, until }: { readonly from: Instant; readonly until: Instant | null },
): Promise<PlannedLot[]> {
  let query = database
    .selectFrom('lots')
    .innerJoin('lotPlacements as load', 'load.lotId', 'lots.id')
    .selectAll('lots')
    .distinct()
    .where('load.unitId', '=', id)
    .where((where) =>
      where.or([where('load.validUntil', 'is', null), where('load.validUntil', '>', from)]),
    );
  if (until !== null) query = query.where('load.validFrom', '<', until);
  const rows = await query.orderBy('lots.id').execute();
  return rows.map((row) => {
    const { code, commodityCode, quantityKilograms, originPlaceCode, note } = row;
    const goods = { code, commodityCode, quantityKilograms, originPlaceCode, note };
    return { ...goods, ...detailsOf(row) };
  });
}
