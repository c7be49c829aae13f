import { NO_DETAILS } from '@lenglian/planning';
import type { Change } from '../database/audited.ts';
import { inChunks, pauseBetweenChunks } from '../database/chunks.ts';
import { bumpCounter } from '../database/counters.ts';
import type { LotPlacementRow } from '../database/schema.ts';
import { InvalidRecordError } from '../records-errors.ts';
import { ORDINARY_GOODS, profileChooser } from './choose-profile.ts';
import { insertNamed, requireCodes } from './coded-rows.ts';
import type { NewLot } from './new-journeys.ts';

/** Adds lots and puts them into their units. @returns the ids by code */
export async function addLots(
  change: Change,
  organisationId: string,
  lots: readonly NewLot[],
): Promise<Map<string, string>> {
  const unitCodes = lots.flatMap(({ placement }) => placement?.unitCode ?? []);
  const unitIds = await requireCodes(change, organisationId, 'units', unitCodes);
  const byCode = new Map(lots.map((lot) => [lot.code, lot]));
  const rows = lots.map(({ placement: _, details, originPlaceCode, note, ...lot }) => ({
    ...lot,
    originPlaceCode: originPlaceCode ?? null,
    note: note ?? null,
    ...NO_DETAILS,
    ...details,
  }));
  const ids = await insertNamed(change, organisationId, 'lots', rows, ({ code }) => ({
    placement: byCode.get(code)?.placement,
  }));
  const profileFor = await profileChooser(change, organisationId);
  const placements: LotPlacementRow[] = [];
  for (const { code, placement, details } of lots) {
    if (placement === undefined) continue;
    const { unitCode, profileCode, from, until = null } = placement;
    if (until !== null && until <= from) {
      throw new InvalidRecordError(`lot ${code}: its placement ends at ${until}, before it begins`);
    }
    const [lotId, unitId] = [ids.get(code) ?? '', unitIds.get(unitCode) ?? ''];
    const profileId = await profileFor(profileCode, from, { ...ORDINARY_GOODS, ...details });
    const times = { validFrom: from, validUntil: until, recordedAt: change.now };
    placements.push({ id: change.newId(), organisationId, lotId, unitId, profileId, ...times });
  }
  await insertPlacements(change, placements);
  return ids;
}

async function insertPlacements(
  change: Change,
  placements: readonly LotPlacementRow[],
): Promise<void> {
  if (placements.length === 0) return;
  for (const chunk of inChunks(placements)) {
    await change.database.insertInto('lotPlacements').values(chunk).execute();
    await pauseBetweenChunks(chunk);
  }
  await bumpCounter(change, 'placements');
}
