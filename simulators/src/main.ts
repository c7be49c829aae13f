import { ColdChainError } from '@lenglian/errors';
import { toIso } from '@lenglian/quantities';
import { readFleetCredentials } from './fleet/fleet-credentials.ts';
import { loadSeededFleet } from './fleet/seeded-fleet.ts';
import { USAGE, readOptions } from './options.ts';
import { scenarioNamed } from './scenarios/catalogue.ts';
import { simulateFleet } from './simulate-fleet.ts';

/** One line of JSON for whoever reads along: a person or the launcher. */
function say(msg: string, fields: object = {}): void {
  process.stdout.write(`${JSON.stringify({ msg, ...fields })}\n`);
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options.isHelp) {
    process.stdout.write(USAGE);
    return;
  }
  const run = simulateFleet({
    ...options,
    scenario: scenarioNamed(options.scenario),
    fleet: await loadSeededFleet(options.seedsFolder),
    credentials: await readFleetCredentials(options.credentialsFile),
  });
  let isStopping = false;
  const stop = () => {
    isStopping = true;
    void run.stop();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  const { scenario, seed, brokerUrl } = options;
  say('starting', { scenario, seed, broker: brokerUrl });
  const history = await run.historyComplete;
  if (!isStopping) {
    say('history-complete', { ...history });
    say('live', { at: toIso(run.now()) });
  }
  say('finished', { ...(await run.finished) });
}

try {
  await main();
} catch (error) {
  if (!(error instanceof ColdChainError)) throw error;
  say('failed', { code: error.code, reason: error.message });
  process.exitCode = 1;
}
// Sockets and timers of devices that are still trying must not keep a finished process alive.
process.exit();
