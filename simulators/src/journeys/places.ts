import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SEED_FILES, parsePlacesFile } from '@lenglian/seed-files';
import type { Position } from '../positions/way.ts';
import { JourneyError } from './journey-errors.ts';

/** Places that journeys pass, by the codes of `seeds/places.json`, which says where they lie. */
const CODES = [
  ...(['JIASHI', 'KASHGAR', 'AKSU', 'ARAL', 'KUQA', 'KORLA', 'TURPAN', 'HAMI'] as const),
  ...(['BOLE', 'URUMQI', 'TOUTUNHE', 'JIAYUGUAN', 'LANZHOU', 'WEICHENG'] as const),
  ...(['ZHENGZHOU', 'HUAIHUA', 'CHANGSHA', 'YONGKANGDONG', 'TOUMENGANG', 'WUXI'] as const),
] as const;

export const PLACES = readPlaces(join(import.meta.dirname, '../../../seeds', SEED_FILES.places));

/** @throws SeedFileError, JourneyError where the network lacks one */
function readPlaces(path: string): Readonly<Record<(typeof CODES)[number], Position>> {
  const { places } = parsePlacesFile(readFileSync(path, 'utf8'), SEED_FILES.places);
  const positionOf = (code: string): Position => {
    const place = places.find((one) => one.code === code);
    if (place === undefined) throw new JourneyError(`${path} has no place ${code}`);
    const { latitudeDegrees, longitudeDegrees } = place;
    return { latitudeDegrees, longitudeDegrees };
  };
  const entries = CODES.map((code) => [code, positionOf(code)] as const);
  return Object.fromEntries(entries) as Record<(typeof CODES)[number], Position>;
}
