import { UNKNOWN_LEG } from '@lenglian/planning';
import type { Change } from '../database/audited.ts';
import { inChunks, pauseBetweenChunks } from '../database/chunks.ts';
import { bumpCounter } from '../database/counters.ts';
import { addDevices } from '../devices/add-devices.ts';
import { addContacts } from './add-contacts.ts';
import { addLots } from './add-lots.ts';
import { addUnits } from './add-units.ts';
import { insertNamed, requireCodes } from './coded-rows.ts';
import type { AddedJourneys, NewJourneys, NewProfile, NewRun, NewService } from './new-journeys.ts';

/** Does the work of `journeys.addMany` within a change, in the order in which things refer. */
export async function addJourneys(change: Change, added: NewJourneys): Promise<AddedJourneys> {
  const { organisationId } = added;
  const places = (added.places ?? []).map((place) => {
    const { latitudeDegrees, longitudeDegrees, roles = [] } = place;
    return {
      ...namedRow(place),
      ...{ latitudeDegrees, longitudeDegrees, roles: JSON.stringify(roles) },
    };
  });
  await insertNamed(change, organisationId, 'places', places);
  await insertNamed(change, organisationId, 'services', (added.services ?? []).map(namedRow));
  const profileIds = await addProfiles(change, organisationId, added.profiles ?? []);
  const runIds = await addRuns(change, organisationId, added.runs ?? []);
  const devices = (added.devices ?? []).map((device) => ({ ...device, organisationId }));
  await addDevices(change, devices);
  const unitIds = await addUnits(change, organisationId, added.units ?? []);
  const lotIds = await addLots(change, organisationId, added.lots ?? []);
  await addContacts(change, organisationId, added.contacts ?? []);
  return { profileIds, runIds, unitIds, lotIds };
}

/** What places and services have in common, as columns. */
function namedRow({ code, nameZh, nameEn, details, isSeeded = false }: NewService) {
  return {
    ...{ code, nameZh, nameEn, isSeeded: isSeeded ? 1 : 0 },
    details: JSON.stringify(details ?? null),
  };
}

async function addProfiles(
  change: Change,
  organisationId: string,
  profiles: readonly NewProfile[],
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  if (profiles.length === 0) return ids;
  const rows = profiles.map(({ details, isSeeded = false, ...definition }) => ({
    id: change.newId(),
    organisationId,
    code: definition.code,
    version: definition.version,
    validFrom: definition.validFrom,
    definition: JSON.stringify(definition),
    details: JSON.stringify(details ?? null),
    isSeeded: isSeeded ? 1 : 0,
  }));
  for (const chunk of inChunks(rows)) {
    await change.database.insertInto('profiles').values(chunk).execute();
    await pauseBetweenChunks(chunk);
    for (const row of chunk) {
      ids.set(row.code, row.id);
      const after: unknown = JSON.parse(row.definition);
      const entity = { organisationId, entity: 'profile', entityId: row.id };
      change.note({ ...entity, action: 'profile.add', after });
    }
  }
  await bumpCounter(change, 'placements');
  return ids;
}

async function addRuns(
  change: Change,
  organisationId: string,
  runs: readonly NewRun[],
): Promise<Map<string, string>> {
  const places = runs.flatMap((run) =>
    run.legs.flatMap((leg) => [leg.fromPlaceCode, leg.toPlaceCode]),
  );
  await requireCodes(change, organisationId, 'places', places);
  const rows = runs.map(({ legs: _legs, holes: _holes, ...run }) => run);
  const ids = await insertNamed(change, organisationId, 'runs', rows);
  const legs = runs.flatMap((run) =>
    run.legs.map((leg, ordinal) => ({
      id: change.newId(),
      organisationId,
      runId: ids.get(run.code) ?? '',
      ordinal,
      mode: leg.mode,
      fromPlaceCode: leg.fromPlaceCode,
      toPlaceCode: leg.toPlaceCode,
      plannedDepartureAt: leg.plannedDepartureAt,
      plannedArrivalAt: leg.plannedArrivalAt,
      ...UNKNOWN_LEG,
      recordedAt: change.now,
    })),
  );
  for (const chunk of inChunks(legs)) {
    await change.database.insertInto('runLegs').values(chunk).execute();
    await pauseBetweenChunks(chunk);
  }
  const holes = runs.flatMap((run) =>
    (run.holes ?? []).map((hole) => ({
      legOrdinal: 0,
      ...hole,
      id: change.newId(),
      organisationId,
      runId: ids.get(run.code) ?? '',
    })),
  );
  for (const chunk of inChunks(holes))
    await change.database.insertInto('runHoles').values(chunk).execute();
  return ids;
}
