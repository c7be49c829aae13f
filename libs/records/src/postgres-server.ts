import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ConfigurationError } from '@lenglian/errors';
import pg from 'pg';

/** A real PostgreSQL server of a test's own. */
export interface RunningPostgres {
  /** The address of a database on it; made when it is not there, empty or as a copy of another. */
  database(name: string, template?: string): Promise<string>;
  /** Ends what still uses a database, and removes it. */
  drop(url: string): Promise<void>;
  /** Runs a statement in a database, as its superuser. @returns the rows */
  run(url: string, statement: string): Promise<unknown[]>;
  readonly pid: number;
  /** Stops it and removes its data. */
  stop(): Promise<void>;
}

/** Where initdb and postgres are; undefined when this machine has none. Debian keeps them apart. */
export function findPostgres(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = fs.existsSync(debian) ? fs.readdirSync(debian).sort().reverse() : [];
  const directories = [
    ...versions.map((version) => path.join(debian, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(path.delimiter),
  ];
  return directories.find((directory) =>
    ['initdb', 'postgres'].every((program) => fs.existsSync(path.join(directory, program))),
  );
}

/**
 * Starts PostgreSQL on a free port of the loopback, with its data in a temporary directory.
 *
 * @param attempts another process may take the free port first; then it is tried again
 * @throws ConfigurationError when there is none, or it does not come up
 */
export async function startPostgres(attempts = 3): Promise<RunningPostgres> {
  const programs = findPostgres();
  if (programs === undefined) throw new ConfigurationError('postgres is not installed');
  const user = notRoot();
  const directory = fs.mkdtempSync(path.join(tmpdir(), 'lenglian-postgres-'));
  if (user) fs.chownSync(directory, user.uid, user.gid);
  const data = path.join(directory, 'data');
  const init = spawnSync(
    path.join(programs, 'initdb'),
    ['-D', data, '-U', 'lenglian', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...user, cwd: directory, encoding: 'utf8' },
  );
  if (init.status !== 0) throw new ConfigurationError(`initdb: ${init.stderr}`);
  const port = await freePort();
  // Nothing of it is kept: no word on disk is waited for, and hundreds of small databases are swept by nobody.
  const options = [
    ...['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'],
    ...['synchronous_commit=off', 'full_page_writes=off', 'autovacuum=off', 'jit=off'],
  ];
  const child = spawn(
    path.join(programs, 'postgres'),
    ['-D', data, '-p', String(port), ...options.flatMap((option) => ['-c', option])],
    { ...user, cwd: directory, stdio: 'ignore' },
  );
  // A test run that dies must not leave it behind.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const addressOf = (name: string): string => `postgres://lenglian@127.0.0.1:${port}/${name}`;
  const stop = async (): Promise<void> => {
    process.off('exit', kill);
    await stopChild(child);
    fs.rmSync(directory, { recursive: true, force: true });
  };
  if (!(await answers(addressOf('postgres'), child))) {
    await stop();
    if (attempts > 1) return startPostgres(attempts - 1);
    throw new ConfigurationError(`postgres does not answer on port ${port}`);
  }
  const copying = await copyingOf(addressOf('postgres'));
  return {
    pid: child.pid ?? 0,
    stop,
    async database(name, template) {
      const copy = template === undefined ? '' : ` template "${template}"${copying}`;
      await ask(addressOf('postgres'), `create database "${name}"${copy}`);
      return addressOf(name);
    },
    async drop(url) {
      const name = new URL(url).pathname.slice(1);
      await ask(addressOf('postgres'), `drop database "${name}" with (force)`);
    },
    run: ask,
  };
}

/** By files, not through the write-ahead log: half the time, and the copy's caches come along. Before 15 there is no other way. */
async function copyingOf(url: string): Promise<string> {
  const [version] = (await ask(url, 'show server_version_num')) as { server_version_num: string }[];
  return Number(version?.server_version_num) >= 150_000 ? ' strategy file_copy' : '';
}

/** PostgreSQL refuses to run as root: then its own user, or nobody. Undefined for anybody else. */
function notRoot(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const line = /^postgres:[^:]*:(\d+):(\d+):/m.exec(fs.readFileSync('/etc/passwd', 'utf8'));
  return { uid: Number(line?.[1] ?? 65_534), gid: Number(line?.[2] ?? 65_534) };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  await client.connect();
  try {
    return (await client.query<object>(statement)).rows;
  } finally {
    await client.end();
  }
}

async function answers(url: string, child: ChildProcess): Promise<boolean> {
  for (let waited = 0; waited < 20_000 && child.exitCode === null; waited += 50) {
    try {
      await ask(url, 'select 1');
      return true;
    } catch {
      // Not listening yet.
    }
    await delay(50);
  }
  return false;
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  // "Fast": ends sessions instead of waiting for them.
  child.kill('SIGINT');
  const patience = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await exited;
  clearTimeout(patience);
}
