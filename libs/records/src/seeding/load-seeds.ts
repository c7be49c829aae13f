import { MINUTE, type Instant } from '@lenglian/quantities';
import {
  toLimitProfile,
  type Commodity,
  type RunFile,
  type SeedContact,
  type Seeds,
} from '@lenglian/seed-files';
import { DEMO_ORGANISATION_ID, ensureOrganisation } from '../accounts/first-start.ts';
import { UNISSUED_TOKEN_SHA256 } from '../accounts/tokens.ts';
import type {
  NewContactOf,
  NewJourneys,
  NewLot,
  NewProfile,
  NewRun,
  NewUnit,
} from '../journeys/new-journeys.ts';
import type { ProfileRecord } from '../profiles/profile.ts';
import type { Actor, Records } from '../records.ts';
import { readSeeds } from './read-seeds.ts';

const SEEDING: Actor = { id: 'system', reason: 'seeds' };

interface LoadOptions {
  readonly withSimulatedRuns: boolean;
  readonly withRuns?: boolean;
}

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
 * Loads a seeds folder into the organisation `demo`, and its network and profiles also into those that
 * were given copies (`seedOrganisation`): what is there already, by its code, is left
 * alone, so that loading again changes nothing; but places and services that nobody has touched follow
 * newer seeds. A run comes whole or not at all. Devices are added
 * without a token (UNISSUED_TOKEN_SHA256); rotating gives them one.
 *
 * @param now what the relative times of the run files count from
 * @param options.withSimulatedRuns false leaves out the runs that only a simulated fleet plays
 * @param options.withRuns false leaves out all of them: on a simulated clock, whose time `now` is not
 * @throws SeedFileError
 */
export async function loadSeeds(
  records: Records,
  directory: string,
  now: Instant,
  options: LoadOptions = { withSimulatedRuns: true },
): Promise<LoadedSeeds> {
  const seeds = await readSeeds(directory);
  await ensureOrganisation(records, DEMO_ORGANISATION_ID);
  for (const id of await othersThatFollow(records)) await loadNetwork(records, seeds, id);
  const { followed, network } = await followNetwork(records, seeds, DEMO_ORGANISATION_ID);
  const { withSimulatedRuns, withRuns = true } = options;
  const wanted = seeds.runs.filter((run) => withRuns && (withSimulatedRuns || !run.isSimulated));
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
    contacts: runs.flatMap(contactsOf),
  });
  return loaded;
}

/**
 * Gives an organisation copies of its own of the places, services and profiles of a seeds folder. What
 * nobody changes of them follows newer seeds from then on, whenever these are loaded.
 *
 * @throws SeedFileError
 */
export async function seedOrganisation(
  records: Records,
  directory: string,
  organisationId: string,
): Promise<void> {
  await loadNetwork(records, await readSeeds(directory), organisationId);
}

/** Organisations besides `demo` that were given copies of the seeds. */
async function othersThatFollow(records: Records): Promise<string[]> {
  const ids = (await records.organisations.list()).map(({ id }) => id);
  const following: string[] = [];
  for (const id of ids.filter((one) => one !== DEMO_ORGANISATION_ID))
    if ((await records.journeys.places(id)).some(({ isSeeded }) => isSeeded)) following.push(id);
  return following;
}

async function loadNetwork(records: Records, seeds: Seeds, organisationId: string): Promise<void> {
  const { network } = await followNetwork(records, seeds, organisationId);
  if (Object.values(network).every((missing) => missing.length === 0)) return;
  await records.journeys.addMany(SEEDING, { organisationId, ...network });
}

/** Brings what is there to what the seeds say; what is missing is only told. */
async function followNetwork(records: Records, seeds: Seeds, organisationId: string) {
  const followed = await records.network.followSeeds(SEEDING, organisationId, {
    places: seeds.places.places,
    services: seeds.services.services,
  });
  return { followed, network: await missingNetwork(records, seeds, organisationId) };
}

async function missingNetwork(
  records: Records,
  { places, services, commodities }: Seeds,
  organisationId: string,
) {
  const { journeys } = records;
  const codesOf = (found: readonly { code: string }[]) => new Set(found.map(({ code }) => code));
  const knownPlaces = codesOf(await journeys.places(organisationId));
  const knownServices = codesOf(await journeys.services(organisationId));
  const known = await everyProfile(records, organisationId);
  const profiles = known.map(profileKey);
  // A version of somebody's own is theirs from then on: newer seeds do not go over it.
  const theirOwn = codesOf(known.filter(({ isSeeded }) => !isSeeded));
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
      .filter(
        ({ code }) => !theirOwn.has(code) && !profiles.includes(profileKey({ code, version })),
      )
      .map((commodity) => toProfile(commodity, version)),
  };
}

async function everyProfile(records: Records, organisationId: string): Promise<ProfileRecord[]> {
  const profiles: ProfileRecord[] = [];
  let cursor: string | undefined;
  do {
    const page = await records.profiles.list({ organisationId, limit: 200, cursor });
    profiles.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return profiles;
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
  return { ...toLimitProfile(commodity, version), details: commodity, isSeeded: true };
}

async function missingRuns(records: Records, runs: readonly RunFile[]): Promise<RunFile[]> {
  const missing: RunFile[] = [];
  for (const run of runs) {
    if ((await records.journeys.runByCode(DEMO_ORGANISATION_ID, run.code)) === undefined)
      missing.push(run);
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
    legs: file.legs.map(({ departureMinutes, arrivalMinutes, contacts: _, ...leg }) => ({
      ...leg,
      plannedDepartureAt: departedAt + departureMinutes * MINUTE,
      plannedArrivalAt: departedAt + arrivalMinutes * MINUTE,
    })),
    holes: file.coverageHoles.map((hole) => ({ ...pick(hole), ...placeOf(hole, file.legs) })),
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

/** On the last leg that has begun by then. */
function placeOf(
  { atMinutes, durationMinutes }: RunFile['coverageHoles'][number],
  legs: RunFile['legs'],
) {
  const legOrdinal = Math.max(
    0,
    legs.findLastIndex(({ departureMinutes }) => departureMinutes <= atMinutes),
  );
  const sinceDeparture = atMinutes - (legs[legOrdinal]?.departureMinutes ?? 0);
  return {
    legOrdinal,
    afterDeparture: sinceDeparture * MINUTE,
    duration: durationMinutes * MINUTE,
  };
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

function contactsOf({ code: runCode, contacts, legs, units }: RunFile): NewContactOf[] {
  const about = (subject: NewContactOf['about'], them: readonly SeedContact[] = []) =>
    them.map(({ deputy, ...duty }): NewContactOf => ({
      ...{ about: subject, ...withHours(duty) },
      ...(deputy && { deputy: withHours(deputy) }),
    }));
  return [
    ...about({ runCode }, contacts),
    ...legs.flatMap((leg, legOrdinal) => about({ runCode, legOrdinal }, leg.contacts)),
    ...units.flatMap((unit) => about({ unitCode: unit.code }, unit.contacts)),
  ];
}

function withHours<Duty extends { hours?: string | undefined }>(duty: Duty) {
  return { ...duty, hours: duty.hours ?? null };
}
