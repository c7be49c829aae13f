import { MINUTE, type Instant } from '@lenglian/quantities';
import { toLimitProfile, type Commodity, type RunFile, type Seeds } from '@lenglian/seed-files';
import { DEMO_ORGANISATION_ID, ensureOrganisation } from '../accounts/first-start.ts';
import { UNISSUED_TOKEN_SHA256 } from '../accounts/tokens.ts';
import type { NewJourneys, NewLot, NewProfile, NewRun, NewUnit } from '../journeys/new-journeys.ts';
import type { Actor, Records } from '../records.ts';
import { readSeeds } from './read-seeds.ts';

const SEEDING: Actor = { id: 'system', reason: 'seeds' };

/** How many of each kind were added, 0 for what had been there, and how many followed newer seeds. */
export interface LoadedSeeds {
  readonly followed: number;
  readonly places: number;
  readonly services: number;
  readonly profiles: number;
  readonly runs: number;
  readonly units: number;
}

/**
 * Loads a seeds folder into the organisation `demo`: what is there already, by its code, is left
 * alone, so that loading again changes nothing; but places and services that nobody has touched follow
 * newer seeds. A run comes whole or not at all. Devices are added
 * without a token (UNISSUED_TOKEN_SHA256); rotating gives them one.
 *
 * @param now what the relative times of the run files count from
 * @param options.withSimulatedRuns whether the runs that simulators play are loaded too
 * @param options.withSimulatedRuns false leaves out the runs that only a simulated fleet plays
 * @throws SeedFileError
 */
export async function loadSeeds(
  records: Records,
  directory: string,
  now: Instant,
  options: { readonly withSimulatedRuns: boolean } = { withSimulatedRuns: true },
): Promise<LoadedSeeds> {
  const seeds = await readSeeds(directory);
  await ensureOrganisation(records, DEMO_ORGANISATION_ID);
  const followed = await records.network.followSeeds(SEEDING, DEMO_ORGANISATION_ID, {
    places: seeds.places.places,
    services: seeds.services.services,
  });
  const network = await missingNetwork(records, seeds);
  const wanted = seeds.runs.filter((run) => options.withSimulatedRuns || !run.isSimulated);
  const runs = await missingRuns(records, wanted);
  const loaded: LoadedSeeds = {
    followed,
    places: network.places.length,
    services: network.services.length,
    profiles: network.profiles.length,
    runs: runs.length,
    units: runs.reduce((count, run) => count + run.units.length, 0),
  };
  const isNothingMissing = Object.values({ ...loaded, followed: 0 }).every((count) => count === 0);
  if (isNothingMissing) return loaded;
  const journeys = runs.map((run) => toJourneys(run, now));
  await records.journeys.addMany(SEEDING, {
    organisationId: DEMO_ORGANISATION_ID,
    ...network,
    runs: journeys.map(({ run }) => run),
    devices: journeys.flatMap(({ devices }) => devices),
    units: journeys.flatMap(({ units }) => units),
    lots: journeys.flatMap(({ lots }) => lots),
  });
  return loaded;
}

async function missingNetwork(records: Records, { places, services, commodities }: Seeds) {
  const knownPlaces = new Set((await records.journeys.places()).map(({ code }) => code));
  const knownServices = new Set((await records.journeys.services()).map(({ code }) => code));
  const profiles = (await records.journeys.profiles()).map(profileKey);
  const { version } = commodities;
  return {
    places: places.places
      .filter(({ code }) => !knownPlaces.has(code))
      .map((place) => ({
        ...{ ...pick(place), ...coordinates(place), roles: place.roles },
        ...{ details: place, isSeeded: true },
      })),
    services: services.services
      .filter(({ code }) => !knownServices.has(code))
      .map((service) => ({ ...pick(service), details: service, isSeeded: true })),
    profiles: commodities.commodities
      .filter(({ code }) => !profiles.includes(profileKey({ code, version })))
      .map((commodity) => toProfile(commodity, version)),
  };
}

function profileKey({ code, version }: { code: string; version: number }): string {
  return `${code}/${version}`;
}

function pick({ code, nameZh, nameEn }: { code: string; nameZh: string; nameEn: string }) {
  return { code, nameZh, nameEn };
}

function coordinates(place: { latitudeDegrees: number; longitudeDegrees: number }) {
  const { latitudeDegrees, longitudeDegrees } = place;
  return { latitudeDegrees, longitudeDegrees };
}

function toProfile(commodity: Commodity, version: number): NewProfile {
  return { ...toLimitProfile(commodity, version), details: commodity };
}

async function missingRuns(records: Records, runs: readonly RunFile[]): Promise<RunFile[]> {
  const missing: RunFile[] = [];
  for (const run of runs) {
    if ((await records.journeys.runByCode(run.code)) === undefined) missing.push(run);
  }
  return missing;
}

/** A run file with its times fixed. */
function toJourneys(file: RunFile, now: Instant) {
  const departedAt = now - file.departedMinutesAgo * MINUTE;
  const boundFrom = now - file.devicesBoundMinutesAgo * MINUTE;
  const placedFrom = now - file.lotsPlacedMinutesAgo * MINUTE;
  const { code, serviceCode, nameZh, nameEn, state } = file;
  const run: NewRun = {
    ...{ code, serviceCode, nameZh, nameEn, state },
    legs: file.legs.map(({ departureMinutes, arrivalMinutes, ...leg }) => ({
      ...leg,
      plannedDepartureAt: departedAt + departureMinutes * MINUTE,
      plannedArrivalAt: departedAt + arrivalMinutes * MINUTE,
    })),
  };
  const devices = file.units.map(({ deviceId, kind }) => {
    return {
      ...{ id: deviceId, kind, tokenSha256: UNISSUED_TOKEN_SHA256 },
      ...(file.intervalSeconds !== undefined && {
        samplingIntervalSeconds: file.intervalSeconds,
        reportingIntervalSeconds: file.intervalSeconds,
      }),
    };
  }) satisfies NewJourneys['devices'];
  const units = file.units.map((unit): NewUnit => {
    const { position, equipmentGroup, deviceId } = unit;
    return {
      code: unit.code,
      kind: unit.kind,
      run: { runCode: code, position, equipmentGroup, from: boundFrom },
      devices: [{ deviceId, from: boundFrom }],
    };
  });
  return { run, devices, units, lots: lotsOf(file, placedFrom) };
}

function lotsOf(file: RunFile, from: Instant): NewLot[] {
  return file.units.flatMap((unit) =>
    unit.lots.map(({ code, commodityCode, originPlaceCode, quantityKilograms, note }) => ({
      ...{ code, commodityCode, originPlaceCode, quantityKilograms },
      ...(note !== undefined && { note }),
      placement: { unitCode: unit.code, profileCode: commodityCode, from },
    })),
  );
}
