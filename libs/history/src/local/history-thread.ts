import { Worker } from 'node:worker_threads';
import {
  HistoryClosedError,
  HistoryUnavailableError,
  UnreadableHistoryError,
} from '../history-errors.ts';
import type { HistoryAnswer, HistoryRequest, NumberedAnswer } from './history-worker-messages.ts';

type AnswerTo<Kind> = Extract<HistoryAnswer, { kind: Kind }>;

interface Waiting {
  readonly resolve: (answer: HistoryAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** Asks the worker that reads local history. A worker that dies fails its questions; the next one starts another. */
export class HistoryThread {
  private readonly directory: string;
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private nextId = 0;
  private isClosed = false;

  constructor(directory: string) {
    this.directory = directory;
  }

  /** @throws HistoryClosedError, HistoryUnavailableError, UnreadableHistoryError */
  async ask<Kind extends HistoryRequest['kind']>(
    request: Extract<HistoryRequest, { kind: Kind }>,
  ): Promise<AnswerTo<Kind>> {
    if (this.isClosed) throw new HistoryClosedError('the local history is closed');
    const worker = (this.worker ??= this.start());
    const id = this.nextId++;
    const answer = await new Promise<HistoryAnswer>((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      worker.ref();
      worker.postMessage({ id, request });
    });
    if (answer.kind === 'failed') {
      if (answer.code === 'HISTORY_UNREADABLE') throw new UnreadableHistoryError(answer.message);
      throw new HistoryUnavailableError(`local history: ${answer.message}`);
    }
    return answer as AnswerTo<Kind>;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.failAll(new HistoryClosedError('the local history was closed'));
    await this.worker?.terminate();
  }

  private start(): Worker {
    // From source this file is .ts, built it is .js; the worker beside it likewise.
    const isSource = import.meta.url.endsWith('.ts');
    const url = new URL(isSource ? './history-worker.ts' : './history-worker.js', import.meta.url);
    const worker = new Worker(url, {
      workerData: { directory: this.directory },
      execArgv: isSource ? ['--conditions=@lenglian/source', '--no-warnings'] : [],
    });
    worker.on('message', ({ id, answer }: NumberedAnswer) => {
      this.waiting.get(id)?.resolve(answer);
      this.waiting.delete(id);
      // A history that nobody asks keeps no process alive.
      if (this.waiting.size === 0) worker.unref();
    });
    worker.on('error', (cause) => this.lose(worker, cause));
    worker.on('exit', () => this.lose(worker, undefined));
    return worker;
  }

  private lose(worker: Worker, cause: unknown): void {
    if (this.worker !== worker) return;
    this.worker = undefined;
    this.failAll(
      new HistoryUnavailableError('the thread that reads local history ended', { cause }),
    );
  }

  private failAll(error: Error): void {
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}
