import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MINUTE } from '@lenglian/quantities';
import {
  SEED_FILES,
  parseCommoditiesFile,
  parsePlacesFile,
  parseRunFile,
  toLimitProfile,
  type Commodity,
  type Place,
  type RunFile,
  type SeedUnit,
} from '@lenglian/seed-files';
import { FleetError } from '../device/simulator-errors.ts';
import { stretchIn } from '../positions/stretch.ts';
import type { CooledUnit, FleetWayPoint } from './fleet-unit.ts';
import { seededWay } from './seeded-way.ts';

/**
 * Heat of respiration at 0 °C, W/t: 5.9 W/t for each ml CO2/kg·h (UC Davis fact sheets: Asian pear
 * 2.5, plum 1.25, grape 1.5) [A, computed]; the others take the pear's [C].
 */
const RESPIRATION_WATTS_PER_TONNE: Readonly<Record<string, number>> = {
  PEAR_KORLA: 14.75,
  PLUM_PRUNE: 7.4,
  GRAPE: 8.9,
};
const RESPIRATION_DEFAULT_WATTS_PER_TONNE = 14.75;

/**
 * The units of every run in a seeds folder whose file says that it is simulated, in the order of
 * the run codes and then of the train.
 *
 * @throws SeedFileError, FleetError
 */
export async function loadSeededFleet(seedsFolder: string): Promise<CooledUnit[]> {
  const commodities = await readCommodities(seedsFolder);
  const places = await readPlaces(seedsFolder);
  const runsFolder = join(seedsFolder, SEED_FILES.runsFolder);
  const names = (await readdir(runsFolder)).filter((name) => name.endsWith('.json')).sort();
  const units: CooledUnit[] = [];
  for (const name of names) {
    const run = parseRunFile(await readFile(join(runsFolder, name), 'utf8'), name);
    if (!run.isSimulated) continue;
    const way = seededWay(run, places);
    for (const unit of run.units.filter(({ kind }) => kind === 'reefer')) {
      units.push(toFleetUnit(run, unit, { way, commodities }));
    }
  }
  if (units.length === 0) throw new FleetError(`no simulated run in ${runsFolder}`);
  return units;
}

async function readCommodities(seedsFolder: string): Promise<ReadonlyMap<string, Commodity>> {
  const path = join(seedsFolder, SEED_FILES.commodities);
  const file = parseCommoditiesFile(await readFile(path, 'utf8'), SEED_FILES.commodities);
  return new Map(file.commodities.map((commodity) => [commodity.code, commodity]));
}

async function readPlaces(seedsFolder: string): Promise<ReadonlyMap<string, Place>> {
  const path = join(seedsFolder, SEED_FILES.places);
  const file = parsePlacesFile(await readFile(path, 'utf8'), SEED_FILES.places);
  return new Map(file.places.map((place) => [place.code, place]));
}

interface RouteOfRun {
  readonly way: readonly FleetWayPoint[];
  readonly commodities: ReadonlyMap<string, Commodity>;
}

function toFleetUnit(run: RunFile, unit: SeedUnit, { way, commodities }: RouteOfRun): CooledUnit {
  const lot = unit.lots[0];
  const commodity = lot && commodities.get(lot.commodityCode);
  if (lot === undefined || commodity === undefined) {
    throw new FleetError(`${run.code}: unit ${unit.code} has no lot of a known commodity`);
  }
  const { setpoint } = toLimitProfile(commodity, 1);
  const sinceDeparture = (minutes: number) => (minutes - run.departedMinutesAgo) * MINUTE;
  return {
    deviceId: unit.deviceId,
    runCode: run.code,
    serviceCode: run.serviceCode,
    position: unit.position,
    equipmentGroup: unit.equipmentGroup,
    loadKilograms: unit.lots.reduce((sum, { quantityKilograms }) => sum + quantityKilograms, 0),
    productAtLoadingCelsius: lot.productAtLoadingCelsius,
    loadedBefore: run.lotsPlacedMinutesAgo * MINUTE,
    setpointCelsius: setpoint,
    respirationWattsPerTonne:
      RESPIRATION_WATTS_PER_TONNE[commodity.code] ?? RESPIRATION_DEFAULT_WATTS_PER_TONNE,
    climate: run.waypoints.map((point) => ({
      at: sinceDeparture(point.atMinutes),
      lowCelsius: point.ambientLowCelsius,
      highCelsius: point.ambientHighCelsius,
    })),
    // Its file says when it comes there by its timetable, which it keeps.
    coverageHoles: run.coverageHoles.map(({ code, hidesSky, atMinutes, durationMinutes }) => ({
      ...{ code, hidesSky: hidesSky === true },
      ...stretchIn(way, {
        from: sinceDeparture(atMinutes),
        until: sinceDeparture(atMinutes + durationMinutes),
      }),
    })),
    way,
  };
}
