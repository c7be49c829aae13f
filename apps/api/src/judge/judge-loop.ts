import { ColdChainError } from '@lenglian/errors';
import type { LocalStore } from '@lenglian/history';
import type { JournalReader } from '@lenglian/journal';
import type { Duration, Instant } from '@lenglian/quantities';
import type { CopyQueue } from './copy-queue.ts';
import type { FloatingMessages } from './floating-messages.ts';
import type { JudgeStatus } from './judge-port.ts';
import type { Judge } from './judge.ts';
import type { Moments } from './moments.ts';
import type { Outcome } from './outcome.ts';
import type { JudgeStore } from './judge-store.ts';
import type { Outbox } from './outbox.ts';
import type { QuarantineStore } from './quarantine-store.ts';
import type { FromJudge, JudgeQuestions, QuestionName, ToJudge } from './thread-messages.ts';

/** Polling is only the fallback: the broker wakes us (design §2). Milliseconds. */
const POLL = 100;
const DEVICES_EVERY = 500;
/** In one message: whoever takes it has other work, too. What is left waits until he took it. */
const DEVICES_A_MESSAGE = 400;
const SAFE_EVERY = 5_000;
const TRIM_EVERY = 3_600_000;

export interface JudgeLoopParts {
  readonly judge: Judge;
  readonly store: JudgeStore;
  readonly localStore: LocalStore;
  readonly quarantine: QuarantineStore;
  readonly copyQueue: CopyQueue | undefined;
  readonly floating: FloatingMessages;
  readonly keepsReadings: Duration;
  readonly outbox: Outbox;
  readonly journal: JournalReader;
  readonly send: (message: FromJudge) => void;
  /** Where a simulator tells the time. */
  readonly moments?: Moments | undefined;
}

type Question = Extract<ToJudge, { type: 'ask' }> & { name: Exclude<QuestionName, 'replay'> };

/** Steps the judge for ever, and between steps answers questions and hands results on. */
export class JudgeLoop {
  private readonly parts: JudgeLoopParts;
  private isStopping = false;
  private wakeUp: (() => void) | undefined;
  private nowSent: Instant | null = null;
  private devicesSentAt = 0;
  private devicesToTell = 0;
  private areDevicesUnderWay = false;
  private safeSentAt = 0;
  private trimmedAt = Number.NEGATIVE_INFINITY;

  constructor(parts: JudgeLoopParts) {
    this.parts = parts;
  }

  /** Ends when `stop` was called, with everything committed and closed. */
  async run(): Promise<void> {
    const { judge, store, journal } = this.parts;
    this.tellNow();
    while (!this.isStopping) {
      const outcome = this.mustWait ? undefined : judge.step();
      if (outcome) this.publish(outcome);
      const packed = judge.pack();
      this.reportDevices();
      this.reportSafe();
      this.trim();
      await (outcome || packed ? nextTurn() : this.idle());
    }
    // Nobody answers any more, and nothing else is to be done.
    this.tellDevices(Number.POSITIVE_INFINITY);
    store.database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    journal.close();
    store.close();
  }

  /** On told time the records take what came of a moment at its own time: before the next. */
  private get mustWait(): boolean {
    const { moments, outbox } = this.parts;
    return moments !== undefined && !outbox.isEmpty;
  }

  stop(): void {
    this.isStopping = true;
    this.wakeUp?.();
  }

  take(message: Exclude<ToJudge, { type: 'start' | 'stop' }>): void {
    switch (message.type) {
      case 'wake':
        this.wakeUp?.();
        return;
      case 'place':
        this.parts.judge.place(message.placements);
        this.wakeUp?.();
        return;
      case 'applied':
        this.parts.outbox.onApplied(message.through);
        this.wakeUp?.();
        return;
      case 'devicesTaken':
        this.areDevicesUnderWay = false;
        this.wakeUp?.();
        return;
      case 'copied':
        this.parts.copyQueue?.copied(message.throughId);
        return;
      case 'copiedRange':
        this.parts.copyQueue?.copiedRange(message.range);
        return;
      case 'refused':
        this.parts.copyQueue?.refused(message.readings);
        return;
      case 'ask':
        this.answer(message);
        return;
    }
  }

