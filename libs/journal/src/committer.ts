import { randomUUID } from 'node:crypto';
import { mkdirSync, statSync } from 'node:fs';
import type { Instant } from '@lenglian/quantities';
import { JournalDamagedError } from './errors.ts';
import type { JournalPosition } from './journal.ts';
import {
  SEQ_RESERVATION,
  loadState,
  saveState,
  type Epoch,
  type EpochReason,
  type JournalState,
} from './journal-state.ts';
import { stampChecksums } from './record.ts';
import { setSegmentAside, walkSegment } from './repair.ts';
import {
  listSegments,
  segmentPath,
  syncDirectory,
  unlinkOrphans,
  unlinkSegment,
  type SegmentFile,
} from './segment-files.ts';
import { GENESIS_CHAIN, Segment, nextChain } from './segment.ts';
import { classifyFailure } from './storage-failure.ts';

export interface CommitterOptions {
  readonly directory: string;
  /** A segment is sealed once it holds this much. */
  readonly segmentBytesMax: number;
  /** … or is this old, in milliseconds. */
  readonly segmentAgeMsMax: number;
  /** How much is checked at the start: the last frame, or every byte. */
  readonly check: 'last' | 'all';
}

/** Which sealed segments may go. */
export interface TrimRequest {
  /** Every reader has passed this seq. */
  readonly throughSeq: number;
  /** Younger segments stay. */
  readonly keepMs: number;
  /** The newest segments stay until there is this much of them. */
  readonly keepBytes: number;
  /** The disk is filling up: what every reader passed goes, whatever its age. */
  readonly isPressed: boolean;
}

export interface TrimOutcome {
  readonly removedSegments: number;
  readonly removedBytes: number;
  readonly keptSegments: number;
  readonly keptBytes: number;
}

/** Bytes that a frame takes besides its body, about. */
const FRAME_OVERHEAD_BYTES = 64;

/** The one that writes. Everything here blocks, so it lives in a worker thread. */
export class Committer {
  private readonly options: CommitterOptions;
  private state: JournalState;
  private segment: Segment;
  private segmentBytes: number;
  private lastSeq: number;
  private chain: Uint8Array;

  /**
   * Opens or makes the journal, repairing what is damaged.
   *
   * @throws SQLite's and the file system's errors, when the disk does not let us
   */
  constructor(options: CommitterOptions) {
    this.options = options;
    const { directory } = options;
    mkdirSync(directory, { recursive: true });
    unlinkOrphans(directory);
    const found = openState(directory);
    this.state = found.state;
    const segments = finishedSegments(directory);
    if (options.check === 'all') this.checkSealed(segments);

    const newest = segments.at(-1);
    const opened = newest && this.openNewest(newest);
    if (opened === undefined) {
      // Whatever was here before, nobody can tell how far it went: begin beyond all of it.
      if (!found.isNew) {
        this.setState(withEpoch(this.state, 'REPAIRED', this.state.reservedThrough + 1));
      }
      this.chain = GENESIS_CHAIN;
      this.lastSeq = this.latestEpoch.firstSeq - 1;
      this.segment = this.makeSegment(
        this.lastSeq + 1,
        newest ? newest.firstSeq - 1 : this.lastSeq,
      );
      this.segmentBytes = 0;
    } else {
      this.segment = opened.segment;
      this.lastSeq = opened.lastSeq;
      this.chain = opened.chain;
      this.segmentBytes = statSync(this.segment.path).size;
      this.sealPrevious(segments.at(-2), this.segment.head.firstSeq);
      if (opened.isRepaired) this.beginEpoch('REPAIRED', 0);
      else if (this.segment.head.epoch !== this.epoch) {
        this.roll(Math.max(this.latestEpoch.firstSeq, this.lastSeq + 1));
      }
    }
  }

  get end(): JournalPosition {
    return { epoch: this.epoch, seq: this.lastSeq };
  }

  /**
   * Stores one frame; on disk when it returns.
   *
   * @param body records as `writeRecord` left them; their checksums are filled in here
   * @throws SQLite's and the file system's errors; nothing is stored then
   */
  commit(body: Buffer, count: number, now: Instant): void {
    if (this.isDue(now)) this.roll(this.lastSeq + 1);
    const firstSeq = this.lastSeq + 1;
    const lastSeq = this.lastSeq + count;
    if (lastSeq > this.state.reservedThrough) {
      this.setState({ ...this.state, reservedThrough: lastSeq + SEQ_RESERVATION });
    }
    stampChecksums(body);
    const chain = nextChain(this.chain, body);
    this.segment.append({ firstSeq, count, body, chain });
    this.lastSeq = lastSeq;
    this.chain = chain;
    this.segmentBytes += body.length + FRAME_OVERHEAD_BYTES;
  }

