import { setTimeout as sleep } from 'node:timers/promises';
import type { VerdictChange } from '@lenglian/breaches';
import type { Clock } from '@lenglian/quantities';
import type { Records } from '@lenglian/records';
import type { Log } from '../log.ts';
import type { AlertNews } from './alert-news.ts';

/** Pause before the records are tried again, in ms. */
const RETRY_PAUSE = 200;

/**
 * From the judge's outbox to records and browsers: the short path of every alert. One transaction a
 * batch, then the events, in order. The records remember how far they came, so whatever the judge
 * repeats after a crash takes effect once.
 */
export class VerdictIntake {
  private isStopped = false;
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

  /** Takes one batch; while the records refuse it, nothing after it may pass. */
  async take(changes: readonly VerdictChange[]): Promise<void> {
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
  }

  /** Gives up waiting for the records; the judge will tell it all again after the next start. */
  stop(): void {
    this.isStopped = true;
  }
}
