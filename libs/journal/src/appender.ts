import { mkdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { BatchQueue, type Done } from './batch-queue.ts';
import type { FromCommitWorker, ToCommitWorker } from './commit-messages.ts';
import type { CommitterOptions, TrimOutcome, TrimRequest } from './committer.ts';
import { holdLock } from './directory-lock.ts';
import {
  JournalBusyError,
  JournalClosedError,
  JournalFullError,
  JournalUnavailableError,
} from './errors.ts';
import type { EpochReason } from './journal-state.ts';
import type { JournalAppender, JournalPosition, NewEntry } from './journal.ts';

export interface AppenderOptions {
  readonly directory: string;
  /** A segment is sealed once it holds this much; default 256 MiB. */
  readonly segmentBytesMax?: number;
  /** … or is this old, in milliseconds; default one hour. */
  readonly segmentAgeMsMax?: number;
  /** What stays free on the disk for others, in bytes; default 2 GiB. */
  readonly reserveBytes?: number;
  /** What may wait for the disk in memory, in bytes; default 256 MiB. */
  readonly pendingBytesMax?: number;
  /** How much is checked at the start: the last frame (default), or every byte. */
  readonly check?: 'last' | 'all';
  /** Told when the writer died and is being replaced, and when a write met a full disk. */
  readonly onTrouble?: (error: Error) => void;
}

/** Whether appends can be taken now. */
export type AppenderState = 'READY' | 'FULL' | 'UNAVAILABLE' | 'CLOSED';

const MIB = 1024 * 1024;
const DEFAULTS = {
  segmentBytesMax: 256 * MIB,
  segmentAgeMsMax: 3_600_000,
  reserveBytes: 2048 * MIB,
  pendingBytesMax: 256 * MIB,
  check: 'last' as const,
  onTrouble: () => {},
};

const ROOM_CHECK_MS = 1_000;
const RESTART_MS = 1_000;
/** How long entries are gathered while a commit is under way. */
const GATHER_MS = 2;
const IN_FLIGHT_MAX = 2;

interface Ask {
  resolve(message: FromCommitWorker): void;
  reject(error: Error): void;
}

/**
 * The one appender of a journal. Entries are encoded at once into a buffer, which goes to a worker
 * that stores it as one frame with one fsync; while it is away the next buffer fills.
 */
export class Appender implements JournalAppender {
  private readonly options: Required<AppenderOptions>;
  private readonly lock: { release(): void };
  private readonly batches = new BatchQueue();
  private readonly asks = new Map<number, Ask>();
  private readonly commitListeners: ((end: JournalPosition) => void)[] = [];
  private nextAsk = 1;
  private worker: Worker | undefined;
  private isWorkerReady = false;
  private isClosed = false;
  private isFull = false;
  private roomCheckedAt = -Infinity;
  private gatherTimer: NodeJS.Timeout | undefined;
  private isFlushScheduled = false;
  private restartTimer: NodeJS.Timeout | undefined;
  private position: JournalPosition = { epoch: '', seq: 0 };

  private constructor(options: Required<AppenderOptions>, lock: { release(): void }) {
    this.options = options;
    this.lock = lock;
  }

  /**
   * Opens or makes a journal, repairing what is damaged (a new epoch begins then).
   *
   * @throws JournalLockedError when somebody else has it open
   * @throws JournalUnavailableError when the disk does not let us
   */
  static async open(options: AppenderOptions): Promise<Appender> {
    mkdirSync(options.directory, { recursive: true });
    const lock = holdLock(join(options.directory, 'lock.sqlite'));
    const appender = new Appender({ ...DEFAULTS, ...options }, lock);
    try {
      await appender.startWorker();
    } catch (error) {
      appender.isClosed = true;
      lock.release();
      throw error;
    }
    return appender;
  }

  /** The last committed entry. */
  get end(): JournalPosition {
    return this.position;
  }

  /** Entries that wait for the disk. */
  get pendingEntries(): number {
    return this.batches.pendingEntries;
  }

  /** Bytes that wait for the disk, in memory. */
  get pendingBytes(): number {
    return this.batches.pendingBytes;
  }

  /** How long the oldest commit under way has taken so far, in milliseconds; 0 when there is none. */
  get stalledMs(): number {
    const since = this.batches.oldestSentAt;
    return since === undefined ? 0 : performance.now() - since;
  }

  get state(): AppenderState {
    if (this.isClosed) return 'CLOSED';
    if (!this.isWorkerReady) return 'UNAVAILABLE';
    this.checkRoom();
    return this.isFull ? 'FULL' : 'READY';
  }

  /** Called after each commit, once its callbacks have run. */
  onCommit(listener: (end: JournalPosition) => void): void {
    this.commitListeners.push(listener);
  }

  append(entry: NewEntry, done: Done): void {
    const refusal = this.refusal();
    if (refusal !== undefined) {
      this.reject(refusal, done);
      return;
    }
    try {
      this.batches.add(entry, done);
    } catch (error) {
      this.reject(error as Error, done);
      return;
    }
    this.scheduleFlush();
  }

  /** Calls back, in the order of all calls, once everything appended before is settled. */
  afterPending(done: () => void): void {
    if (this.batches.isEmpty) done();
    else this.batches.addWaiter(done);
  }

  /** Resolves once everything appended so far is on disk, or was refused. */
  flush(): Promise<void> {
    return new Promise((resolve) => this.afterPending(resolve));
  }

  /** Removes sealed segments that every reader has passed; see `TrimRequest`. */
  async trim(request: TrimRequest): Promise<TrimOutcome> {
    const answer = await this.ask((id) => ({ type: 'trim', id, request }));
    return (answer as Extract<FromCommitWorker, { type: 'trimmed' }>).outcome;
  }

  /**
   * Begins a new epoch beyond every seq ever given and beyond `beyondSeq`. For a journal that turns
   * out to have been put back to an earlier state: a reader knows more of it than it does itself.
   */
  async beginEpoch(reason: EpochReason, beyondSeq: number): Promise<JournalPosition> {
    const answer = await this.ask((id) => ({ type: 'epoch', id, reason, beyondSeq }));
    this.position = (answer as Extract<FromCommitWorker, { type: 'begun' }>).end;
    return this.position;
  }

  /** Bytes free on the disk beyond the reserve; negative when it is touched. */
  get roomBytes(): number {
    const { bavail, bsize } = statfsSync(this.options.directory);
    return bavail * bsize - this.options.reserveBytes;
  }

  /** Stores what is pending and lets go of the directory. */
  async close(): Promise<void> {
    if (this.isClosed) return;
    await this.flush();
    this.isClosed = true;
    clearTimeout(this.restartTimer);
    clearTimeout(this.gatherTimer);
    const { worker } = this;
    if (worker !== undefined) {
      await new Promise<void>((resolve) => {
        worker.once('exit', () => resolve());
        this.post({ type: 'close' });
      });
    }
    this.lock.release();
  }

  private refusal(): Error | undefined {
    if (this.isClosed) return new JournalClosedError('the journal is closed');
    if (!this.isWorkerReady) return new JournalUnavailableError('the journal is being reopened');
    this.checkRoom();
    if (this.isFull) {
      return new JournalFullError(`less than ${this.options.reserveBytes} bytes are free`);
    }
    if (this.batches.pendingBytes >= this.options.pendingBytesMax) {
      return new JournalBusyError(`${this.batches.pendingBytes} bytes wait for the disk`);
    }
    return undefined;
  }

  private checkRoom(): void {
    const now = performance.now();
    if (now - this.roomCheckedAt < ROOM_CHECK_MS) return;
    this.roomCheckedAt = now;
    this.isFull = this.roomBytes < 0;
  }

  private reject(error: Error, done: Done): void {
    this.batches.addRefused(error, done);
    this.pump();
    setImmediate(() => this.batches.settle());
  }

  private scheduleFlush(): void {
    if (this.batches.isGatheringFull) {
      this.batches.closeGathering();
      this.pump();
    } else if (this.batches.inFlight === 0) {
      // After the sockets that are readable now have been read: they share the commit.
      if (this.isFlushScheduled) return;
      this.isFlushScheduled = true;
      setImmediate(() => {
        this.isFlushScheduled = false;
        this.flushGathered();
      });
    } else if (this.gatherTimer === undefined && this.batches.inFlight < IN_FLIGHT_MAX) {
      this.gatherTimer = setTimeout(() => this.flushGathered(), GATHER_MS);
    }
  }

  private flushGathered(): void {
    clearTimeout(this.gatherTimer);
    this.gatherTimer = undefined;
    if (this.batches.inFlight >= IN_FLIGHT_MAX) return;
    this.batches.closeGathering();
    this.pump();
  }

  private pump(): void {
    while (this.isWorkerReady && this.batches.inFlight < IN_FLIGHT_MAX) {
      const batch = this.batches.nextToSend(performance.now());
      if (batch === undefined) return;
      const { body, used, count } = batch;
      this.post({ type: 'commit', body, used, count }, [body]);
    }
  }

  private onMessage(message: FromCommitWorker): void {
    switch (message.type) {
      case 'committed':
        this.position = message.end;
        this.batches.answerOldest(undefined, message.body);
        this.afterAnswer();
        for (const listener of this.commitListeners) listener(message.end);
        return;
      case 'refused': {
        // Room is looked for again in a second; until then nothing is taken.
        this.isFull = true;
        this.roomCheckedAt = performance.now();
        const error = new JournalFullError(message.message);
        this.options.onTrouble(error);
        this.batches.answerOldest(error, message.body);
        this.afterAnswer();
        return;
      }
      case 'failed':
        this.takeAsk(message.id)?.reject(new JournalUnavailableError(message.message));
        return;
      case 'trimmed':
      case 'begun':
        this.takeAsk(message.id)?.resolve(message);
        return;
      case 'ready':
        return;
    }
  }

  private afterAnswer(): void {
    // The next commit starts before the callbacks of this one run: disk and CPU work side by side.
    if (this.batches.inFlight === 0) this.batches.closeGathering();
    this.pump();
    this.batches.settle();
    if (this.batches.isGathering) this.scheduleFlush();
  }

  private ask(message: (id: number) => ToCommitWorker): Promise<FromCommitWorker> {
    if (!this.isWorkerReady || this.isClosed) {
      return Promise.reject(new JournalUnavailableError('the journal is not open'));
    }
    const id = this.nextAsk++;
    return new Promise((resolve, reject) => {
      this.asks.set(id, { resolve, reject });
      this.post(message(id));
    });
  }

  private takeAsk(id: number): Ask | undefined {
    const ask = this.asks.get(id);
    this.asks.delete(id);
    return ask;
  }

  private post(message: ToCommitWorker, transfer: ArrayBuffer[] = []): void {
    this.worker?.postMessage(message, transfer);
  }

  private startWorker(): Promise<void> {
    const { directory, segmentBytesMax, segmentAgeMsMax, check } = this.options;
    const workerData: CommitterOptions = { directory, segmentBytesMax, segmentAgeMsMax, check };
    return new Promise((resolve, reject) => {
      const worker = newCommitWorker(workerData);
      let failure = new JournalUnavailableError('the commit worker ended');
      this.worker = worker;
      worker.on('error', (cause) => {
        failure = new JournalUnavailableError(`the commit worker failed: ${String(cause)}`, {
          cause,
        });
      });
      worker.on('message', (message: FromCommitWorker) => {
        if (message.type !== 'ready') return this.onMessage(message);
        this.position = message.end;
        this.isWorkerReady = true;
        resolve();
      });
      worker.on('exit', () => {
        const wasReady = this.isWorkerReady;
        this.worker = undefined;
        this.isWorkerReady = false;
        reject(failure);
        if (wasReady && !this.isClosed) this.onWorkerLost(failure);
      });
    });
  }

  /** Nobody knows what of the pending is on disk: all of it counts as not stored. */
  private onWorkerLost(failure: Error): void {
    this.options.onTrouble(failure);
    this.batches.failAll(failure);
    for (const id of this.asks.keys()) this.takeAsk(id)?.reject(failure);
    this.restartLater();
  }

  private restartLater(): void {
    this.restartTimer = setTimeout(() => {
      this.startWorker().catch((error: unknown) => {
        this.options.onTrouble(error as Error);
        if (!this.isClosed) this.restartLater();
      });
    }, RESTART_MS);
  }
}

/** From source the worker runs from source, too; from the build it runs the built file. */
function newCommitWorker(workerData: CommitterOptions): Worker {
  const isSource = import.meta.url.endsWith('.ts');
  const url = new URL(isSource ? './commit-worker.ts' : './commit-worker.js', import.meta.url);
  if (!isSource) return new Worker(url, { workerData });
  const execArgv = ['--conditions=@lenglian/source', '--disable-warning=ExperimentalWarning'];
  return new Worker(url, { workerData, execArgv });
}
