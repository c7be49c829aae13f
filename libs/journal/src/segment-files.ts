import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  statSync,
  unlinkSync,
} from 'node:fs';
import { join } from 'node:path';

/** A segment's file; its name carries the seq of its first entry. */
export interface SegmentFile {
  readonly path: string;
  readonly firstSeq: number;
}

const NAME = /^segment-(\d{16})\.sqlite$/;
/** What SQLite puts beside a database in WAL mode. */
const COMPANIONS = ['-wal', '-shm'];

/** Sixteen digits hold every safe integer, so that names sort as their numbers do. */
export function segmentPath(directory: string, firstSeq: number): string {
  return join(directory, `segment-${String(firstSeq).padStart(16, '0')}.sqlite`);
}

/** All segments, oldest first. */
export function listSegments(directory: string): SegmentFile[] {
  const found: SegmentFile[] = [];
  for (const name of readdirSync(directory)) {
    const match = NAME.exec(name);
    if (match) found.push({ path: join(directory, name), firstSeq: Number(match[1]) });
  }
  return found.sort((a, b) => a.firstSeq - b.firstSeq);
}

/** The segment's file and its companions, as far as they exist. */
export function filesOfSegment(path: string): string[] {
  return [path, ...COMPANIONS.map((suffix) => path + suffix)].filter((file) => existsSync(file));
}

/** Whether something committed may be in the segment's WAL and not yet in its file. */
export function hasWal(path: string): boolean {
  return (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

/** Removes a segment. The database goes first: a companion alone is never taken for a segment. */
export function unlinkSegment(path: string): void {
  for (const file of filesOfSegment(path)) unlinkSync(file);
}

/** Companions whose database is gone: a reader had it open while it was trimmed. */
export function unlinkOrphans(directory: string): void {
  for (const name of readdirSync(directory)) {
    const suffix = COMPANIONS.find((companion) => name.endsWith(companion));
    if (suffix === undefined) continue;
    const database = name.slice(0, -suffix.length);
    if (NAME.test(database) && !existsSync(join(directory, database))) {
      unlinkSync(join(directory, name));
    }
  }
}

/** Makes the names in a directory as durable as the files' contents. */
export function syncDirectory(directory: string): void {
  const handle = openSync(directory, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
