import {
  checkStored,
  detailsOf,
  finding,
  isRefused,
  planOfStored,
  type StoredLot,
} from '@lenglian/planning';
import type { Change } from '../database/audited.ts';
import { addLots } from '../journeys/add-lots.ts';
import { findUnit } from '../journeys/unit-rows.ts';
import { readPlanFacts } from '../plans/read-plan-facts.ts';
import { RecordRefusedError } from '../record-refused-error.ts';
import { InvalidRecordError } from '../records-errors.ts';
import { lotsIn, placementIn, takeIntoUse } from './check-load.ts';
import { goodsOf } from './goods-of.ts';
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
    placement: placement && unit ? placementIn(unit, placement) : null,
    others: placement && unit ? (await lotsIn(change, unit, placement)).map(goodsOf) : [],
  };
  const plan = planOfStored(stored);
  const facts = await readPlanFacts(change.database, organisationId, plan, change.now);
  const findings = checkStored(stored, facts);
  if (placement && !unit) {
    const { unitCode } = placement;
    findings.push(finding('UNKNOWN_UNIT', null, 'placement.unitCode', { unitCode }));
  }
  if (isRefused(findings)) throw new RecordRefusedError(`lot ${code}`, findings);
  if (placement && unit) {
    const { from } = placement;
    await takeIntoUse(change, actorId, unit, { from, reason: `lot ${code}` });
  }
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
