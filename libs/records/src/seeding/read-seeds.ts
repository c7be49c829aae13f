import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  checkSeeds,
  parseCommoditiesFile,
  parsePlacesFile,
  parseRunFile,
  parseServicesFile,
  SEED_FILES,
  SeedFileError,
  type RunFile,
  type Seeds,
} from '@lenglian/seed-files';

/**
 * Reads a whole seeds folder.
 *
 * @throws SeedFileError when a file is missing or wrong, or the files do not fit together
 */
export async function readSeeds(directory: string): Promise<Seeds> {
  const read = async <File>(name: string, parse: (text: string, name: string) => File) =>
    parse(await readSeedFile(directory, name), name);
  const seeds: Seeds = {
    commodities: await read(SEED_FILES.commodities, parseCommoditiesFile),
    places: await read(SEED_FILES.places, parsePlacesFile),
    services: await read(SEED_FILES.services, parseServicesFile),
    runs: await readRunFiles(directory),
  };
  checkSeeds(seeds);
  return seeds;
}

async function readRunFiles(directory: string): Promise<RunFile[]> {
  const folder = join(directory, SEED_FILES.runsFolder);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    names.map(async (name) => {
      const path = `${SEED_FILES.runsFolder}/${name}`;
      return parseRunFile(await readSeedFile(directory, path), path);
    }),
  );
}

async function readSeedFile(directory: string, name: string): Promise<string> {
  try {
    return await readFile(join(directory, name), 'utf8');
  } catch (cause) {
    throw new SeedFileError(`${name} cannot be read in ${directory}`, { cause });
  }
}
