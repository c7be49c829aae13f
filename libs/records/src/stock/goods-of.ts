import { detailsOf, type PlannedLot } from '@lenglian/planning';
import type { LotRow } from '../database/schema.ts';

/** A lot that is on record, as a manifest would bring it. */
export function goodsOf(row: LotRow): PlannedLot {
  const { code, commodityCode, quantityKilograms, originPlaceCode, note } = row;
  const goods = { code, commodityCode, quantityKilograms, originPlaceCode, note };
  return { ...goods, ...detailsOf(row) };
}
