import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ColdChainError } from '@lenglian/errors';
import { openRecords } from '@lenglian/records';
import { HELP, parseCommandLine } from './command-line.ts';
import { DeviceCommandError } from './device-command-error.ts';
import { runDeviceCommand } from './run-device-command.ts';

/** 0 done; 1 it could not be done; 2 the command line cannot be understood. */
process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const output = {
    out: (line: string) => void process.stdout.write(`${line}\n`),
    say: (line: string) => void process.stderr.write(`${line}\n`),
  };
  try {
    const command = parseCommandLine(args);
    if (command.name === 'help') {
      process.stdout.write(HELP);
      return 0;
    }
    if (existsSync('.env')) process.loadEnvFile('.env');
    const { DATA_DIR, RECORDS_URL } = process.env;
    const clock = { now: () => Date.now() };
    const dataDirectory = resolve(DATA_DIR || 'data');
    const records = await openRecords({ dataDirectory, url: RECORDS_URL, clock });
    try {
      await runDeviceCommand(command, records, clock, output);
    } finally {
      await records.close();
    }
    return 0;
  } catch (error) {
    if (error instanceof DeviceCommandError) {
      output.say(error.message);
      return 2;
    }
    output.say(error instanceof ColdChainError ? sentence(error.message) : String(error));
    return 1;
  }
}

/** Errors of the records begin with what they are about: made a sentence of for people. */
function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return text.endsWith('.') ? text : `${text}.`;
}
