import type { Audited } from '../database/audited.ts';
import { addStockLot } from './add-stock-lot.ts';
import { addStockUnit } from './add-stock-unit.ts';
import type { StockRecords } from './stock.ts';

/** Units and goods without a run, over the database. */
export function stockRecords(audited: Audited): StockRecords {
  return {
    addUnit: (actor, organisationId, unit) =>
      audited(actor, (change) => addStockUnit(change, organisationId, unit)),
    addLot: (actor, organisationId, lot) =>
      audited(actor, (change) => addStockLot(change, actor.id, organisationId, lot)),
  };
}
