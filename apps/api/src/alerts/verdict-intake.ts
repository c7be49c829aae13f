import { setTimeout as sleep } from 'node:timers/promises';
import type { VerdictChange } from '@lenglian/breaches';
import { ColdChainError } from '@lenglian/errors';
import type { Clock } from '@lenglian/quantities';
import type { Records } from '@lenglian/records';
import type { Log } from '../log.ts';
import type { AlertNews } from './alert-news.ts';

/** Pause before the records are tried again, in ms. */
const RETRY_PAUSE = 200;

/** We are stopping: these verdicts were not applied, and the judge must keep them. */
export class VerdictIntakeStoppedError extends ColdChainError {
  readonly code = 'VERDICT_INTAKE_STOPPED';
}

/**
 * From the judge's outbox to records and browsers: the short path of every alert. One transaction a
 * batch, then the events, in order. The records remember how far they came, so whatever the judge
 * repeats after a crash takes effect once.
 */
export class VerdictIntake {
  private isStopped = false;
  private readonly underWay = new Set<Promise<void>>();
  private readonly records: Records;
  private readonly news: AlertNews;
  private readonly clock: Clock;
  private readonly log: Log;

  constructor(records: Records, news: AlertNews, clock: Clock, log: Log) {
    this.records = records;
    this.news = news;
    this.clock = clock;
    this.log = log;
  }

  /**
   * Takes one batch; while the records refuse it, nothing after it may pass. Resolves only when it
   * was applied, for the judge then forgets it.
   *
   * @throws VerdictIntakeStoppedError when it was stopped before
   */
  async take(changes: readonly VerdictChange[]): Promise<void> {
    const taking = this.apply(changes);
    this.underWay.add(taking);
    try {
      await taking;
    } finally {
      this.underWay.delete(taking);
    }
  }

  /**
   * Gives up waiting for the records; the judge will tell it all again after the next start. Resolves
   * when nothing is being applied any more, so that the records can be closed.
   */
  async stop(): Promise<void> {
    this.isStopped = true;
    await Promise.allSettled(this.underWay);
  }

  private async apply(changes: readonly VerdictChange[]): Promise<void> {
    while (!this.isStopped) {
      try {
        const alerts = await this.records.alerts.applyVerdicts(changes, this.clock.now());
        await this.news.publish(alerts);
        return;
      } catch (error) {
        this.log.error({ err: error, count: changes.length }, 'verdicts not applied, trying again');
        await sleep(RETRY_PAUSE);
      }
    }
    throw new VerdictIntakeStoppedError(`not applied: ${changes.length} verdicts`);
  }
}
