import { existsSync, renameSync } from 'node:fs';
import { basename } from 'node:path';
import { JournalDamagedError } from './errors.ts';
import { filesOfSegment, syncDirectory } from './segment-files.ts';
import { Segment, checkFrame, type Frame } from './segment.ts';
import { classifyFailure } from './storage-failure.ts';

/**
 * Reads a segment from its first frame to its last.
 *
 * @param onFrame gets each frame that follows the one before it and is sound
 * @throws JournalDamagedError at the first frame that is not; SQLite's own errors
 */
export function walkSegment(segment: Segment, onFrame: (frame: Frame) => void = () => {}): void {
  let chain = segment.head.previousChain;
  let seq = segment.head.firstSeq - 1;
  for (;;) {
    const frame = segment.frameAfter(seq);
    if (frame === undefined) return;
    if (frame.firstSeq !== seq + 1) {
      throw new JournalDamagedError(`${segment.path}: entries after ${seq} are missing`);
    }
    checkFrame(frame, chain);
    onFrame(frame);
    chain = frame.chain;
    seq = frame.firstSeq + frame.count - 1;
  }
}

/** What a repair did with one segment. */
export interface SegmentRepair {
  /** The name under which the damaged file is kept, as evidence. */
  readonly keptAs: string;
  /** The same segment again with its sound beginning; absent when not even its head was legible. */
  readonly salvaged: Segment | undefined;
}

/**
 * Sets a damaged segment aside and puts a new one in its place that holds all sound frames before
 * the damage, so that what can still be read stays readable at its old positions.
 *
 * @param stamp makes the kept name unique
 */
export function setSegmentAside(directory: string, path: string, stamp: number): SegmentRepair {
  const kept = `${path}.damaged-${stamp}`;
  for (const file of filesOfSegment(path)) renameSync(file, kept + file.slice(path.length));
  syncDirectory(directory);
  let salvaged: Segment | undefined;
  try {
    const damaged = Segment.openForReading(kept);
    if (damaged === undefined) throw new JournalDamagedError(`${kept} is empty`);
    try {
      const copy = Segment.create(path, damaged.head);
      salvaged = copy;
      walkSegment(damaged, (frame) => copy.append(frame));
    } finally {
      damaged.close();
    }
  } catch (error) {
    if (classifyFailure(error) !== 'DAMAGED') {
      salvaged?.close();
      // Try again at the next start: the evidence goes back to where it was.
      for (const file of filesOfSegment(path)) renameSync(file, `${file}.half`);
      for (const file of filesOfSegment(kept)) renameSync(file, path + file.slice(kept.length));
      throw error;
    }
  }
  if (existsSync(path)) syncDirectory(directory);
  return { keptAs: basename(kept), salvaged };
}