  /** Begins an epoch beyond every seq ever given, and beyond `beyondSeq`. */
  beginEpoch(reason: EpochReason, beyondSeq: number): void {
    const firstSeq = Math.max(this.state.reservedThrough, beyondSeq, this.lastSeq) + 1;
    this.setState(withEpoch(this.state, reason, firstSeq));
    this.roll(firstSeq);
  }

  /** Removes whole sealed segments, oldest first; never the one that is written to. */
  trim(request: TrimRequest, now: Instant): TrimOutcome {
    const segments = listSegments(this.options.directory).map((file) => {
      const { size, mtimeMs } = statSync(file.path);
      return { ...file, size, mtimeMs };
    });
    let keptBytes = segments.reduce((sum, { size }) => sum + size, 0);
    let removedBytes = 0;
    let removedSegments = 0;
    for (let i = 0; i + 1 < segments.length; i++) {
      const oldest = segments[i] as (typeof segments)[number];
      const lastSeq = (segments[i + 1] as SegmentFile).firstSeq - 1;
      const isKept =
        now - oldest.mtimeMs < request.keepMs || keptBytes - oldest.size < request.keepBytes;
      if (lastSeq > request.throughSeq || (isKept && !request.isPressed)) break;
      unlinkSegment(oldest.path);
      keptBytes -= oldest.size;
      removedBytes += oldest.size;
      removedSegments++;
    }
    unlinkOrphans(this.options.directory);
    const keptSegments = segments.length - removedSegments;
    return { removedSegments, removedBytes, keptSegments, keptBytes };
  }

  close(): void {
    this.segment.close();
  }

  private get latestEpoch(): Epoch {
    return this.state.epochs.at(-1) as Epoch;
  }

  private get epoch(): string {
    return this.latestEpoch.epoch;
  }

  private isDue(now: Instant): boolean {
    if (this.lastSeq < this.segment.head.firstSeq) return false;
    return (
      this.segmentBytes >= this.options.segmentBytesMax ||
      now - this.segment.head.createdAt >= this.options.segmentAgeMsMax
    );
  }

  /** Seals the segment written to and goes on in a new one. */
  private roll(firstSeq: number): void {
    const sealed = this.segment;
    const next = this.makeSegment(firstSeq, this.lastSeq);
    try {
      sealed.seal(firstSeq);
    } catch (error) {
      next.close();
      unlinkSegment(next.path);
      throw error;
    }
    sealed.close();
    this.segment = next;
    this.segmentBytes = 0;
    this.lastSeq = firstSeq - 1;
  }

  private makeSegment(firstSeq: number, afterSeq: number): Segment {
    const path = segmentPath(this.options.directory, firstSeq);
    try {
      const segment = Segment.create(path, {
        epoch: this.epoch,
        firstSeq,
        afterSeq,
        previousChain: this.chain,
        createdAt: Date.now(),
      });
      syncDirectory(this.options.directory);
      return segment;
    } catch (error) {
      unlinkSegment(path);
      throw error;
    }
  }

  private openNewest(
    file: SegmentFile,
  ): { segment: Segment; lastSeq: number; chain: Uint8Array; isRepaired: boolean } | undefined {
    try {
      const segment = Segment.open(file.path);
      if (segment === undefined) return undefined;
      try {
        return { segment, ...segment.checkLastFrame(), isRepaired: false };
      } catch (error) {
        segment.close();
        throw error;
      }
    } catch (error) {
      if (classifyFailure(error) !== 'DAMAGED') throw error;
    }
    const salvaged = this.repair(file, this.state.reservedThrough);
    return salvaged && { segment: salvaged, ...salvaged.checkLastFrame(), isRepaired: true };
  }

  private repair(file: SegmentFile, throughSeq: number): Segment | undefined {
    const now = Date.now();
    const { keptAs, salvaged } = setSegmentAside(this.options.directory, file.path, now);
    const afterSeq = salvaged?.checkLastFrame().lastSeq ?? file.firstSeq - 1;
    const damage = { keptAs, afterSeq, throughSeq, foundAt: now };
    this.setState({ ...this.state, damages: [...this.state.damages, damage] });
    return salvaged;
  }

