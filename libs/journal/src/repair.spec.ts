import {
  closeSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { JournalDamagedError } from './errors.ts';
import {
  allEntries,
  appended,
  newEntry,
  temporaryJournal,
  type TemporaryJournal,
} from './testing.ts';

let journal: TemporaryJournal;
beforeEach(async () => {
  journal = await temporaryJournal();
});
afterEach(() => journal.remove());

/** Stores `count` entries `mark-1`, `mark-2`…, one frame each, and closes: no WAL is left. */
async function write(mark: string, count: number, segmentAgeMsMax = 3_600_000): Promise<void> {
  const appender = await journal.open({ segmentAgeMsMax });
  for (let i = 1; i <= count; i++) await appended(appender, newEntry({ text: `${mark}-${i}` }));
  await appender.close();
}

function segments(): string[] {
  const names = readdirSync(journal.directory).sort();
  return names
    .filter((name) => /^segment-.*\.sqlite$/.test(name))
    .map((name) => join(journal.directory, name));
}

/** Changes one byte of a payload where it lies on disk. */
function garble(path: string, text: string): void {
  // The last one: the epoch in the head is random, and may have the same characters in it.
  const at = readFileSync(path).lastIndexOf(text);
  expect(at).toBeGreaterThan(0);
  const handle = openSync(path, 'r+');
  writeSync(handle, '#', at);
  closeSync(handle);
}

function texts(): string[] {
  return journal.entries().map((entry) => Buffer.from(entry.payload).toString());
}

function keptAside(): string[] {
  return readdirSync(journal.directory).filter((name) => /\.damaged-\d+$/.test(name));
}

describe('opening a damaged journal', () => {
  it('sets a garbled last frame aside, keeps what is sound, and begins a new epoch', async () => {
    await write('a', 3);
    const before = journal.reader().end();
    garble(segments()[0] as string, 'a-3');

    await write('b', 1);
    expect(texts()).toEqual(['a-1', 'a-2', 'b-1']);
    expect(keptAside()).toHaveLength(1);
    const reader = journal.reader();
    const end = reader.end();
    expect(end.epoch).not.toBe(before.epoch);
    expect(end.seq).toBeGreaterThan(before.seq);
    // Who had read the lost entry goes on with what came after.
    expect(reader.read(before, 10).entries.map((entry) => entry.seq)).toEqual([end.seq]);
    expect(reader.epochs().map((epoch) => epoch.reason)).toEqual(['CREATED', 'REPAIRED']);
  });

  it('begins anew beyond every seq when not even the head of the newest segment is legible', async () => {
    await write('a', 3);
    const before = journal.reader().end();
    writeFileSync(segments()[0] as string, Buffer.alloc(20_000, 7));

    await write('b', 1);
    expect(texts()).toEqual(['b-1']);
    expect(journal.reader().end().seq).toBeGreaterThan(before.seq);
    expect(keptAside()).toHaveLength(1);
  });

  it('does the same with a torn file', async () => {
    await write('a', 200);
    const path = segments()[0] as string;
    writeFileSync(path, readFileSync(path).subarray(0, 12_000));

    await write('b', 1);
    expect(texts().at(-1)).toBe('b-1');
    expect(keptAside()).toHaveLength(1);
  });

  it('takes a newest segment that was never finished for none', async () => {
    await write('a', 2);
    writeFileSync(join(journal.directory, 'segment-0000000000000003.sqlite'), '');
    expect(journal.reader().end().seq).toBe(2);

    await write('b', 1);
    expect(texts()).toEqual(['a-1', 'a-2', 'b-1']);
    expect(keptAside()).toEqual([]);
  });

  it('finds damage in the middle when told to check everything', async () => {
    await write('a', 5, 0);
    garble(segments()[2] as string, 'a-3');
    const reader = journal.reader();
    expect(() => allEntries(reader)).toThrow(JournalDamagedError);

    const appender = await journal.open({ check: 'all' });
    await appended(appender, newEntry({ text: 'b-1' }));
    expect(texts()).toEqual(['a-1', 'a-2', 'a-4', 'a-5', 'b-1']);
    expect(keptAside()).toHaveLength(1);
    expect(journal.reader().epochs()).toHaveLength(2);
  });

  it('is noticed by a reader that was there before', async () => {
    await write('a', 3);
    const reader = journal.reader();
    const before = reader.end();
    garble(segments()[0] as string, 'a-3');

    await write('b', 1);
    expect(reader.end().epoch).not.toBe(before.epoch);
    expect(reader.read(before, 10).entries).toHaveLength(1);
  });

  it('finds its epochs again from the segments when journal.json is lost', async () => {
    await write('a', 2);
    const before = journal.reader().end();
    rmSync(join(journal.directory, 'journal.json'));

    await write('b', 1);
    expect(texts()).toEqual(['a-1', 'a-2', 'b-1']);
    const reader = journal.reader();
    expect(reader.read({ ...before, seq: 1 }, 10).entries).toHaveLength(2);
    expect(reader.end().epoch).not.toBe(before.epoch);
  });

  it('does not mind a journal.json that is not one', async () => {
    await write('a', 1);
    writeFileSync(join(journal.directory, 'journal.json'), '{"format":1');
    await write('b', 1);
    expect(texts()).toEqual(['a-1', 'b-1']);
  });
});
