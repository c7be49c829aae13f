import { ShelfLifeModelError } from '@lenglian/freshness';
import { validateProfile } from '@lenglian/limits';
import type { CommoditiesFile, Commodity } from './commodities-file.ts';
import { toLimitProfile } from './limit-profile.ts';
import { SeedFileError } from './parse-seed-file.ts';
import type { PlacesFile } from './places-file.ts';
import type { RunFile } from './run-file.ts';
import type { ServicesFile } from './services-file.ts';
import { toShelfLifeModel } from './shelf-life-model.ts';

/** Everything in seeds/. */
export interface Seeds {
  readonly commodities: CommoditiesFile;
  readonly places: PlacesFile;
  readonly services: ServicesFile;
  readonly runs: readonly RunFile[];
}

/** Kelvin above the warm end of freezing that the critical low must keep, unless °Brix is known. */
const FREEZING_MARGIN = 0.5;

/** Sums of tenths are not exact. */
const ROUNDING = 1e-3;

/**
 * Checks what no file can show alone: that codes are unique and refer to something, and that every
 * profile makes sense (margins against freezing included).
 *
 * @throws SeedFileError with every fault found
 */
export function checkSeeds(seeds: Seeds): void {
  const faults = [
    ...duplicates('commodities', seeds.commodities.commodities.map(codeOf)),
    ...duplicates('places', seeds.places.places.map(codeOf)),
    ...duplicates('services', seeds.services.services.map(codeOf)),
    ...duplicates('runs', seeds.runs.map(codeOf)),
    ...duplicates('units', unitsOf(seeds).map(codeOf)),
    ...duplicates(
      'devices',
      unitsOf(seeds).map((unit) => unit.deviceId),
    ),
    ...duplicates(
      'lots',
      unitsOf(seeds).flatMap((unit) => unit.lots.map(codeOf)),
    ),
    ...profileFaults(seeds),
    ...seeds.commodities.commodities.flatMap(keepingFaults),
    ...danglingCodes(seeds),
    ...seeds.runs.flatMap(timeFaults),
    ...seeds.runs.flatMap(contactFaults),
  ];
  if (faults.length > 0) throw new SeedFileError(['the seeds do not fit:', ...faults].join('\n  '));
}

function codeOf({ code }: { code: string }): string {
  return code;
}

function unitsOf({ runs }: Seeds) {
  return runs.flatMap((run) => run.units);
}

function duplicates(what: string, codes: readonly string[]): string[] {
  const twice = codes.filter((code, place) => codes.indexOf(code) !== place);
  return twice.map((code) => `${what}: ${code} is there twice`);
}

function profileFaults({ commodities }: Seeds): string[] {
  return commodities.commodities.flatMap((commodity) => {
    const problems = validateProfile({ ...toLimitProfile(commodity, 1), id: commodity.code });
    const faults = problems.map(({ code, field, value, bound }) => {
      return `commodities: ${commodity.code}: ${code} at ${field}: ${value} (bound ${bound})`;
    });
    const { value: freezing } = commodity.freezingPointCelsius;
    const { value: critical } = commodity.criticalLowCelsius;
    if (
      freezing !== null &&
      critical !== null &&
      critical < freezing + FREEZING_MARGIN - ROUNDING
    ) {
      faults.push(`commodities: ${commodity.code}: criticalLowCelsius is too near to freezing`);
    }
    return faults;
  });
}

function keepingFaults(commodity: Commodity): string[] {
  try {
    toShelfLifeModel(commodity);
    return [];
  } catch (error) {
    if (!(error instanceof ShelfLifeModelError)) throw error;
    return [`commodities: ${commodity.code}: ${error.message}`];
  }
}

function danglingCodes(seeds: Seeds): string[] {
  const places = new Set(seeds.places.places.map(codeOf));
  const commodities = new Set(seeds.commodities.commodities.map(codeOf));
  const services = new Set(seeds.services.services.map(codeOf));
  const missing = (known: ReadonlySet<string>, where: string, codes: readonly string[]) =>
    codes.filter((code) => !known.has(code)).map((code) => `${where}: nothing has code ${code}`);
  const ends = (leg: { fromPlaceCode: string; toPlaceCode: string }) => [
    leg.fromPlaceCode,
    leg.toPlaceCode,
  ];
  return [
    ...seeds.services.services.flatMap((service) => [
      ...missing(commodities, `services: ${service.code}`, service.commodityCodes),
      ...missing(
        places,
        `services: ${service.code}`,
        service.ways.flatMap((way) => way.legs.flatMap(ends)),
      ),
    ]),
    ...seeds.runs.flatMap((run) => {
      const lots = run.units.flatMap((unit) => unit.lots);
      const where = `runs: ${run.code}`;
      const stops = run.waypoints.map((point) => point.placeCode);
      return [
        ...missing(services, where, [run.serviceCode]),
        ...missing(places, where, [...run.legs.flatMap(ends), ...stops]),
        ...missing(
          places,
          where,
          lots.map((lot) => lot.originPlaceCode),
        ),
        ...missing(
          commodities,
          where,
          lots.map((lot) => lot.commodityCode),
        ),
      ];
    }),
  ];
}

/** The history may not begin before the devices were bound and the lots placed. */
function timeFaults(run: RunFile): string[] {
  const faults: string[] = [];
  if (run.devicesBoundMinutesAgo < run.historyMinutes) faults.push('devicesBoundMinutesAgo');
  if (run.lotsPlacedMinutesAgo < run.historyMinutes) faults.push('lotsPlacedMinutesAgo');
  const times = run.waypoints.map((point) => point.atMinutes);
  if (times.some((time, place) => place > 0 && time <= (times[place - 1] ?? time))) {
    faults.push('waypoints are not in order of time');
  }
  return faults.map((fault) => `runs: ${run.code}: ${fault}`);
}

/** Whom to call about a real run is for its people to put down. */
function contactFaults(run: RunFile): string[] {
  if (run.isSimulated) return [];
  const within = (key: 'legs' | 'units') =>
    run[key].flatMap(({ contacts }, index) => (contacts ? [`${key}[${index}].contacts`] : []));
  const paths = [...(run.contacts ? ['contacts'] : []), ...within('legs'), ...within('units')];
  return paths.map((path) => `runs: ${run.code}: ${path} of a run that nobody simulates`);
}
