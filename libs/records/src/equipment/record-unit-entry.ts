import { finding } from '@lenglian/planning';
import type { Instant } from '@lenglian/quantities';
import type { Change } from '../database/audited.ts';
import { bumpCounter } from '../database/counters.ts';
import { revise } from '../database/revise.ts';
import { RecordRefusedError } from '../record-refused-error.ts';
import { InvalidRecordError, NotFoundError } from '../records-errors.ts';
import type {
  CleaningRecord,
  DeclarationRecord,
  InspectionRecord,
  NewCleaning,
  NewDeclaration,
  NewInspection,
  NewSeal,
  SealRecord,
} from './equipment.ts';

/**
 * Puts down that a unit is empty, laid up or in use again. Its compartments follow it.
 *
 * @throws NotFoundError, RevisionConflictError, InvalidRecordError while goods lie in it
 */
export async function recordDeclaration(
  change: Change,
  recordedBy: string,
  unitId: string,
  declaration: NewDeclaration,
): Promise<DeclarationRecord> {
  if (declaration.state !== 'IN_USE') {
    const load = await loadIn(change, unitId, declaration.validFrom);
    if (load !== undefined) throw new InvalidRecordError(`lot ${load} lies in it`);
  }
  const by = await entryOf(change, recordedBy, unitId);
  await revise(change, 'units', unitId);
  const row = { ...by, unitId, ...declaration };
  await change.database.insertInto('unitDeclarations').values(row).execute();
  // Who shows units reads them again with the placements.
  await bumpCounter(change, 'placements');
  const about = { action: 'unit.declare', entity: 'unit', entityId: unitId };
  change.note({ organisationId: by.organisationId, ...about, after: row });
  return row;
}

/**
 * Puts down a cleaning in place.
 *
 * @throws NotFoundError, InvalidRecordError for one in the future
 * @throws RecordRefusedError for a tank, or a part of it, in which goods lay at that moment
 */
export async function recordCleaning(
  change: Change,
  recordedBy: string,
  unitId: string,
  cleaning: NewCleaning,
): Promise<CleaningRecord> {
  if (cleaning.cleanedAt > change.now) throw new InvalidRecordError('a cleaning in the future');
  const by = await entryOf(change, recordedBy, unitId);
  await refuseFullTank(change, unitId, cleaning.cleanedAt);
  const row = { ...by, unitId, ...cleaning };
  await change.database
    .insertInto('unitCleanings')
    .values({ ...row, isClean: cleaning.isClean ? 1 : 0 })
    .execute();
  const about = { action: 'unit.clean', entity: 'unit', entityId: unitId };
  change.note({ organisationId: by.organisationId, ...about, after: row });
  return row;
}

/** Puts down an inspection before a trip (PTI). @throws NotFoundError, InvalidRecordError for one in the future */
export async function recordInspection(
  change: Change,
  recordedBy: string,
  unitId: string,
  inspection: NewInspection,
): Promise<InspectionRecord> {
  if (inspection.inspectedAt > change.now)
    throw new InvalidRecordError('an inspection in the future');
  const row = { ...(await entryOf(change, recordedBy, unitId)), unitId, ...inspection };
  await change.database
    .insertInto('unitInspections')
    .values({ ...row, hasPassed: inspection.hasPassed ? 1 : 0 })
    .execute();
  const about = { action: 'unit.inspect', entity: 'unit', entityId: unitId };
  change.note({ organisationId: row.organisationId, ...about, after: row });
  return row;
}

/** Puts down a seal that was put on. @throws NotFoundError, InvalidRecordError for one in the future */
export async function recordSeal(
  change: Change,
  recordedBy: string,
  unitId: string,
  seal: NewSeal,
): Promise<SealRecord> {
  if (seal.sealedAt > change.now) throw new InvalidRecordError('a seal of the future');
  const row = { ...(await entryOf(change, recordedBy, unitId)), unitId, ...seal };
  await change.database.insertInto('unitSeals').values(row).execute();
  const about = { action: 'unit.seal', entity: 'unit', entityId: unitId };
  change.note({ organisationId: row.organisationId, ...about, after: row });
  return row;
}

async function entryOf(change: Change, recordedBy: string, unitId: string) {
  const unit = await change.database
    .selectFrom('units')
    .select('organisationId')
    .where('id', '=', unitId)
    .executeTakeFirst();
  if (!unit) throw new NotFoundError(`unit ${unitId}`);
  const { organisationId } = unit;
  return { id: change.newId(), organisationId, recordedAt: change.now, recordedBy };
}

async function refuseFullTank(change: Change, unitId: string, at: Instant): Promise<void> {
  const load = await change.database
    .selectFrom('lotPlacements as load')
    .innerJoin('lots', 'lots.id', 'load.lotId')
    .innerJoin('units', 'units.id', 'load.unitId')
    .select(['lots.code as lotCode', 'units.code as unitCode'])
    .where('units.kind', '=', 'tanker')
    // In it, in a part of it, or in the whole that it is a part of.
    .where((where) =>
      where.or([
        where('units.id', '=', unitId),
        where('units.wholeUnitId', '=', unitId),
        where('units.id', 'in', (whole) =>
          whole
            .selectFrom('units as part')
            .select('part.wholeUnitId')
            .where('part.id', '=', unitId),
        ),
      ]),
    )
    .where('lots.provisionalRunId', 'is', null)
    .where('load.validFrom', '<', at)
    .where((where) =>
      where.or([where('load.validUntil', 'is', null), where('load.validUntil', '>', at)]),
    )
    // What a run is to load that has not begun to is not there yet, whatever its plan says.
    .where((outer) =>
      outer.not(
        outer.exists(
          outer
            .selectFrom('unitAssignments as ride')
            .innerJoin('runs', 'runs.id', 'ride.runId')
            .select('ride.id')
            .whereRef('ride.unitId', '=', 'load.unitId')
            .whereRef('ride.validFrom', '<=', 'load.validFrom')
            .where('runs.state', '=', 'PLANNED'),
        ),
      ),
    )
    .orderBy('lots.id')
    .executeTakeFirst();
  if (load === undefined) return;
  throw new RecordRefusedError(`cleaning of ${load.unitCode}`, [
    finding('GOODS_IN_TANK', null, 'cleanedAt', load),
  ]);
}

/** The code of goods that lie in it then or later: silence of what is declared empty alarms nobody. */
async function loadIn(change: Change, unitId: string, at: number): Promise<string | undefined> {
  const load = await change.database
    .selectFrom('lotPlacements')
    .innerJoin('lots', 'lots.id', 'lotPlacements.lotId')
    .innerJoin('units', 'units.id', 'lotPlacements.unitId')
    .select('lots.code')
    .where((where) => where.or([where('units.id', '=', unitId), where('wholeUnitId', '=', unitId)]))
    .where('lots.provisionalRunId', 'is', null)
    .where('validFrom', '<=', Math.max(at, change.now))
    .where((where) => where.or([where('validUntil', 'is', null), where('validUntil', '>', at)]))
    .executeTakeFirst();
  return load?.code;
}
