import { custodyOf, type HandOverFacts, type HandedLotFacts } from '@lenglian/goods';
import type { LimitProfile } from '@lenglian/limits';
import { dispositionOfLot } from '../alerts/lot-disposition.ts';
import type { Change, ReadableDatabase } from '../database/audited.ts';
import { inChunks } from '../database/chunks.ts';
import type { LotRow } from '../database/schema.ts';
import { leftOf } from '../lots/left-of.ts';
import { usedUp } from '../lots/transformation-rows.ts';
import type { NewHandOver } from './hand-over.ts';
import { lastSeals } from './last-seals.ts';
import { readCustodyEvents } from './read-custody-events.ts';

/** What the records know where goods change hands, and the ids behind the codes. */
export interface KnownOfHandOver {
  readonly facts: HandOverFacts;
  readonly runId: string | null;
  readonly unitId: string | null;
  readonly lotIds: ReadonlyMap<string, string>;
}

/** Reads what a hand-over is to be checked against; what is another organisation's does not exist. */
export async function readHandOverFacts(
  { database, now }: Change,
  organisationId: string,
  reported: NewHandOver,
): Promise<KnownOfHandOver> {
  const idOf = async (table: 'runs' | 'units' | 'places', code: string | null) => {
    if (code === null) return null;
    const row = await database
      .selectFrom(table as 'units')
      .select('id')
      .where('organisationId', '=', organisationId)
      .where('code', '=', code)
      .executeTakeFirst();
    return row?.id ?? null;
  };
  const runId = await idOf('runs', reported.runCode);
  const unitId = await idOf('units', reported.unitCode);
  const lots = new Map<string, HandedLotFacts>();
  const lotIds = new Map<string, string>();
  const codes = [...new Set(reported.lots.map(({ lotCode }) => lotCode))];
  for (const chunk of inChunks(codes)) {
    const rows = await database
      .selectFrom('lots')
      .selectAll()
      .where('organisationId', '=', organisationId)
      .where('code', 'in', chunk)
      .execute();
    for (const row of rows) {
      lotIds.set(row.code, row.id);
      lots.set(row.code, await factsOfLot(database, row, reported));
    }
  }
  const isPlaceKnown = (await idOf('places', reported.placeCode)) !== null;
  const seal = unitId === null ? undefined : await lastSeals(database, [unitId], reported);
  const sealNumber = seal?.get(unitId ?? '')?.sealNumber ?? null;
  return {
    ...{ runId, unitId, lotIds },
    facts: {
      ...{ now, lots, isPlaceKnown, sealNumber },
      ...{ isRunKnown: runId !== null, isUnitKnown: unitId !== null },
    },
  };
}

async function factsOfLot(
  database: ReadableDatabase,
  { id, quantityKilograms, waybillNumber }: LotRow,
  { handedOverAt, supersedesId }: NewHandOver,
): Promise<HandedLotFacts> {
  const placement = await database
    .selectFrom('lotPlacements')
    .innerJoin('units', 'units.id', 'lotPlacements.unitId')
    .innerJoin('profiles', 'profiles.id', 'lotPlacements.profileId')
    .select(['units.code', 'profiles.definition', 'validUntil'])
    .where('lotId', '=', id)
    .where('lotPlacements.validFrom', '<=', handedOverAt)
    // Goods that were taken out before they are handed over have the limits that they had to the end.
    .orderBy('lotPlacements.validFrom', 'desc')
    .executeTakeFirst();
  const band = placement && (JSON.parse(placement.definition) as LimitProfile).band;
  const before = (await readCustodyEvents(database, id)).filter(
    (event) => event.handedOverAt <= handedOverAt && event.handOverId !== supersedesId,
  );
  const used = await usedUp(database, [id], handedOverAt);
  return {
    bandLowCelsius: band?.low ?? null,
    bandHighCelsius: band?.high ?? Infinity,
    waybillNumber,
    unitCode: placement && isOpenAt(placement, handedOverAt) ? placement.code : null,
    quantityKilograms: leftOf(quantityKilograms, used.get(id) ?? []),
    custodianName: custodyOf(before).at(-1)?.custodianName ?? null,
    disposition: (await dispositionOfLot(database, id)).state,
  };
}

function isOpenAt({ validUntil }: { readonly validUntil: number | null }, at: number): boolean {
  return validUntil === null || validUntil > at;
}
