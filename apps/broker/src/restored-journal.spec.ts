import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createLog } from '@lenglian/diagnostics';
import { Appender, SegmentReader, type JournalPosition } from '@lenglian/journal';
import { BrokerStore } from './broker-store.ts';
import { beginBeyondKnown } from './restored-journal.ts';
import { TestBroker } from './testing.ts';

const log = createLog('broker', 'silent', { write() {} });

describe('a journal put back from a backup', () => {
  it('goes on beyond what readers have seen, and each reads on where it was', async () => {
    const broker = await TestBroker.startWith(['reefer-1']);
    const journal = join(broker.directory, 'journal');
    const backup = mkdtempSync(join(tmpdir(), 'backup-'));
    const publish = async (text: string): Promise<void> => {
      const client = await broker.raw('reefer-1');
      client.publish('cc/v1/demo/reefer-1/telemetry', text);
      await client.until(() => client.acknowledged.length === 1);
      client.socket.destroy();
    };
    const restore = async (): Promise<void> => {
      await broker.stop();
      rmSync(journal, { recursive: true });
      cpSync(backup, journal, { recursive: true });
      await broker.start();
    };
    const read = (after: JournalPosition): { position: JournalPosition; said: string[] } => {
      const reader = new SegmentReader(journal);
      const { entries, position } = reader.read(after, 1_000);
      reader.close();
      const telemetry = entries.filter((entry) => entry.kind === 'TELEMETRY');
      return { position, said: telemetry.map((entry) => Buffer.from(entry.payload).toString()) };
    };
    try {
      await publish('in the backup');
      await broker.stop();
      cpSync(journal, backup, { recursive: true });
      await broker.start();
      await publish('lost');
      const link = await broker.link();
      const { end } = await link.hello();
      link.send({ type: 'position', reader: 'judge', position: end });
      await link.hello();

      await restore();
      await publish('after the first time');
      const first = read(end);
      expect(first.said).toEqual(['after the first time']);

      // The backup knows nothing of the epoch that was begun then.
      await restore();
      await publish('after the second time');
      expect(read(first.position).said).toEqual(['after the second time']);
    } finally {
      await broker.remove();
      rmSync(backup, { recursive: true });
    }
  });
});

describe('the positions saved at the last stop', () => {
  let directory: string;
  let store: BrokerStore;
  let journal: Appender;
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'restored-'));
    store = new BrokerStore(directory);
    journal = await Appender.open({ directory: join(directory, 'journal'), reserveBytes: 0 });
  });
  afterEach(async () => {
    await journal.close();
    store.close();
    rmSync(directory, { recursive: true });
  });

  it('begin an epoch beyond the furthest reader, once', async () => {
    const { epoch } = journal.end;
    store.saveReaders([
      { reader: 'judge', position: { epoch, seq: 700 } },
      { reader: 'other', position: { epoch: 'elsewhere', seq: 50_000_000 } },
    ]);
    expect(await beginBeyondKnown(store, journal, log)).toBe(true);
    expect(journal.end.seq).toBeGreaterThanOrEqual(50_000_000);
    expect(journal.end.epoch).not.toBe(epoch);
    expect(await beginBeyondKnown(store, journal, log)).toBe(false);
  });

  it('may be a little old, if the broker was killed: who had read on since goes on as well', async () => {
    // Beyond what the journal has reserved for itself.
    const saved = { epoch: journal.end.epoch, seq: 30_000_000 };
    store.saveReaders([{ reader: 'judge', position: saved }]);
    await beginBeyondKnown(store, journal, log);
    const reader = new SegmentReader(join(directory, 'journal'));
    const position = { ...saved, seq: saved.seq + 1_000_000 };
    expect(reader.read(position, 10).entries).toEqual([]);
    reader.close();
  });

  it('begin one beyond the journal’s own end, which no reader had come to', async () => {
    store.saveJournalSeq(300);
    expect(await beginBeyondKnown(store, journal, log)).toBe(true);
    expect(journal.end.seq).toBeGreaterThanOrEqual(300);
  });

  it('begin none while the journal has all of it', async () => {
    const { end } = journal;
    store.saveReaders([{ reader: 'judge', position: end }]);
    store.saveJournalSeq(end.seq);
    expect(await beginBeyondKnown(store, journal, log)).toBe(false);
    expect(journal.end).toEqual(end);
  });
});
