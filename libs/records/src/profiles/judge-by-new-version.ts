import type { Instant } from '@lenglian/quantities';
import { correctBinding } from '../bindings/correct-binding.ts';
import type { Change } from '../database/audited.ts';
import { inChunks, pauseBetweenChunks } from '../database/chunks.ts';
import { VARIANT_MARK } from '../journeys/choose-profile.ts';

/**
 * Goods that are judged by a profile (or by a variant of it, for their sugar) are judged by its newest
 * version from a moment on: their placements are split there. What was believed stays on record.
 */
export async function judgeByNewVersion(
  change: Change,
  organisationId: string,
  code: string,
  from: Instant,
): Promise<void> {
  const placements = await change.database
    .selectFrom('lotPlacements')
    .innerJoin('profiles', 'profiles.id', 'lotPlacements.profileId')
    .select(['lotId', 'unitId', 'lotPlacements.validFrom', 'validUntil'])
    .where('profiles.organisationId', '=', organisationId)
    .where((where) =>
      where.or([
        where('profiles.code', '=', code),
        where('profiles.code', 'like', `${code}${VARIANT_MARK}%`),
      ]),
    )
    .where((where) => where.or([where('validUntil', 'is', null), where('validUntil', '>', from)]))
    .orderBy('lotPlacements.id')
    .execute();
  for (const chunk of inChunks(placements)) {
    for (const { lotId, unitId, validFrom, validUntil } of chunk)
      await correctBinding(change, {
        ...{ organisationId, kind: 'lot', subjectId: lotId, targetId: unitId, profileCode: code },
        ...{ from: Math.max(from, validFrom), until: validUntil },
      });
    await pauseBetweenChunks(chunk);
  }
}
