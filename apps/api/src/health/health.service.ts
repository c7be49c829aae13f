import { Inject, Injectable } from '@nestjs/common';
import type { Readiness } from '@lenglian/console-contract';
import { SECOND, type Clock, type Duration } from '@lenglian/quantities';
import type { Records } from '@lenglian/records';
import { answered } from '../answered.ts';
import type { ApiConfig } from '../config.ts';
import type { JudgePort, JudgeStatus } from '../judge/judge-port.ts';
import { IncidentNews } from '../incidents/incident-news.ts';
import { AlertNews } from '../alerts/alert-news.ts';
import type { Log } from '../log.ts';
import {
  CLOCK,
  CONFIG,
  HISTORIAN_LAG,
  JUDGE,
  LINK,
  LOG,
  RECORDS,
  type HistorianLag,
  type LinkState,
} from '../parts.ts';
import { ProgressKeeper } from '../progress/progress-keeper.ts';

/** A judge this far behind tells old news. */
const JUDGE_LAG_MAX_SECONDS = 10;
/** InfluxDB may be away for long; it delays no alert. Named before the history has a real hole. */
const HISTORIAN_LAG_MAX_SECONDS = 300;
/** The broker ticks each second; more than this without one is an outage of ours. */
const TICK_AGE_MAX: Duration = 15 * SECOND;

type Reason = Readiness['reasons'][number];

/** Whether the whole chain works, and if not, why. */
@Injectable()
export class HealthService {
  constructor(
    @Inject(RECORDS) private readonly records: Records,
    @Inject(JUDGE) private readonly judge: JudgePort,
    @Inject(LINK) private readonly link: LinkState,
    @Inject(HISTORIAN_LAG) private readonly historianLag: HistorianLag,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(ProgressKeeper) private readonly progress: ProgressKeeper,
    @Inject(AlertNews) private readonly news: AlertNews,
    @Inject(IncidentNews) private readonly incidents: IncidentNews,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async readiness(): Promise<Readiness> {
    const reasons: Reason[] = [];
    if (!this.link.isConnected) {
      reasons.push({ code: 'BROKER_LINK_DOWN', detail: 'no connection to the broker' });
    }
    const journal = this.link.stats?.journalState ?? 'READY';
    if (journal !== 'READY') {
      reasons.push({ code: `JOURNAL_${journal}`, detail: 'the broker takes no messages' });
    }
    const version = await this.tryRecords(reasons);
    const judge = await this.tryJudge(reasons);
    const historian = await this.tryHistorian(reasons);
    return {
      isReady: reasons.length === 0,
      reasons,
      judge: {
        lagSeconds: judge?.lagSeconds ?? null,
        backlogEntries: judge?.backlogEntries ?? null,
        now: judge?.now ?? null,
        isSettled:
          judge?.isSettled === true &&
          judge.placementsVersion === version &&
          (await this.isPutDown(version)),
      },
      historian: { lagSeconds: historian },
      brokerLink: { isConnected: this.link.isConnected },
    };
  }

  /**
   * Where a simulator tells the time, it must not go on before what positions tell, and which next checks have come, is put
   * down: at once, for a second of ours may be a day of it.
   */
  private async isPutDown(version: number): Promise<boolean> {
    if (this.config.clock !== 'simulated') return true;
    try {
      await this.progress.look();
      await this.incidents.lookAgain();
      await this.news.publish(await this.records.alerts.fallDue(this.clock.now()));
      return (await this.records.journeys.placementsVersion()) === version;
    } catch (error) {
      this.log.error({ err: error }, 'what time has brought is not put down');
      return false;
    }
  }

  private async tryRecords(reasons: Reason[]): Promise<number | undefined> {
    try {
      return await this.records.journeys.placementsVersion();
    } catch {
      reasons.push({ code: 'RECORDS_UNAVAILABLE', detail: 'the records cannot be read' });
      return undefined;
    }
  }

  private async tryJudge(reasons: Reason[]): Promise<JudgeStatus | undefined> {
    try {
      // Where a simulator tells the time, it asks when it was acknowledged all that it sent.
      const isMomentOver = this.config.clock === 'simulated';
      const status = await answered(this.judge.status(isMomentOver), 'status of the judge');
      if (status.lagSeconds > JUDGE_LAG_MAX_SECONDS) {
        const detail = `the judge is ${Math.round(status.lagSeconds)} s behind`;
        reasons.push({ code: 'JUDGE_BEHIND', detail });
      }
      if (status.now === null || this.clock.now() - status.now > TICK_AGE_MAX) {
        reasons.push({ code: 'NO_TICKS', detail: 'the broker has not ticked lately' });
      }
      return status;
    } catch {
      reasons.push({ code: 'JUDGE_UNAVAILABLE', detail: 'the judge does not answer' });
      return undefined;
    }
  }

  private async tryHistorian(reasons: Reason[]): Promise<number | null> {
    try {
      const lagSeconds = await answered(this.historianLag(), 'lag of the historian');
      if (lagSeconds !== null && lagSeconds > HISTORIAN_LAG_MAX_SECONDS) {
        const detail = `InfluxDB is ${Math.round(lagSeconds)} s behind`;
        reasons.push({ code: 'HISTORIAN_BEHIND', detail });
      }
      return lagSeconds;
    } catch {
      reasons.push({ code: 'HISTORIAN_UNAVAILABLE', detail: 'the historian does not answer' });
      return null;
    }
  }
}
