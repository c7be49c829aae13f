import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  JournalClosedError,
  JournalFullError,
  JournalLockedError,
  JournalMissingError,
  InvalidEntryError,
} from './errors.ts';
import { SegmentReader } from './reader.ts';
import {
  allEntries,
  appended,
  newEntry,
  temporaryJournal,
  type TemporaryJournal,
} from './testing.ts';

const EVERYTHING = { throughSeq: Infinity, keepMs: 0, keepBytes: 0, isPressed: false };

let journal: TemporaryJournal;
beforeEach(async () => {
  journal = await temporaryJournal();
});
afterEach(() => journal.remove());

function texts(): string[] {
  return journal.entries().map((entry) => Buffer.from(entry.payload).toString());
}

describe('an appender', () => {
  it('stores what a reader in another place reads back, in order', async () => {
    const appender = await journal.open();
    const reader = journal.reader();
    await Promise.all(['a', 'b', 'c'].map((text) => appended(appender, newEntry({ text }))));
    await appended(appender, newEntry({ kind: 'EVENT', publisherId: 'gateway', text: 'd' }));

    expect(reader.end()).toEqual(appender.end);
    const entries = allEntries(reader, 2);
    expect(entries.map((entry) => [entry.seq, Buffer.from(entry.payload).toString()])).toEqual([
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
      [4, 'd'],
    ]);
    expect(entries[3]).toMatchObject({
      kind: 'EVENT',
      deviceId: 'reefer-1',
      publisherId: 'gateway',
    });
  });

  it('calls back in the order of the calls, refusals and waiters included', async () => {
    const appender = await journal.open();
    const order: string[] = [];
    const note = (name: string) => (error?: Error) =>
      order.push(error ? `${name}:${error.name}` : name);

    appender.append(newEntry(), note('1'));
    appender.append(newEntry({ deviceId: 'x'.repeat(300) }), note('2'));
    appender.afterPending(note('3'));
    appender.append(newEntry(), note('4'));
    appender.append(newEntry({ payload: Buffer.alloc(400_000) }), note('5'));
    appender.append(newEntry(), note('6'));
    appender.afterPending(note('7'));
    await appender.flush();

    expect(order).toEqual(['1', `2:${InvalidEntryError.name}`, '3', '4', '5', '6', '7']);
    expect(appender.pendingEntries).toBe(0);
    expect(appender.pendingBytes).toBe(0);
    expect(journal.entries()).toHaveLength(4);
  });

  it('puts a waiter that a callback adds after the callbacks of the same commit', async () => {
    const appender = await journal.open();
    const order: string[] = [];
    appender.append(newEntry(), () => {
      order.push('1');
      appender.afterPending(() => order.push('waiter'));
    });
    appender.append(newEntry(), () => order.push('2'));
    await appender.flush();
    expect(order).toEqual(['1', '2', 'waiter']);
  });

  it('keeps order and count through many batches', async () => {
    const appender = await journal.open();
    const seen: number[] = [];
    for (let i = 0; i < 20_000; i++) {
      appender.append(newEntry({ text: String(i) }), (error) => {
        expect(error).toBeUndefined();
        seen.push(i);
      });
      if (i % 997 === 0) await new Promise(setImmediate);
    }
    await appender.flush();

    expect(seen).toEqual(Array.from({ length: 20_000 }, (_, i) => i));
    expect(texts()).toEqual(seen.map(String));
    expect(appender.end.seq).toBe(20_000);
  });

  it('goes on after a restart where it stopped', async () => {
    const first = await journal.open();
    await appended(first, newEntry({ text: 'before' }));
    const end = first.end;
    await first.close();

    const second = await journal.open();
    expect(second.end).toEqual(end);
    await appended(second, newEntry({ text: 'after' }));
    expect(second.end).toEqual({ epoch: end.epoch, seq: 2 });
    expect(texts()).toEqual(['before', 'after']);
  });

  it('refuses entries once closed', async () => {
    const appender = await journal.open();
    await appender.close();
    await expect(appended(appender, newEntry())).rejects.toThrow(JournalClosedError);
  });

  it('is alone', async () => {
    await journal.open();
    await expect(journal.open()).rejects.toThrow(JournalLockedError);
  });

  it('refuses when the disk is below its reserve, and stores nothing', async () => {
    const appender = await journal.open({ reserveBytes: Number.MAX_SAFE_INTEGER });
    expect(appender.state).toBe('FULL');
    await expect(appended(appender, newEntry())).rejects.toThrow(JournalFullError);
    expect(journal.entries()).toEqual([]);
  });
});

