import { detailsOf, type Finding, type LotDetails, type PlannedLot } from '@lenglian/planning';
import type { Instant } from '@lenglian/quantities';
import { correctBinding } from '../bindings/correct-binding.ts';
import type { Change } from '../database/audited.ts';
import { revise } from '../database/revise.ts';
import type { LotRow } from '../database/schema.ts';
import { VARIANT_MARK } from '../journeys/choose-profile.ts';
import { findUnit } from '../journeys/unit-rows.ts';
import { NotFoundError } from '../records-errors.ts';
import { asHappened, findingsOfMovedLimits } from '../stock/check-load.ts';
import { goodsOf } from '../stock/goods-of.ts';

/** What may be said of a lot later; what is absent stays. */
export type LotChange = { readonly [Name in keyof LotDetails]?: LotDetails[Name] | undefined } & {
  readonly note?: string | null | undefined;
};

/**
 * Says more of a lot. Where its sugar or its cultivar changes what it is judged by, its whole time is
 * judged again by its own limits; where somebody chose other limits for it, these stay.
 *
 * @returns what a plan would say of the limits that it has now, where it lies and will lie, as warnings
 * @throws NotFoundError for a lot that is not there, or a cultivar that nobody knows
 * @throws InvalidRecordError for goods that would have no safe temperature
 */
export async function changeLot(
  change: Change,
  id: string,
  what: LotChange,
): Promise<readonly Finding[]> {
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
  const moved = (['brixDegrees', 'cultivarCode'] as const).filter(
    (name) => after[name] !== before[name],
  );
  if (moved.length === 0) return [];
  const placements = await judgeByOwnLimits(change, row);
  const goods = goodsOf({ ...row, ...after });
  const field = moved.length === 1 ? (moved[0] ?? '') : 'brixDegrees';
  return findingsWhereItLies(change, { id, goods, placements }, field);
}

/** Where a lot lay, lies or will lie. */
interface Placement {
  readonly unitId: string;
  readonly validFrom: Instant;
  readonly validUntil: Instant | null;
}

/** @returns where it is judged by its own limits */
async function judgeByOwnLimits(
  change: Change,
  { id, organisationId, commodityCode }: LotRow,
): Promise<Placement[]> {
  const placements = await change.database
    .selectFrom('lotPlacements')
    .innerJoin('profiles', 'profiles.id', 'lotPlacements.profileId')
    .select(['unitId', 'lotPlacements.validFrom', 'validUntil', 'profiles.code'])
    .where('lotId', '=', id)
    .execute();
  const own = placements.filter(({ code }) => code.split(VARIANT_MARK)[0] === commodityCode);
  for (const { unitId, validFrom, validUntil } of own)
    await correctBinding(change, {
      ...{ organisationId, kind: 'lot', subjectId: id, targetId: unitId },
      ...{ from: validFrom, until: validUntil },
    });
  return own;
}

/** The goods are what they are: what does not bear them is told, and refuses nothing. */
async function findingsWhereItLies(
  change: Change,
  {
    id,
    goods,
    placements,
  }: { readonly id: string; readonly goods: PlannedLot; readonly placements: Placement[] },
  field: string,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { unitId, validFrom, validUntil: until } of placements) {
    if (until !== null && until <= change.now) continue;
    const from = Math.max(validFrom, change.now);
    const unit = await findUnit(change.database, { id: unitId }, from);
    if (!unit) continue;
    const load = { goods, unit, from, until, withoutLotIds: [id] };
    findings.push(...(await findingsOfMovedLimits(change, load, field)));
  }
  return asHappened(findings, true);
}
