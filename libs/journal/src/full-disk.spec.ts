import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Appender } from './appender.ts';
import { SegmentReader } from './reader.ts';
import { allEntries, newEntry } from './testing.ts';

/** Mounts a small file system of its own, where the machine lets us. */
function mountSmallDisk(): string | undefined {
  const directory = mkdtempSync(join(tmpdir(), 'small-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', directory], {
      stdio: 'ignore',
    });
    return directory;
  } catch {
    rmSync(directory, { recursive: true });
    return undefined;
  }
}

const disk = mountSmallDisk();
const onSmallDisk = disk === undefined ? describe.skip : describe;

onSmallDisk('a disk that is really full [needs root, to mount a tmpfs]', () => {
  let appender: Appender;
  const acknowledged: string[] = [];
  const refusals = new Set<string>();

  beforeAll(async () => {
    appender = await Appender.open({
      directory: join(disk as string, 'journal'),
      reserveBytes: 0,
      segmentBytesMax: 400_000,
    });
  });
  afterAll(async () => {
    await appender.close();
    execFileSync('umount', [disk as string]);
    rmSync(disk as string, { recursive: true });
  });

  /** Appends 20 kB at a time until `isEnough`. */
  async function appendUntil(mark: string, isEnough: () => boolean): Promise<void> {
    for (let i = 0; i < 2_000 && !isEnough(); i++) {
      const text = `${mark}-${i}`;
      await new Promise<void>((resolve) => {
        appender.append(newEntry({ text: text.padEnd(20_000) }), (error) => {
          if (error) refusals.add((error as { code?: string }).code ?? String(error));
          else acknowledged.push(text);
          setImmediate(resolve);
        });
      });
    }
  }

  function stored(): string[] {
    const reader = new SegmentReader(join(disk as string, 'journal'));
    const texts = allEntries(reader).map((entry) => Buffer.from(entry.payload).toString().trim());
    reader.close();
    return texts;
  }

  it('refuses with a typed error, and has everything that it acknowledged', async () => {
    await appendUntil('a', () => refusals.size > 0);
    expect([...refusals]).toEqual(['JOURNAL_FULL']);
    expect(acknowledged.length).toBeGreaterThan(20);
    expect(appender.state).toBe('FULL');
    expect(stored()).toEqual(acknowledged);
  });

  it('takes entries again once segments are trimmed', async () => {
    const outcome = await appender.trim({
      throughSeq: appender.end.seq,
      keepMs: 0,
      keepBytes: 0,
      isPressed: false,
    });
    expect(outcome.removedSegments).toBeGreaterThan(0);
    const before = acknowledged.length;
    // Room is looked for once a second.
    const until = performance.now() + 5_000;
    while (appender.state !== 'READY' && performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await appendUntil('b', () => acknowledged.length >= before + 10);

    expect(acknowledged.length).toBe(before + 10);
    expect(stored().slice(-10)).toEqual(acknowledged.slice(-10));
  });
});
