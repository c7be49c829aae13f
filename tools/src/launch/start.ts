import fs from 'node:fs';
import path from 'node:path';
import { ColdChainError } from '@lenglian/errors';
import type { Clock } from '@lenglian/quantities';
import { greeting } from './greeting.ts';
import { prepare } from './prepare.ts';
import { readSettings } from './settings.ts';
import { renderLogLine } from '../processes/log-line.ts';
import { BROKER_NODE_ARGS, ManagedProcess } from '../processes/managed-process.ts';

/** npm leaves a shell between us and the terminal that dies without a word: watch our parent. */
const PARENT_CHECK = 500;
const systemClock: Clock = { now: () => Date.now() };

const children: ManagedProcess[] = [];
let stopping: Promise<void> | undefined;

async function main(): Promise<number> {
  if (fs.existsSync('.env')) process.loadEnvFile('.env');
  const settings = readSettings(process.env, process.argv.slice(2));
  const prepared = await prepare(settings, systemClock);
  const environment = { DATA_DIR: settings.dataDirectory, FORCE_COLOR: '0' };
  const app = (name: string): string => path.join(settings.root, 'apps', name, 'dist/main.js');

  const broker = run('broker', 36, app('broker'), environment);
  const brokerPort = (await broker.says('listening'))['mqttPort'] as number;
  const api = run('api', 35, app('api'), {
    ...environment,
    MQTT_PORT: String(brokerPort),
    ...(prepared.hasDemoData ? { DEMO: '1' } : {}),
  });
  const said = await api.says('listening');
  const scheme = said['scheme'] === 'https' ? 'https' : 'http';
  const { host, isClockSimulated } = settings;
  const addresses = { scheme, host, port: said['port'] as number, mqttPort: brokerPort } as const;
  process.stdout.write(greeting({ ...addresses, isClockSimulated }, prepared));

  if (settings.hasFleet) {
    run('fleet', 33, path.join(settings.root, 'simulators/dist/main.js'), environment, [
      '--scenario',
      'demo',
      '--seed',
      '1',
      '--history',
      String(prepared.historyDays),
      '--broker',
      `mqtt://127.0.0.1:${brokerPort}`,
      '--credentials',
      prepared.credentialsFile,
    ]);
  }
  const ended = await Promise.race(
    children.map(async (child) => ({ child, code: await child.ended })),
  );
  if (!stopping) {
    process.stderr.write(
      `${ended.child.name} ended with code ${ended.code}: stopping everything\n`,
    );
    await stopAll();
    return 1;
  }
  return 0;
}

function run(
  name: string,
  colour: number,
  script: string,
  environment: Record<string, string>,
  args: string[] = [],
): ManagedProcess {
  const prefix = `\u001b[${colour}m${name.padEnd(7)}\u001b[0m`;
  const onLine = (line: string): void =>
    void process.stdout.write(`${prefix} ${renderLogLine(line)}\n`);
  const nodeArgs = name === 'broker' ? BROKER_NODE_ARGS : [];
  const child = new ManagedProcess({ name, script, args, nodeArgs, environment, onLine });
  children.push(child);
  return child;
}

/** Writers first, so that nothing is sent to a broker that is gone; the broker last. Once. */
function stopAll(): Promise<void> {
  stopping ??= (async () => {
    for (const child of [...children].reverse()) await child.stop();
  })();
  return stopping;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void stopAll().then(() => process.exit(0)));
}
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) void stopAll().then(() => process.exit(0));
}, PARENT_CHECK).unref();

main()
  .then(async (code) => {
    await stopAll();
    process.exit(code);
  })
  .catch(async (error: unknown) => {
    process.stderr.write(`${error instanceof ColdChainError ? error.message : String(error)}\n`);
    await stopAll();
    process.exit(1);
  });
