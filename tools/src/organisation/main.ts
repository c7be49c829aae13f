import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ColdChainError } from '@lenglian/errors';
import { openRecords } from '@lenglian/records';
import { parseCommandLine } from './command-line.ts';
import { OrganisationCommandError } from './organisation-command-error.ts';
import { runOrganisationCommand } from './run-organisation-command.ts';

const SEEDS = join(import.meta.dirname, '../../../seeds');

/** 0 done; 1 it could not be done; 2 the command line cannot be understood. */
process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const out = (line: string) => void process.stdout.write(`${line}\n`);
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  try {
    const command = parseCommandLine(args);
    if (existsSync('.env')) process.loadEnvFile('.env');
    const { DATA_DIR, RECORDS_URL } = process.env;
    const clock = { now: () => Date.now() };
    const dataDirectory = resolve(DATA_DIR || 'data');
    const records = await openRecords({ dataDirectory, url: RECORDS_URL, clock });
    try {
      await runOrganisationCommand(command, { records, clock, seedsDirectory: SEEDS, out, say });
    } finally {
      await records.close();
    }
    return 0;
  } catch (error) {
    if (error instanceof OrganisationCommandError) {
      say(error.message);
      return 2;
    }
    say(error instanceof ColdChainError ? sentence(error.message) : String(error));
    return 1;
  }
}

/** Errors of the records begin with what they are about: made a sentence of for people. */
function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return text.endsWith('.') ? text : `${text}.`;
}
