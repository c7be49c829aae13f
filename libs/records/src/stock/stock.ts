import type { UnitKind } from '@lenglian/placements';
import type { Finding, PlannedLot } from '@lenglian/planning';
import type { Instant } from '@lenglian/quantities';
import type { Actor } from '../records.ts';

/** A unit that comes without a manifest. */
export interface StockUnit {
  /** Container number (ISO 6346) of a reefer; else plate or house number; a compartment is `<unit>/<part>`. */
  readonly code: string;
  readonly kind: UnitKind;
  /** Its compartments or zones, by what comes after the `/` of their codes. */
  readonly parts: readonly string[];
}

/** Goods that come without a run (入库). */
export interface StockLot extends PlannedLot {
  /** Null: nobody says yet where they lie. */
  readonly placement: {
    readonly unitCode: string;
    readonly from: Instant;
    readonly until: Instant | null;
  } | null;
}

export interface AddedStock {
  readonly id: string;
  readonly warnings: readonly Finding[];
}

/** Units and goods that no run brought. */
export interface StockRecords {
  /** @throws AlreadyExistsError, RecordRefusedError with every finding */
  addUnit(
    actor: Actor,
    organisationId: string,
    unit: StockUnit,
  ): Promise<AddedStock & { readonly partIds: readonly string[] }>;
  /**
   * Adds a lot and puts it into its unit, where it is watched from `from` on. One that was declared empty
   * is in use from then on. It leaves, or goes on a run, by `bindings.correct`.
   *
   * @throws RecordRefusedError with every finding, InvalidRecordError
   */
  addLot(actor: Actor, organisationId: string, lot: StockLot): Promise<AddedStock>;
}
