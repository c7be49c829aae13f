import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ConfigurationError } from '@lenglian/errors';

/**
 * How far its heap may grow before Go collects it, percent of what is in use: as docker-compose.yml asks for. Writes leave
 * garbage: at the usual 100 a reading costs the server 12 µs instead of 9 (docs/performance.md).
 */
const GO_HEAP_GROWTH = '400';

/** A real InfluxDB 1.x server of a test's own. */
export interface RunningInfluxd {
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  readonly pid: number;
  /** Stops it and removes its data. */
  stop(): Promise<void>;
}

/** Where influxd is; undefined when this machine has none. */
export function findInfluxd(): string | undefined {
  const directories = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/sbin'];
  return directories.map((directory) => join(directory, 'influxd')).find(isExecutable);
}

/**
 * Starts influxd on free ports of the loopback, with its data in a temporary directory.
 *
 * @param attempts another process may take the free port first; then it is tried again
 * @throws ConfigurationError when there is no influxd, or it does not come up
 */
export async function startInfluxd(attempts = 3): Promise<RunningInfluxd> {
  const program = findInfluxd();
  if (program === undefined) throw new ConfigurationError('influxd is not installed');
  const directory = mkdtempSync(join(tmpdir(), 'lenglian-influxd-'));
  const port = await freePort();
  writeFileSync(join(directory, 'influxdb.conf'), configuration(directory, port));
  const child = spawn(program, ['-config', join(directory, 'influxdb.conf')], {
    stdio: 'ignore',
    env: { ...process.env, GOGC: GO_HEAP_GROWTH },
  });
  // A test run that dies must not leave it behind.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const stop = async (): Promise<void> => {
    process.off('exit', kill);
    await stopChild(child);
    rmSync(directory, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  if (await answers(url, child)) return { url, pid: child.pid ?? 0, stop };
  await stop();
  if (attempts > 1) return startInfluxd(attempts - 1);
  throw new ConfigurationError(`influxd does not answer on ${url}`);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function configuration(directory: string, port: number): string {
  return `
reporting-disabled = true
bind-address = "127.0.0.1:0"
[meta]
  dir = "${directory}/meta"
[data]
  dir = "${directory}/data"
  wal-dir = "${directory}/wal"
  query-log-enabled = false
[monitor]
  store-enabled = false
[http]
  bind-address = "127.0.0.1:${port}"
  log-enabled = false
`;
}

async function answers(url: string, child: ChildProcess): Promise<boolean> {
  for (let waited = 0; waited < 10_000 && child.exitCode === null; waited += 25) {
    try {
      if ((await fetch(`${url}/ping`)).status === 204) return true;
    } catch {
      // Not listening yet.
    }
    await delay(25);
  }
  return false;
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await exited;
  clearTimeout(patience);
}
