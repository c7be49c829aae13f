import { detailsOf, type LotDetails } from '@lenglian/planning';
import { correctBinding } from '../bindings/correct-binding.ts';
import type { Change } from '../database/audited.ts';
import { revise } from '../database/revise.ts';
import type { LotRow } from '../database/schema.ts';
import { VARIANT_MARK } from '../journeys/choose-profile.ts';
import { NotFoundError } from '../records-errors.ts';

/** What may be said of a lot later; what is absent stays. */
export type LotChange = { readonly [Name in keyof LotDetails]?: LotDetails[Name] | undefined } & {
  readonly note?: string | null | undefined;
};

/**
 * Says more of a lot. Where its sugar or its cultivar changes what it is judged by, its whole time is
 * judged again by its own limits; where somebody chose other limits for it, these stay.
 *
 * @throws NotFoundError for a lot that is not there, or a cultivar that nobody knows
 * @throws InvalidRecordError for goods that would have no safe temperature
 */
export async function changeLot(change: Change, id: string, what: LotChange): Promise<void> {
  const row = await change.database
    .selectFrom('lots')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw new NotFoundError(`there is no lot ${id}`);
  await revise(change, 'lots', id);
  const said = Object.fromEntries(Object.entries(what).filter(([, value]) => value !== undefined));
  const before = { ...detailsOf(row), note: row.note };
  const after = { ...before, ...said };
  const { organisationId } = row;
  await change.database.updateTable('lots').set(after).where('id', '=', id).execute();
  change.note({ organisationId, action: 'lot.change', entity: 'lot', entityId: id, before, after });
  if (after.brixDegrees !== before.brixDegrees || after.cultivarCode !== before.cultivarCode)
    await judgeByOwnLimits(change, row);
}

async function judgeByOwnLimits(
  change: Change,
  { id, organisationId, commodityCode }: LotRow,
): Promise<void> {
  const placements = await change.database
    .selectFrom('lotPlacements')
    .innerJoin('profiles', 'profiles.id', 'lotPlacements.profileId')
    .select(['unitId', 'lotPlacements.validFrom', 'validUntil', 'profiles.code'])
    .where('lotId', '=', id)
    .execute();
  for (const { unitId, validFrom, validUntil, code } of placements) {
    if (code.split(VARIANT_MARK)[0] !== commodityCode) continue;
    await correctBinding(change, {
      ...{ organisationId, kind: 'lot', subjectId: id, targetId: unitId },
      ...{ from: validFrom, until: validUntil },
    });
  }
}
