import path from 'node:path';
import { ConfigurationError } from '@lenglian/errors';

/** What the launcher itself must know of the environment; each process reads the rest for itself. */
export interface LaunchSettings {
  readonly root: string;
  readonly dataDirectory: string;
  readonly host: string;
  readonly port: number;
  readonly mqttPort: number;
  /** Whether the simulated fleet runs too (`npm start`), or real devices alone (`npm run serve`). */
  readonly hasFleet: boolean;
  /** Time stands still until a simulator tells it (`CLOCK=simulated`). */
  readonly isClockSimulated: boolean;
  readonly adminPassword: string | undefined;
  /** Of the records; undefined: embedded. */
  readonly recordsUrl: string | undefined;
}

/** @throws ConfigurationError */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
  args: readonly string[],
): LaunchSettings {
  const hasFleet = !args.includes('--no-fleet');
  const isClockSimulated = environment['CLOCK'] === 'simulated';
  if (hasFleet && isClockSimulated) {
    throw new ConfigurationError(
      'CLOCK=simulated is for npm run serve and a simulator: the fleet of npm start lives by the clock',
    );
  }
  const root = path.resolve(import.meta.dirname, '../../..');
  return {
    root,
    dataDirectory: path.resolve(root, environment['DATA_DIR'] ?? 'data'),
    host: environment['HOST'] ?? '127.0.0.1',
    port: portOf(environment, 'PORT', 3000),
    mqttPort: portOf(environment, 'MQTT_PORT', 1883),
    hasFleet,
    isClockSimulated,
    adminPassword: environment['ADMIN_PASSWORD'],
    recordsUrl: environment['RECORDS_URL'],
  };
}

function portOf(
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
  fallback: number,
): number {
  const given = environment[name];
  if (given === undefined || given === '') return fallback;
  const port = Number(given);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new ConfigurationError(`${name}=${given}: a port is a whole number from 0 to 65535`);
  }
  return port;
}
