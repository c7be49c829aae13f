/**
 * A program for the kill test: appends numbered readings to the store in the directory it is given,
 * packing in between, and says how far it has committed, until it is killed.
 */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SimulatedClock, type Instant } from '@lenglian/quantities';
import { contentHash, noValues, type Reading } from '@lenglian/readings';
import { openLocalStore } from './open-local-store.ts';

const PAGE = 50;

/** The n-th reading: five devices take turns, a minute apart each; over some days. */
export function numberedReading(n: number, start: Instant): Reading {
  const values = noValues();
  values[1] = (n % 97) / 10;
  const measuredAt = start + n * 12_000;
  const identity = { boot: 1, seq: n, index: 0, hash: contentHash(values) };
  const rest = { receivedAt: measuredAt + 300, flags: 0, excluded: 0, values };
  return { deviceId: `device-${n % 5}`, measuredAt, ...identity, ...rest };
}

function appendForEver(directory: string, start: Instant): never {
  const database = new DatabaseSync(join(directory, 'judge.sqlite'));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  database.exec('CREATE TABLE IF NOT EXISTS progress (done INTEGER NOT NULL)');
  const row = database.prepare('SELECT max(done) AS done FROM progress').get();
  let done = Number(row?.['done'] ?? 0);
  const store = openLocalStore({
    database,
    directory: join(directory, 'history'),
    clock: new SimulatedClock(start),
    limits: { unpackedMax: 120 },
  });
  for (;;) {
    database.exec('BEGIN IMMEDIATE');
    store.append(Array.from({ length: PAGE }, (_, i) => numberedReading(done + i, start)));
    done += PAGE;
    database.prepare('INSERT INTO progress (done) VALUES (?)').run(done);
    database.exec('COMMIT');
    writeSync(1, `${done}\n`);
    store.pack(2);
  }
}

const [, , directory, start] = process.argv;
if (import.meta.main && directory !== undefined) appendForEver(directory, Number(start));
