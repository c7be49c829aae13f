import { Worker } from 'node:worker_threads';
import type { VerdictChange } from '@lenglian/breaches';
import { ColdChainError } from '@lenglian/errors';
import type { RefusedReading } from '@lenglian/history';
import type { JournalPosition } from '@lenglian/journal';
import type { Instant } from '@lenglian/quantities';
import type { Reading } from '@lenglian/readings';
import type { PlacementSnapshot } from '@lenglian/records';
import type { DirtyRange } from './copy-queue.ts';
import type {
  DevicePosition,
  DeviceUpdate,
  JudgePort,
  JudgeStatus,
  LotOutlook,
  QuarantineItem,
} from './judge-port.ts';
import type {
  FromJudge,
  JudgeQuestions,
  JudgeThreadOptions,
  QuestionName,
  ToJudge,
} from './thread-messages.ts';

/** The judge's thread could not answer, or is gone. The process should end and be started again. */
export class JudgeFailedError extends ColdChainError {
  readonly code = 'JUDGE_FAILED';
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** The judge in its own thread, as the rest of the api sees it. */
export class JudgeThread implements JudgePort {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private nextId = 1;
  private started: Waiting | undefined;
  private stopped: Waiting | undefined;
  private hasFailed = false;
  private nowHandler: (now: Instant) => void = () => undefined;
  private verdictHandler: (changes: VerdictChange[]) => Promise<void> = () => Promise.resolve();
  private deviceHandler: (updates: DeviceUpdate[]) => void = () => undefined;
  private outlookHandler: (outlooks: LotOutlook[]) => void = () => undefined;
  private positionHandler: (positions: DevicePosition[]) => void = () => undefined;
  private quarantineHandler: (item: QuarantineItem) => void = () => undefined;
  private safeHandler: (position: JournalPosition) => void = () => undefined;
  private readonly onFailure: (error: Error) => void;

  constructor(options: JudgeThreadOptions, onFailure: (error: Error) => void) {
    this.onFailure = onFailure;
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    this.worker = new Worker(new URL(`./judge.worker.${extension}`, import.meta.url), {
      workerData: options,
    });
    this.worker.on('message', (message: FromJudge) => this.take(message));
    this.worker.on('error', (error: Error) => this.fail(error));
    this.worker.on('exit', (code) => {
      if (!this.stopped)
        this.fail(new JudgeFailedError(`the judge's thread ended with code ${code}`));
      this.stopped?.resolve(undefined);
    });
  }

  start(placements: PlacementSnapshot, verdictCursor: number): Promise<void> {
    this.send({ type: 'start', placements, verdictCursor });
    return new Promise((resolve, reject) => {
      this.started = { resolve: () => resolve(), reject };
    });
  }

  async stop(): Promise<void> {
    if (this.hasFailed) return;
    await new Promise<unknown>((resolve, reject) => {
      this.stopped = { resolve, reject };
      this.send({ type: 'stop' });
    });
    await this.worker.terminate();
  }

  place(placements: PlacementSnapshot): void {
    this.send({ type: 'place', placements });
  }

  wake(): void {
    this.send({ type: 'wake' });
  }

  onNow(handler: (now: Instant) => void): void {
    this.nowHandler = handler;
  }

  onVerdicts(handler: (changes: VerdictChange[]) => Promise<void>): void {
    this.verdictHandler = handler;
  }

  onDevices(handler: (updates: DeviceUpdate[]) => void): void {
    this.deviceHandler = handler;
  }

  onOutlooks(handler: (outlooks: LotOutlook[]) => void): void {
    this.outlookHandler = handler;
  }

  onPositions(handler: (positions: DevicePosition[]) => void): void {
    this.positionHandler = handler;
  }

  onQuarantined(handler: (item: QuarantineItem) => void): void {
    this.quarantineHandler = handler;
  }

  onSafePosition(handler: (position: JournalPosition) => void): void {
    this.safeHandler = handler;
  }

  status(isMomentOver = false): Promise<JudgeStatus> {
    return this.ask<JudgeStatus, 'status'>('status', isMomentOver);
  }

  tail(deviceId: string, from: Instant, to: Instant): Promise<Reading[]> {
    return this.ask<Reading[], 'tail'>('tail', deviceId, from, to);
  }

  quarantine(request: { organisationId: string; cursor?: string | undefined; limit: number }) {
    return this.ask<{ items: QuarantineItem[]; nextCursor: string | null }, 'quarantine'>(
      'quarantine',
      request.organisationId,
      request.cursor,
      request.limit,
    );
  }

  quarantined(id: string): Promise<QuarantineItem | undefined> {
    return this.ask<QuarantineItem | undefined, 'quarantined'>('quarantined', id);
  }

  replay(id: string): Promise<boolean> {
    return this.ask<boolean, 'replay'>('replay', id);
  }

  copied(throughId: number): void {
    this.send({ type: 'copied', throughId });
  }

  copiedRange(range: DirtyRange): void {
    this.send({ type: 'copiedRange', range });
  }

  refused(readings: RefusedReading[]): void {
    this.send({ type: 'refused', readings });
  }

  private send(message: ToJudge): void {
    if (!this.hasFailed) this.worker.postMessage(message);
  }

  private ask<Answer, Name extends QuestionName>(
    name: Name,
    ...parameters: JudgeQuestions[Name]
  ): Promise<Answer> {
    if (this.hasFailed)
      return Promise.reject(new JudgeFailedError(`the judge is gone, asked for ${name}`));
    const id = this.nextId++;
    this.send({ type: 'ask', id, name, parameters });
    return new Promise<Answer>((resolve, reject) => {
      this.waiting.set(id, { resolve: (value) => resolve(value as Answer), reject });
    });
  }

  private take(message: FromJudge): void {
    switch (message.type) {
      case 'started':
        this.started?.resolve(undefined);
        return;
      case 'stopped':
        this.stopped?.resolve(undefined);
        return;
      case 'now':
        this.nowHandler(message.now);
        return;
      case 'verdicts':
        this.applyVerdicts(message.changes);
        return;
      case 'devices':
        this.deviceHandler(message.updates);
        // Messages that wait are all taken in one turn: the next piece comes after others had theirs.
        setImmediate(() => this.send({ type: 'devicesTaken' }));
        return;
      case 'outlooks':
        this.outlookHandler(message.outlooks);
        return;
      case 'positions':
        this.positionHandler(message.positions);
        return;
      case 'quarantined':
        this.quarantineHandler(message.item);
        return;
      case 'safe':
        this.safeHandler(message.position);
        return;
      case 'answer':
        this.settle(message.id)?.resolve(message.value);
        return;
      case 'failed':
        this.settle(message.id)?.reject(
          new JudgeFailedError(`${message.code}: ${message.message}`),
        );
        return;
    }
  }

  private applyVerdicts(changes: VerdictChange[]): void {
    this.verdictHandler(changes).then(
      () => this.send({ type: 'applied', through: changes.at(-1)?.sequence ?? 0 }),
      (error: Error) => {
        // While we stop, what was not applied stays in the outbox and comes again with the next start.
        if (!this.stopped) this.fail(error);
      },
    );
  }

  private settle(id: number): Waiting | undefined {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    return waiting;
  }

  private fail(error: Error): void {
    if (this.hasFailed) return;
    this.hasFailed = true;
    this.started?.reject(error);
    this.stopped?.resolve(undefined);
    for (const waiting of this.waiting.values()) waiting.reject(error);
    this.waiting.clear();
    this.onFailure(error);
  }
}
