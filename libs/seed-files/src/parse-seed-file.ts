import { ColdChainError } from '@lenglian/errors';
import type { z } from 'zod';
import { commoditiesFileSchema, type CommoditiesFile } from './commodities-file.ts';
import { placesFileSchema, type PlacesFile } from './places-file.ts';
import { runFileSchema, type RunFile } from './run-file.ts';
import { servicesFileSchema, type ServicesFile } from './services-file.ts';

/** A seed file cannot be used; the message names the file and, per fault, the path to it. */
export class SeedFileError extends ColdChainError {
  readonly code = 'SEED_FILE';
}

/** Names inside the seeds folder. */
export const SEED_FILES = {
  commodities: 'commodities.json',
  places: 'places.json',
  services: 'services.json',
  runsFolder: 'runs',
} as const;

/** @throws SeedFileError */
export function parseCommoditiesFile(text: string, name: string): CommoditiesFile {
  return parseSeedFile(commoditiesFileSchema, text, name);
}

/** @throws SeedFileError */
export function parsePlacesFile(text: string, name: string): PlacesFile {
  return parseSeedFile(placesFileSchema, text, name);
}

/** @throws SeedFileError */
export function parseServicesFile(text: string, name: string): ServicesFile {
  return parseSeedFile(servicesFileSchema, text, name);
}

/** @throws SeedFileError */
export function parseRunFile(text: string, name: string): RunFile {
  return parseSeedFile(runFileSchema, text, name);
}

function parseSeedFile<Schema extends z.ZodType>(
  schema: Schema,
  text: string,
  name: string,
): z.infer<Schema> {
  const parsed = schema.safeParse(parseJson(text, name));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => {
    return `  ${formatPath(issue.path)}: ${issue.message}`;
  });
  throw new SeedFileError([`${name} cannot be used:`, ...faults].join('\n'));
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SeedFileError(`${name} is not JSON: ${String(cause)}`, { cause });
  }
}

/** `units[3].lots[0].code`, as one would write it in code. */
function formatPath(path: readonly PropertyKey[]): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`));
  return text.join('').replace(/^\./, '') || '(the whole file)';
}