  /** Reads every sealed segment; the damaged ones are set aside, and a new epoch begins. */
  private checkSealed(segments: SegmentFile[]): void {
    let isDamaged = false;
    segments.slice(0, -1).forEach((file, i) => {
      const nextFirstSeq = (segments[i + 1] as SegmentFile).firstSeq;
      try {
        const segment = Segment.openForReading(file.path);
        if (segment === undefined) throw new JournalDamagedError(`${file.path} is empty`);
        try {
          walkSegment(segment);
        } finally {
          segment.close();
        }
      } catch (error) {
        if (classifyFailure(error) !== 'DAMAGED') throw error;
        isDamaged = true;
        const salvaged = this.repair(file, nextFirstSeq - 1);
        salvaged?.seal(nextFirstSeq);
        salvaged?.close();
      }
    });
    // The newest segment follows in the epoch that it finds here.
    if (isDamaged) {
      this.setState(withEpoch(this.state, 'REPAIRED', this.state.reservedThrough + 1));
    }
  }

  /** A kill between making a segment and sealing the one before leaves that one unsealed. */
  private sealPrevious(file: SegmentFile | undefined, nextFirstSeq: number): void {
    if (file === undefined) return;
    try {
      const previous = Segment.open(file.path);
      if (previous?.tail().nextFirstSeq === undefined) previous?.seal(nextFirstSeq);
      previous?.close();
    } catch (error) {
      // A damaged sealed segment is the reader's to report; it must not keep us from starting.
      if (classifyFailure(error) !== 'DAMAGED') throw error;
    }
  }

  private setState(state: JournalState): void {
    saveState(this.options.directory, state);
    this.state = state;
  }
}

/** The segments without a newest one that was never finished. */
function finishedSegments(directory: string): SegmentFile[] {
  const segments = listSegments(directory);
  const newest = segments.at(-1);
  if (newest === undefined) return segments;
  try {
    const segment = Segment.open(newest.path);
    segment?.close();
    if (segment !== undefined) return segments;
  } catch {
    return segments;
  }
  unlinkSegment(newest.path);
  return finishedSegments(directory);
}

/** The state as it was left; a new one for a new directory, or where the old one is lost. */
function openState(directory: string): { state: JournalState; isNew: boolean } {
  try {
    const state = loadState(directory);
    if (state !== undefined) return { state, isNew: false };
  } catch (error) {
    if (!(error instanceof JournalDamagedError)) throw error;
  }
  const segments = listSegments(directory);
  const newest = segments.at(-1);
  const known: JournalState = { ...EMPTY_STATE, epochs: epochsOf(segments) };
  // No more than one reservation can have been given since the newest segment began, unless that
  // segment is larger than any sensible setting makes it: twenty are beyond doubt.
  const state = newest
    ? withEpoch(known, 'STATE_LOST', newest.firstSeq + 20 * SEQ_RESERVATION)
    : withEpoch(known, 'CREATED', 1);
  saveState(directory, state);
  return { state, isNew: true };
}

const EMPTY_STATE: JournalState = { format: 1, epochs: [], damages: [], reservedThrough: 0 };

/** What the segments themselves say about the epochs they belong to. */
function epochsOf(segments: SegmentFile[]): Epoch[] {
  const epochs: Epoch[] = [];
  for (const { path } of segments) {
    try {
      const segment = Segment.openForReading(path);
      if (segment === undefined) continue;
      const { epoch, firstSeq, createdAt } = segment.head;
      segment.close();
      if (epochs.at(-1)?.epoch === epoch) continue;
      epochs.push({ epoch, firstSeq, reason: 'STATE_LOST', begunAt: createdAt });
    } catch (error) {
      if (classifyFailure(error) !== 'DAMAGED') throw error;
    }
  }
  return epochs;
}

function withEpoch(state: JournalState, reason: EpochReason, firstSeq: number): JournalState {
  const epoch = { epoch: randomUUID(), firstSeq, reason, begunAt: Date.now() };
  return {
    ...state,
    epochs: [...state.epochs, epoch],
    reservedThrough: firstSeq - 1 + SEQ_RESERVATION,
  };
}
