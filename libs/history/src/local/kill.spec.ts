import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SeededRandom, SimulatedClock } from '@lenglian/quantities';
import { SAMPLE_START } from '../arbitrary-readings.ts';
import { openLocalStore } from './open-local-store.ts';
import { numberedReading } from './pack-until-killed.ts';

const PROGRAM = fileURLToPath(new URL('./pack-until-killed.ts', import.meta.url));
const ROUNDS = 5;

let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'lenglian-kill-'));
});

afterAll(() => {
  rmSync(directory, { recursive: true });
});

/** Runs the program until it has said so many lines, kills it, and returns the last it said. */
async function runAndKill(lines: number): Promise<number> {
  const program = spawn(
    process.execPath,
    ['--conditions=@lenglian/source', '--no-warnings', PROGRAM, directory, String(SAMPLE_START)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exited = once(program, 'exit');
  let said = '';
  for await (const chunk of program.stdout.setEncoding('utf8')) {
    said += String(chunk);
    if (said.split('\n').length > lines) program.kill('SIGKILL');
  }
  await exited;
  return Number(said.trimEnd().split('\n').at(-1));
}

/** What a new owner of the store finds: how many were committed, and everything that is kept. */
function reopen(pack: boolean): { done: number; kept: unknown[] } {
  const database = new DatabaseSync(join(directory, 'judge.sqlite'));
  const clock = new SimulatedClock(SAMPLE_START);
  const store = openLocalStore({ database, directory: join(directory, 'history'), clock });
  while (pack && store.pack(100, true).length > 0);
  const kept = [0, 1, 2, 3, 4].flatMap((device) =>
    store.readings(`device-${device}`, -Infinity, Infinity),
  );
  const done = Number(database.prepare('SELECT max(done) AS done FROM progress').get()?.['done']);
  store.close();
  database.close();
  return { done, kept: kept.sort((a, b) => a.seq - b.seq) };
}

describe('a store whose owner is killed while packing', () => {
  it('has everything that was committed, once', async () => {
    const random = new SeededRandom(1);
    for (let round = 0; round < ROUNDS; round++) {
      const said = await runAndKill(5 + Math.floor(random.next() * 60));
      const { done, kept } = reopen(round % 2 === 1);
      expect(done).toBeGreaterThanOrEqual(said);
      expect(kept).toEqual(
        Array.from({ length: done }, (_, n) => numberedReading(n, SAMPLE_START)),
      );
    }
  }, 60_000);
});
