import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SeededRandom } from '@lenglian/quantities';
import { temporaryJournal, type TemporaryJournal } from './testing.ts';

const PROGRAM = fileURLToPath(new URL('./append-until-killed.ts', import.meta.url));

let journal: TemporaryJournal;
beforeEach(async () => {
  journal = await temporaryJournal();
});
afterEach(() => journal.remove());

/** Runs the program until it has acknowledged `enough` entries, then SIGKILLs it. */
async function acknowledgedBeforeKill(
  seed: number,
  first: number,
  enough: number,
): Promise<number[]> {
  const child = spawn(
    process.execPath,
    [
      '--conditions=@lenglian/source',
      '--disable-warning=ExperimentalWarning',
      PROGRAM,
      journal.directory,
      String(seed),
      String(first),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_OPTIONS: '' } },
  );
  let text = '';
  let lines = 0;
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    lines += chunk.split('\n').length - 1;
    if (lines >= enough) child.kill('SIGKILL');
  });
  const [, signal] = (await once(child, 'close')) as [number, string];
  expect(signal).toBe('SIGKILL');
  // What follows the last line break was being written when it died.
  return text.slice(0, text.lastIndexOf('\n')).split('\n').map(Number);
}

describe('an appender that is killed', () => {
  it('has everything that it acknowledged, round after round', async () => {
    const random = new SeededRandom(20261123);
    const acknowledged = new Set<number>();
    let first = 0;
    for (let round = 0; round < 5; round++) {
      const enough = 1 + Math.floor(random.next() * 6_000);
      const numbers = await acknowledgedBeforeKill(round, first, enough);
      numbers.forEach((number) => acknowledged.add(number));
      first += 1_000_000;
    }

    const appender = await journal.open();
    const entries = journal.entries();
    const stored = new Set(entries.map((entry) => entry.receivedAt));
    expect([...acknowledged].filter((number) => !stored.has(number))).toEqual([]);
    expect(stored.size).toBe(entries.length);
    expect(entries.map((entry) => entry.seq)).toEqual(entries.map((_, i) => i + 1));
    expect(appender.end.seq).toBe(entries.length);
    expect(acknowledged.size).toBeGreaterThan(5);
  }, 60_000);
});
