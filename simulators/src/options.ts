import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DAY, MINUTE, SECOND, type Duration, type Instant } from '@lenglian/quantities';
import { FleetError } from './device/simulator-errors.ts';
import { FLEET_CREDENTIALS_FILE } from './fleet/fleet-credentials.ts';
import { JOURNEYS, journeyNamed } from './journeys/catalogue.ts';
import { SCENARIOS } from './scenarios/catalogue.ts';

export const USAGE = `npm run simulate -- --scenario NAME --seed N [options]

  --start ISO          event time at which the live phase begins (now)
  --speed X|max        event time per real time (1); more than 1 needs a --start in the past;
                       max: lock-step, needs a --duration and a broker on CLOCK=simulated
  --history DAYS       tell this much of the past first (0)
  --duration MINUTES   end after this much event time (endless)
  --broker URL         mqtt://127.0.0.1:1883
  --api URL            for journeys (http://127.0.0.1:$PORT)
  --credentials FILE   DATA_DIR/${FLEET_CREDENTIALS_FILE}
  --seeds FOLDER       where runs and commodities are described (seeds)
  --sampling SECONDS   time between two samples, instead of the scenario's
  --reporting SECONDS  time between two messages, instead of the scenario's
  --ignore-config      keep these intervals whatever configuration is sent

Scenarios:
${list(SCENARIOS)}

Journeys, on an installation with CLOCK=simulated. People act in them too, by REST, signed in with ADMIN_PASSWORD
or API_TOKEN of the environment; --start is the first departure, and the end is a verdict (code 1: not held):
${list(JOURNEYS)}
`;

function list(named: readonly { readonly name: string; readonly summary: string }[]): string {
  return named.map(({ name, summary }) => `  ${name.padEnd(26)} ${summary}`).join('\n');
}

/** The command line, read. */
export interface CommandOptions {
  readonly isHelp: boolean;
  readonly scenario: string;
  readonly seed: number;
  readonly start: Instant | undefined;
  readonly speed: number | 'max';
  readonly history: Duration;
  readonly duration: Duration | undefined;
  readonly brokerUrl: string;
  readonly apiUrl: string;
  readonly credentialsFile: string;
  readonly seedsFolder: string;
  readonly sampling: Duration | undefined;
  readonly reporting: Duration | undefined;
  readonly followsConfig: boolean;
}

const text = { type: 'string' } as const;
const OPTIONS = {
  scenario: { ...text, default: 'demo' },
  seed: { ...text, default: '1' },
  start: text,
  speed: { ...text, default: '1' },
  history: { ...text, default: '0' },
  duration: text,
  broker: { ...text, default: 'mqtt://127.0.0.1:1883' },
  api: text,
  credentials: text,
  seeds: { ...text, default: join(import.meta.dirname, '../../seeds') },
  sampling: text,
  reporting: text,
  'ignore-config': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/**
 * Reads the command line.
 *
 * @throws FleetError that names the option and what it takes
 */
export function readOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): CommandOptions {
  const values = parse(args);
  const inUnits = (name: string, value: string | undefined, unit: Duration, max: number) =>
    value === undefined ? undefined : numberOf(name, value, 0, max) * unit;
  if (journeyNamed(values.scenario) === undefined) refuseTheFuture(values.speed, values.start);
  const folder = environment['DATA_DIR'] ?? './data';
  return {
    isHelp: values.help,
    scenario: values.scenario,
    seed: numberOf('seed', values.seed, 0, 2 ** 32 - 1),
    start: values.start === undefined ? undefined : instantOf(values.start),
    speed: values.speed === 'max' ? 'max' : numberOf('speed', values.speed, 0.01, 10_000),
    history: inUnits('history', values.history, DAY, 60) ?? 0,
    duration: inUnits('duration', values.duration, MINUTE, 1_000_000),
    brokerUrl: values.broker,
    apiUrl: values.api ?? `http://127.0.0.1:${environment['PORT'] || '3000'}`,
    credentialsFile: values.credentials ?? join(folder, FLEET_CREDENTIALS_FILE),
    seedsFolder: values.seeds,
    sampling: inUnits('sampling', values.sampling, SECOND, 3600),
    reporting: inUnits('reporting', values.reporting, SECOND, 3600),
    followsConfig: !values['ignore-config'],
  };
}

/** A broker on the system's clock refuses what was measured later than now. */
function refuseTheFuture(speed: string, start: string | undefined): void {
  if (speed === 'max' || !(Number(speed) > 1) || start !== undefined) return;
  throw new FleetError(`--speed ${speed} would measure in the future: give a --start in the past`);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (cause) {
    throw new FleetError((cause as Error).message, { cause });
  }
}

function numberOf(name: string, value: string, min: number, max: number): number {
  const number = Number(value);
  if (value.trim() !== '' && number >= min && number <= max) return number;
  throw new FleetError(`--${name} takes a number from ${min} to ${max}, not "${value}"`);
}

function instantOf(value: string): Instant {
  const instant = Date.parse(value);
  if (!Number.isNaN(instant)) return instant;
  throw new FleetError(`--start takes an ISO 8601 time, not "${value}"`);
}