describe('segments', () => {
  it('are sealed by size, and read as one journal', async () => {
    const appender = await journal.open({ segmentBytesMax: 1_000 });
    for (let i = 1; i <= 20; i++) {
      await appended(appender, newEntry({ text: String(i).padEnd(300) }));
    }
    expect(segmentNames().length).toBeGreaterThan(4);
    expect(texts().map(Number)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });

  it('are followed by a reader that was there before', async () => {
    const appender = await journal.open({ segmentBytesMax: 500 });
    const reader = journal.reader();
    let position = reader.end();
    for (let i = 1; i <= 10; i++) {
      await appended(appender, newEntry({ text: String(i).padEnd(300) }));
      const page = reader.read(position, 10);
      expect(page.entries.map((entry) => entry.seq)).toEqual([i]);
      position = page.position;
    }
  });

  it('are sealed by age', async () => {
    const appender = await journal.open({ segmentAgeMsMax: 0 });
    for (let i = 0; i < 3; i++) await appended(appender, newEntry());
    expect(segmentNames()).toHaveLength(3);
  });

  it('are trimmed whole, up to what readers passed, and never the newest', async () => {
    const appender = await journal.open({ segmentAgeMsMax: 0 });
    for (let i = 1; i <= 5; i++) await appended(appender, newEntry({ text: String(i) }));

    expect(await appender.trim({ ...EVERYTHING, throughSeq: 2 })).toMatchObject({
      removedSegments: 2,
    });
    expect(texts()).toEqual(['3', '4', '5']);
    expect(await appender.trim({ ...EVERYTHING, keepMs: 3_600_000 })).toMatchObject({
      removedSegments: 0,
    });
    expect(await appender.trim({ ...EVERYTHING, keepBytes: 1e9 })).toMatchObject({
      removedSegments: 0,
    });
    await appender.trim({ ...EVERYTHING, keepMs: 3_600_000, isPressed: true });
    expect(texts()).toEqual(['5']);
  });

  it('never give a seq again after everything was trimmed and the journal reopened', async () => {
    const first = await journal.open({ segmentAgeMsMax: 0 });
    for (let i = 1; i <= 4; i++) await appended(first, newEntry());
    await first.trim(EVERYTHING);
    await first.close();

    const second = await journal.open({ segmentAgeMsMax: 0 });
    await appended(second, newEntry());
    await second.trim(EVERYTHING);
    expect(second.end.seq).toBe(5);
    await second.close();

    const third = await journal.open();
    expect(third.end.seq).toBe(5);
  });

  it('begin a new epoch beyond everything when all files were taken away', async () => {
    const first = await journal.open();
    await appended(first, newEntry());
    const before = first.end;
    await first.close();
    const { unlinkSync } = await import('node:fs');
    for (const name of segmentNames()) unlinkSync(`${journal.directory}/${name}`);

    const second = await journal.open();
    expect(second.end.epoch).not.toBe(before.epoch);
    expect(second.end.seq).toBeGreaterThan(before.seq);
  });
});

describe('a reader', () => {
  it('needs a journal', () => {
    expect(() => new SegmentReader(`${journal.directory}/none`)).toThrow(JournalMissingError);
  });

  it('reads on while segments are sealed and trimmed under it', async () => {
    const appender = await journal.open({ segmentBytesMax: 2_000 });
    const reader = journal.reader();
    let position = reader.beginning();
    const seen: number[] = [];
    for (let i = 0; i < 60; i++) {
      await appended(appender, newEntry({ text: String(i).padEnd(250) }));
      const page = reader.read(position, 3);
      position = page.position;
      seen.push(...page.entries.map((entry) => entry.seq));
      if (i % 7 === 0) await appender.trim({ ...EVERYTHING, throughSeq: position.seq });
    }
    expect(seen).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
    expect(segmentNames().length).toBeLessThan(10);
  });

  it('stops a page at its bytes, at `upTo` and at the limit', async () => {
    const appender = await journal.open();
    await Promise.all(
      Array.from({ length: 10 }, () => appended(appender, newEntry({ text: 'x'.repeat(1_000) }))),
    );
    const reader = new SegmentReader(journal.directory, { pageBytesMax: 2_500 });
    const start = reader.beginning();
    expect(reader.read(start, 100).entries).toHaveLength(3);
    expect(reader.read(start, 2).entries).toHaveLength(2);
    expect(reader.read(start, 100, 1).position.seq).toBe(1);
    expect(reader.read({ ...start, seq: 5 }, 100, 5).entries).toEqual([]);
    expect(reader.last()?.seq).toBe(10);
    reader.close();
  });

  function positionsAfter(seq: number): { epoch: string; seq: number } {
    return { epoch: journal.reader().end().epoch, seq };
  }

  it('refuses positions that it cannot stand for', async () => {
    const appender = await journal.open({ segmentAgeMsMax: 0 });
    for (let i = 0; i < 5; i++) await appended(appender, newEntry());
    await appender.trim({ ...EVERYTHING, throughSeq: 3 });
    const reader = journal.reader();

    expect(() => reader.read({ epoch: 'elsewhere', seq: 4 }, 10)).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_EPOCH' }),
    );
    expect(() => reader.read(positionsAfter(6), 10)).toThrow(
      expect.objectContaining({ code: 'POSITION_PAST_END' }),
    );
    expect(() => reader.read(positionsAfter(2), 10)).toThrow(
      expect.objectContaining({ code: 'POSITION_TRIMMED' }),
    );
    expect(reader.read(positionsAfter(3), 10).entries).toHaveLength(2);
    expect(reader.beginning().seq).toBe(3);
  });

  it('goes over into a new epoch, and refuses what the old one never had', async () => {
    const appender = await journal.open();
    await appended(appender, newEntry({ text: 'old' }));
    const old = appender.end;
    const begun = await appender.beginEpoch('RESTORED', 70_000_000);
    expect(begun.seq).toBe(70_000_000);
    await appended(appender, newEntry({ text: 'new' }));

    const reader = journal.reader();
    const page = reader.read({ ...old, seq: 5_000 }, 10);
    expect(page.entries.map((entry) => entry.seq)).toEqual([70_000_001]);
    expect(page.position.epoch).toBe(begun.epoch);
    expect(() => reader.read({ ...old, seq: 70_000_001 }, 10)).toThrow(
      expect.objectContaining({ code: 'POSITION_PAST_END' }),
    );
    expect(texts()).toEqual(['old', 'new']);
    expect(reader.epochs().map((epoch) => epoch.reason)).toEqual(['CREATED', 'RESTORED']);
  });

  it('lets who read an epoch that a put back journal has forgotten go on beyond it', async () => {
    const appender = await journal.open();
    await appended(appender, newEntry({ text: 'old' }));
    const forgotten = { epoch: 'begun after the backup', seq: 40_000_000 };
    expect(() => journal.reader().read(forgotten, 10)).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_EPOCH' }),
    );
    await appender.beginEpoch('RESTORED', forgotten.seq);
    await appended(appender, newEntry({ text: 'new' }));

    const reader = journal.reader();
    const page = reader.read(forgotten, 10);
    expect(page.entries.map((entry) => Buffer.from(entry.payload).toString())).toEqual(['new']);
    expect(page.position).toEqual(appender.end);
    expect(() => reader.read({ ...forgotten, seq: appender.end.seq }, 10)).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_EPOCH' }),
    );
  });
});

function segmentNames(): string[] {
  return readdirSync(journal.directory).filter((name) => /^segment-.*\.sqlite$/.test(name));
}
