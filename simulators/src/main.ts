import { ColdChainError } from '@lenglian/errors';
import { toIso } from '@lenglian/quantities';
import { readFleetCredentials } from './fleet/fleet-credentials.ts';
import { loadSeededFleet } from './fleet/seeded-fleet.ts';
import { USAGE, readOptions, type CommandOptions } from './options.ts';
import { scenarioNamed } from './scenarios/catalogue.ts';
import { simulateFleet } from './simulate-fleet.ts';
import { journeyNamed } from './journeys/catalogue.ts';
import type { Journey } from './journeys/journey.ts';
import { playJourney } from './journeys/play-journey.ts';

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
  const journey = journeyNamed(options.scenario);
  if (journey !== undefined) return play(journey, options);
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

/** A journey, held to its truth: exit code 1 where that is broken. */
async function play(journey: Journey, options: CommandOptions): Promise<void> {
  const { seed, speed, apiUrl, brokerUrl } = options;
  say('starting', { scenario: journey.name, seed, broker: brokerUrl, api: apiUrl });
  const played = await playJourney({
    ...{ journey, seed, speed, apiUrl, brokerUrl, departure: options.start },
    credentials: {
      apiToken: process.env['API_TOKEN'],
      adminPassword: process.env['ADMIN_PASSWORD'],
    },
    onAct: ({ says }, at) => say('act', { at: toIso(at), says }),
  });
  const { lines, departure, summary, seconds } = played;
  for (const { isHeld, truth, found } of lines)
    say(isHeld ? 'held' : 'broken', { truth, ...(found !== undefined && { found }) });
  const broken = lines.filter(({ isHeld }) => !isHeld).length;
  const { acknowledgedSamples } = summary;
  say('verdict', {
    ...{ scenario: journey.name, seed, departure: toIso(departure) },
    ...{ held: lines.length - broken, broken, readings: acknowledgedSamples },
    seconds: Math.round(seconds * 10) / 10,
  });
  if (broken > 0) process.exitCode = 1;
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
