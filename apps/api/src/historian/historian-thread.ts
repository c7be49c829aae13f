import { Worker } from 'node:worker_threads';
import type { JudgePort } from '../judge/judge-port.ts';
import type {
  FromHistorian,
  HistorianStatus,
  HistorianThreadOptions,
  ToHistorian,
} from './historian-messages.ts';

/** The historian in its own thread, fed and answered through the judge. */
export class HistorianThread {
  private readonly worker: Worker;
  private readonly judge: JudgePort;
  private readonly waiting: ((status: HistorianStatus) => void)[] = [];
  private stopped: (() => void) | undefined;

  constructor(
    options: HistorianThreadOptions,
    judge: JudgePort,
    onFailure: (error: Error) => void,
  ) {
    this.judge = judge;
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    this.worker = new Worker(new URL(`./historian.worker.${extension}`, import.meta.url), {
      workerData: options,
    });
    this.worker.on('message', (message: FromHistorian) => this.take(message));
    this.worker.on('error', onFailure);
    this.worker.on('exit', () => this.stopped?.());
  }

  status(): Promise<HistorianStatus> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      this.send({ type: 'status' });
    });
  }

  /** Stops before the judge does, because it asks the judge. */
  async stop(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.stopped = resolve;
      this.send({ type: 'stop' });
    });
    await this.worker.terminate();
  }

  private send(message: ToHistorian): void {
    this.worker.postMessage(message);
  }

  private take(message: FromHistorian): void {
    switch (message.type) {
      case 'copied':
        this.judge.copied(message.throughId);
        return;
      case 'copiedRange':
        this.judge.copiedRange(message.range);
        return;
      case 'refused':
        this.judge.refused(message.readings);
        return;
      case 'tail':
        // Not knowing the tail is not the same as there being none.
        void this.judge
          .tail(message.deviceId, message.from, message.to)
          .catch(() => null)
          .then((readings) => this.send({ type: 'tail', id: message.id, readings }));
        return;
      case 'status':
        this.waiting.shift()?.(message.status);
        return;
      case 'stopped':
        this.stopped?.();
        return;
    }
  }
}
