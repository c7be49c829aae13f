import type { NewEntry } from './journal.ts';
import { recordBytesMax, writeRecord } from './record.ts';

/** Told once what became of an append. */
export type Done = (error?: Error) => void;

/** What the commit worker gets. */
export interface SentBatch {
  readonly body: ArrayBuffer;
  readonly used: number;
  readonly count: number;
}

interface Batch {
  body: ArrayBuffer | undefined;
  used: number;
  count: number;
  callbacks: Done[];
  sentAt: number | undefined;
  isAnswered: boolean;
  error: Error | undefined;
}

/** A batch is sent when it reaches this, at the latest. */
export const BATCH_BYTES = 256 * 1024;
const SPARE_BUFFERS_MAX = 4;

/**
 * Entries on their way to the disk, in the order of the calls: one batch that gathers, those that
 * wait or are under way, and refusals, which take their turn among them so that every callback
 * comes in order.
 */
export class BatchQueue {
  private readonly queue: Batch[] = [];
  private readonly spare: Buffer[] = [];
  private gathering: Buffer | undefined;
  private used = 0;
  private count = 0;
  private callbacks: Done[] = [];
  private isSettling = false;

  inFlight = 0;
  pendingEntries = 0;
  pendingBytes = 0;

  /** Encodes an entry into the gathering batch. @throws InvalidEntryError, nothing is added then */
  add(entry: NewEntry, done: Done): void {
    const room = recordBytesMax(entry);
    let buffer = this.gathering ?? this.takeBuffer();
    if (this.used + room > buffer.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(buffer.length * 2, this.used + room));
      buffer.copy(larger, 0, 0, this.used);
      buffer = larger;
    }
    this.gathering = buffer;
    const end = writeRecord(buffer, this.used, entry);
    this.pendingBytes += end - this.used;
    this.used = end;
    this.count++;
    this.pendingEntries++;
    this.callbacks.push(done);
  }

  /** Has `done` called, without an error, in its turn. */
  addWaiter(done: () => void): void {
    const settled: Done = () => done();
    if (this.count > 0) this.callbacks.push(settled);
    else if (this.queue.length > 0) (this.queue.at(-1) as Batch).callbacks.push(settled);
    else done();
  }

  /** Has `done` called with `error`, in its turn: everything before it is settled first. */
  addRefused(error: Error, done: Done): void {
    this.closeGathering();
    const last = this.queue.at(-1);
    if (last?.isAnswered === true && last.error?.constructor === error.constructor) {
      last.callbacks.push(done);
      return;
    }
    this.queue.push({ ...emptyBatch(), callbacks: [done], isAnswered: true, error });
  }

  get isGathering(): boolean {
    return this.count > 0;
  }

  get isGatheringFull(): boolean {
    return this.used >= BATCH_BYTES;
  }

  get isEmpty(): boolean {
    return this.queue.length === 0 && this.count === 0;
  }

  /** When the oldest batch under way was sent. */
  get oldestSentAt(): number | undefined {
    return this.inFlight === 0 ? undefined : this.queue.find((batch) => !batch.isAnswered)?.sentAt;
  }

  /** Ends gathering; what was gathered waits to be sent. */
  closeGathering(): void {
    if (this.gathering === undefined || this.count === 0) return;
    this.queue.push({
      ...emptyBatch(),
      body: this.gathering.buffer as ArrayBuffer,
      used: this.used,
      count: this.count,
      callbacks: this.callbacks,
    });
    this.gathering = undefined;
    this.used = 0;
    this.count = 0;
    this.callbacks = [];
  }

  /** The next batch to send; its buffer belongs to the caller. */
  nextToSend(now: number): SentBatch | undefined {
    const batch = this.queue.find((waiting) => waiting.body !== undefined);
    if (batch?.body === undefined) return undefined;
    const { body, used, count } = batch;
    batch.body = undefined;
    batch.sentAt = now;
    this.inFlight++;
    return { body, used, count };
  }

  /** The worker's answer, which is always about the oldest batch under way. */
  answerOldest(error: Error | undefined, body: ArrayBuffer): void {
    const batch = this.queue.find((sent) => sent.sentAt !== undefined && !sent.isAnswered);
    if (batch === undefined) return;
    batch.isAnswered = true;
    batch.error = error;
    this.inFlight--;
    const isSpareUseful =
      this.spare.length < SPARE_BUFFERS_MAX && body.byteLength <= 2 * BATCH_BYTES;
    if (isSpareUseful) this.spare.push(Buffer.from(body));
  }

  /** Everything that is not answered yet fails. */
  failAll(error: Error): void {
    this.closeGathering();
    for (const batch of this.queue) {
      if (batch.isAnswered) continue;
      batch.isAnswered = true;
      batch.error = error;
      batch.body = undefined;
    }
    this.inFlight = 0;
    this.settle();
  }

  /** Calls back, in order, whoever is answered and has nobody unanswered before them. */
  settle(): void {
    // A callback may append and be refused at once: that is settled by the loop that runs already.
    if (this.isSettling) return;
    this.isSettling = true;
    while (this.queue[0]?.isAnswered === true) {
      // It stays in the queue meanwhile, so that what a callback asks for comes after the others.
      const batch = this.queue[0];
      this.pendingEntries -= batch.count;
      this.pendingBytes -= batch.used;
      for (const done of batch.callbacks) callBack(done, batch.error);
      this.queue.shift();
    }
    this.isSettling = false;
  }

  private takeBuffer(): Buffer {
    return this.spare.pop() ?? Buffer.allocUnsafeSlow(BATCH_BYTES + 16 * 1024);
  }
}

function emptyBatch(): Batch {
  return {
    body: undefined,
    used: 0,
    count: 0,
    callbacks: [],
    sentAt: undefined,
    isAnswered: false,
    error: undefined,
  };
}

/** One caller's bug must not cost the others their answer; it still ends the process, loudly. */
function callBack(done: Done, error: Error | undefined): void {
  try {
    done(error);
  } catch (thrown) {
    process.nextTick(() => {
      throw thrown;
    });
  }
}
