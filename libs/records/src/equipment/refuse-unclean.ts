import { finding, isCleanAt, type Finding } from '@lenglian/planning';
import { toIso } from '@lenglian/quantities';
import type { Change } from '../database/audited.ts';
import { RecordRefusedError } from '../record-refused-error.ts';
import type { RunRecord } from '../records.ts';
import { cleanlinessOf } from './read-fitness.ts';

/**
 * Lets no milk into a tanker that is not clean now: the plan may have been made the day before.
 *
 * @throws RecordRefusedError naming every tanker or compartment that must be cleaned first
 */
export async function refuseUnclean(change: Change, run: RunRecord): Promise<void> {
  const tanks = await change.database
    .selectFrom('unitAssignments as ride')
    .innerJoin('units', 'units.id', 'ride.unitId')
    .innerJoin('lotPlacements as load', 'load.unitId', 'units.id')
    .innerJoin('lots', 'lots.id', 'load.lotId')
    .select(['units.id', 'units.code', 'units.wholeUnitId', 'ride.validFrom as from'])
    .distinct()
    .where('ride.runId', '=', run.id)
    .where('units.kind', '=', 'tanker')
    .where('lots.provisionalRunId', 'is', null)
    .whereRef('load.validFrom', '>=', 'ride.validFrom')
    // One that is coupled on at a later stop may still be washed until then.
    .where((where) =>
      where.or([
        where('ride.joinPlaceCode', 'is', null),
        where('ride.validFrom', '<=', change.now),
      ]),
    )
    .orderBy('units.code')
    .execute();
  const findings: Finding[] = [];
  for (const { id, code: unitCode, wholeUnitId, from } of tanks) {
    const ids = wholeUnitId === null ? [id] : [id, wholeUnitId];
    const until = { cleanedUntil: change.now, loadedBefore: Math.min(from, change.now) };
    const known = [...(await cleanlinessOf(change.database, ids, until)).values()];
    const cleaning = known
      .flatMap((one) => one.cleaning ?? [])
      .sort((a, b) => b.cleanedAt - a.cleanedAt)[0];
    if (isCleanAt(change.now, { cleaning: cleaning ?? null, loadedAt: known[0]?.loadedAt ?? null }))
      continue;
    const cleanedAt = cleaning ? toIso(cleaning.cleanedAt) : '—';
    findings.push(finding('TANKER_NOT_CLEAN', null, 'unitCode', { unitCode, cleanedAt }));
  }
  if (findings.length > 0) throw new RecordRefusedError(`run ${run.code}`, findings);
}
