import { finding, isCleanAt, type Finding } from '@lenglian/planning';
import { toIso, type Instant } from '@lenglian/quantities';
import { expressionBuilder, type Expression, type SqlBool } from 'kysely';
import type { Change } from '../database/audited.ts';
import type { RecordsSchema, UnitAssignmentRow } from '../database/schema.ts';
import { unitStatesAt } from '../journeys/unit-rows.ts';
import { RecordRefusedError } from '../record-refused-error.ts';
import type { RunRecord } from '../records.ts';
import { cleanlinessOf } from './read-fitness.ts';

/**
 * Lets no goods into a unit that is laid up, nor milk into a tanker that is not clean now: the plan may have
 * been made the day before.
 *
 * @throws RecordRefusedError naming every unit that must be in use, or cleaned, first
 */
export async function refuseUnfit(change: Change, run: RunRecord): Promise<void> {
  const findings = await unfit(change, run, loadsNow(change.now));
  if (findings.length > 0) throw new RecordRefusedError(`run ${run.code}`, findings);
}

/** The same of units that are coupled on at a stop where the run is now: it is there, so they are warnings. */
export async function unfitAtStop(
  change: Change,
  run: Pick<RunRecord, 'id'>,
  placeCode: string,
): Promise<Finding[]> {
  const findings = await unfit(change, run, joinsAt(placeCode));
  return findings.map((one) => ({ ...one, severity: 'WARN' }));
}

async function unfit(change: Change, run: Pick<RunRecord, 'id'>, which: Rides) {
  return [...(await laidUp(change, run, which)), ...(await unclean(change, run, which))];
}

async function laidUp(
  change: Change,
  run: Pick<RunRecord, 'id'>,
  which: Rides,
): Promise<Finding[]> {
  const units = await change.database
    .selectFrom('unitAssignments as ride')
    .innerJoin('units', 'units.id', 'ride.unitId')
    .select(['units.id', 'units.code', 'units.wholeUnitId'])
    .distinct()
    .where('ride.runId', '=', run.id)
    .where(which)
    .where(isNotOver(change.now))
    .orderBy('units.code')
    .execute();
  const ids = units.flatMap(({ id, wholeUnitId }) => [id, wholeUnitId ?? id]);
  const states = await unitStatesAt(change.database, ids, change.now);
  return units
    .filter(
      ({ id, wholeUnitId }) => (states.get(wholeUnitId ?? id) ?? states.get(id)) === 'LAID_UP',
    )
    .map(({ code: unitCode }) => finding('UNIT_LAID_UP', null, 'unitCode', { unitCode }));
}

/** Which rides of a run are asked about. */
type Rides = () => Expression<SqlBool>;
const where = expressionBuilder<RecordsSchema & { ride: UnitAssignmentRow }, 'ride'>();

/** Not what is coupled on at a later stop: that may still be made fit until then. */
function loadsNow(now: Instant): Rides {
  return () =>
    where.or([where('ride.joinPlaceCode', 'is', null), where('ride.validFrom', '<=', now)]);
}

function joinsAt(placeCode: string): Rides {
  return () => where('ride.joinPlaceCode', '=', placeCode);
}

/** Not what was taken off the run. */
function isNotOver(now: Instant): Rides {
  return () => where.or([where('ride.validUntil', 'is', null), where('ride.validUntil', '>', now)]);
}

async function unclean(
  change: Change,
  run: Pick<RunRecord, 'id'>,
  which: Rides,
): Promise<Finding[]> {
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
    .where(which)
    .where(isNotOver(change.now))
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
  return findings;
}
