import type { CommoditiesFile, Commodity } from './commodities-file.ts';
import { commodityFindings } from './commodity-findings.ts';
import { SeedFileError } from './parse-seed-file.ts';
import type { PlacesFile } from './places-file.ts';
import type { RunFile } from './run-file.ts';
import type { ServicesFile } from './services-file.ts';

/** Everything in seeds/. */
export interface Seeds {
  readonly commodities: CommoditiesFile;
  readonly places: PlacesFile;
  readonly services: ServicesFile;
  readonly runs: readonly RunFile[];
}

/**
 * Checks what no file can show alone: that codes are unique and refer to something, and that every
 * commodity makes sense (`commodityFindings`).
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
    ...seeds.commodities.commodities.flatMap(commodityFaults),
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

function commodityFaults(commodity: Commodity): string[] {
  return commodityFindings(commodity).map(({ code, field, parameters: { value, bound } }) => {
    return `commodities: ${commodity.code}: ${code} at ${field}: ${value} (bound ${bound})`;
  });
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