  private publish(outcome: Outcome): void {
    this.tellNow();
    this.parts.outbox.push(outcome.verdicts);
    const { outlooks, positions } = outcome;
    if (outlooks.length > 0) this.parts.send({ type: 'outlooks', outlooks });
    if (positions.length > 0) this.parts.send({ type: 'positions', positions });
    for (const item of outcome.quarantined) this.parts.send({ type: 'quarantined', item });
  }

  private tellNow(): void {
    const { now } = this.parts.judge;
    if (now === null || now === this.nowSent) return;
    this.nowSent = now;
    this.parts.send({ type: 'now', now });
  }

  /** Twice a second all that changed by then, in pieces: the next goes when the last is known to be taken. */
  private reportDevices(): void {
    if (this.areDevicesUnderWay) return;
    const now = performance.now();
    if (this.devicesToTell === 0) {
      if (now - this.devicesSentAt < DEVICES_EVERY) return;
      this.devicesSentAt = now;
      this.devicesToTell = this.parts.judge.devices.changedCount;
    }
    const told = this.tellDevices(Math.min(this.devicesToTell, DEVICES_A_MESSAGE));
    this.devicesToTell -= told;
    this.areDevicesUnderWay = told > 0;
  }

  /** @returns of how many devices, `limit` at most, something was told */
  private tellDevices(limit: number): number {
    const updates = this.parts.judge.takeDeviceChanges(limit);
    if (updates.length > 0) this.parts.send({ type: 'devices', updates });
    return updates.length;
  }

  /** What is checkpointed survives a power cut; only then may the broker trim what it came from. */
  private reportSafe(): void {
    const now = performance.now();
    if (now - this.safeSentAt < SAFE_EVERY) return;
    this.safeSentAt = now;
    const position = this.parts.judge.safePosition;
    const row = this.parts.store.database.prepare('PRAGMA wal_checkpoint(PASSIVE)').get();
    if (row?.['busy'] === 0 && row['log'] === row['checkpointed'])
      this.parts.send({ type: 'safe', position });
  }

  /** What is older than it has to be kept, once an hour. Not before the historian has it. */
  private trim(): void {
    const { judge, localStore, floating, copyQueue, keepsReadings } = this.parts;
    if (performance.now() - this.trimmedAt < TRIM_EVERY) return;
    this.trimmedAt = performance.now();
    const { now } = judge.status();
    // A clock that leapt must not cost history: now is believed when ticks led up to it.
    if (now === null || !judge.isNowTrusted) return;
    floating.trim(now);
    if (!copyQueue?.isWaiting) localStore.dropPeriodsBefore(now - keepsReadings);
  }

  private answer(question: Extract<ToJudge, { type: 'ask' }>): void {
    // The one question that writes: if its commit fails we cannot go on, and nothing is caught.
    if (question.name === 'replay') {
      const value = this.replay(question.parameters[0] as string);
      this.parts.send({ type: 'answer', id: question.id, value });
      return;
    }
    try {
      const value = this.valueOf(question as Question);
      this.parts.send({ type: 'answer', id: question.id, value });
    } catch (error) {
      const code = error instanceof ColdChainError ? error.code : 'INTERNAL';
      this.parts.send({ type: 'failed', id: question.id, code, message: (error as Error).message });
    }
  }

  private valueOf({ name, parameters }: Question): unknown {
    const { localStore, quarantine } = this.parts;
    switch (name) {
      case 'status':
        if (parameters[0] === true) this.endMoment();
        return this.status();
      case 'tail': {
        const [deviceId, from, to] = parameters as [string, number, number];
        return localStore.tail(deviceId, from, to);
      }
      case 'quarantine': {
        const [organisationId, cursor, limit] = parameters as JudgeQuestions['quarantine'];
        return quarantine.list(organisationId, cursor, limit);
      }
      case 'quarantined':
        return quarantine.get(parameters[0] as string);
    }
  }

  private endMoment(): void {
    this.parts.moments?.end(this.parts.journal.end());
    this.wakeUp?.();
  }

  private status(): JudgeStatus {
    const status = this.parts.judge.status();
    return { ...status, isSettled: status.isSettled && this.parts.outbox.isEmpty };
  }

  private replay(id: string): boolean {
    const item = this.parts.quarantine.get(id);
    if (!item) return false;
    const { taken, outcome } = this.parts.judge.replay(item);
    this.publish(outcome);
    return taken;
  }

  private idle(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.wakeUp = undefined;
        resolve();
      };
      const timer = setTimeout(done, POLL);
      this.wakeUp = done;
    });
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
