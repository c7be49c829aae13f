import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '@lenglian/quantities';
import { JournalDamagedError } from './errors.ts';
import { syncDirectory } from './segment-files.ts';

/** Why an epoch began. */
export type EpochReason = 'CREATED' | 'REPAIRED' | 'RESTORED' | 'STATE_LOST';

/** A stretch of the journal without doubts; seq goes on through all of them and never restarts. */
export interface Epoch {
  readonly epoch: string;
  readonly firstSeq: number;
  readonly reason: EpochReason;
  readonly begunAt: Instant;
}

/** Entries that were given a seq and cannot be read any more; the file they were in is kept. */
export interface Damage {
  readonly keptAs: string;
  /** The last sound entry before them. */
  readonly afterSeq: number;
  /** The last seq that may have been lost. */
  readonly throughSeq: number;
  readonly foundAt: Instant;
}

/** What a journal must know besides its segments: `journal.json`, replaced as a whole. */
export interface JournalState {
  readonly format: 1;
  readonly epochs: readonly Epoch[];
  readonly damages: readonly Damage[];
  /**
   * No seq above this was ever given. Raised in large steps before they are used, so that a repair
   * knows where to begin even when the newest segment cannot be read at all.
   */
  readonly reservedThrough: number;
}

/** How many seqs are reserved at once: at 100,000 a second one write in 100 s. */
export const SEQ_RESERVATION = 10_000_000;

const FILE = 'journal.json';

/** @returns undefined when there is none @throws JournalDamagedError when it makes no sense */
export function loadState(directory: string): JournalState | undefined {
  let text: string;
  try {
    text = readFileSync(join(directory, FILE), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const state = JSON.parse(text) as JournalState;
    if (state.format === 1 && state.epochs.length > 0 && state.reservedThrough >= 0) return state;
  } catch (cause) {
    throw new JournalDamagedError(`${FILE} is not JSON`, { cause });
  }
  throw new JournalDamagedError(`${FILE} is not the state of a journal`);
}

/** Atomic and durable: old or new, never half. */
export function saveState(directory: string, state: JournalState): void {
  const path = join(directory, FILE);
  const handle = openSync(`${path}.new`, 'w');
  try {
    writeSync(handle, `${JSON.stringify(state, undefined, 2)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(`${path}.new`, path);
  syncDirectory(directory);
}
