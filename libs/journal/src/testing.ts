import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Appender, type AppenderOptions } from './appender.ts';
import { ENTRY_KINDS, type JournalAppender, type JournalEntry, type NewEntry } from './journal.ts';
import { SegmentReader } from './reader.ts';

/** An entry that says something; what is given replaces the rest. */
export function newEntry(given: Partial<NewEntry> & { text?: string } = {}): NewEntry {
  const { text, ...entry } = given;
  return {
    kind: 'TELEMETRY',
    receivedAt: 1_800_000_000_000,
    organisationId: 'demo',
    deviceId: 'reefer-1',
    publisherId: entry.deviceId ?? 'reefer-1',
    payload: Buffer.from(text ?? '{"samples":[]}'),
    ...entry,
  };
}

/** Any entry that a journal takes. */
export const arbitraryEntry: fc.Arbitrary<NewEntry> = fc.record({
  kind: fc.constantFrom(...ENTRY_KINDS),
  receivedAt: fc.integer({ min: 0, max: 8.64e15 }),
  organisationId: fc.string({ maxLength: 60, unit: 'binary' }),
  deviceId: fc.string({ maxLength: 60, unit: 'binary' }),
  publisherId: fc.string({ maxLength: 60, unit: 'binary' }),
  payload: fc.uint8Array({ maxLength: 500 }),
});

/** Appends and waits until it is on disk; rejects with the journal's error. */
export function appended(appender: JournalAppender, entry: NewEntry): Promise<void> {
  return new Promise((resolve, reject) => {
    appender.append(entry, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

/** A journal in a directory of its own. */
export interface TemporaryJournal {
  readonly directory: string;
  /** Opens the appender; no reserve unless given. */
  open(options?: Partial<AppenderOptions>): Promise<Appender>;
  reader(): SegmentReader;
  /** Everything that is kept, through a reader of its own. */
  entries(): JournalEntry[];
  /** Closes what was opened and removes the directory. */
  remove(): Promise<void>;
}

/** Makes a temporary directory for a journal; `remove` it after the test. */
export async function temporaryJournal(): Promise<TemporaryJournal> {
  const directory = await mkdtemp(join(tmpdir(), 'journal-'));
  const closing: (() => unknown)[] = [];
  const reader = (): SegmentReader => {
    const opened = new SegmentReader(directory);
    closing.push(() => opened.close());
    return opened;
  };
  return {
    directory,
    async open(options) {
      const appender = await Appender.open({ directory, reserveBytes: 0, ...options });
      closing.push(() => appender.close());
      return appender;
    },
    reader,
    entries() {
      return allEntries(reader());
    },
    async remove() {
      for (const close of closing) await close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Reads page by page from the beginning to the end. */
export function allEntries(reader: SegmentReader, pageEntries = 10_000): JournalEntry[] {
  const entries: JournalEntry[] = [];
  let position = reader.beginning();
  for (;;) {
    const page = reader.read(position, pageEntries);
    if (page.entries.length === 0) return entries;
    entries.push(...page.entries);
    position = page.position;
  }
}
