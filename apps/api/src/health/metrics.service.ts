import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import {
  LATE_BOUNDS_MS,
  createMetrics,
  observedGauge,
  watchEventLoop,
  type EventLoopDelay,
} from '@lenglian/diagnostics';
import { Gauge, type Registry } from 'prom-client';
import { answered } from '../answered.ts';
import type { JudgePort, JudgeStatus } from '../judge/judge-port.ts';
import { LiveFeed } from '../live/live-feed.ts';
import { HISTORIAN_LAG, JUDGE, LINK, type HistorianLag, type LinkState } from '../parts.ts';

/** What a scrape reads once and several gauges show. */
interface Scrape {
  judge: JudgeStatus | undefined;
  historianLagSeconds: number | null;
  delay: EventLoopDelay;
}

/** Figures of this process, its judge and its broker, for Prometheus. */
@Injectable()
export class MetricsService implements OnApplicationShutdown {
  private readonly registry: Registry = createMetrics('api');
  private readonly watch = watchEventLoop();
  private readonly brokerStats: Gauge<'name'>;
  private readonly probes: Gauge<'of' | 'le'>;
  private scrape: Scrape;

  constructor(
    @Inject(JUDGE) private readonly judge: JudgePort,
    @Inject(HISTORIAN_LAG) private readonly historianLag: HistorianLag,
    @Inject(LINK) private readonly link: LinkState,
    private readonly feed: LiveFeed,
  ) {
    this.scrape = { judge: undefined, historianLagSeconds: null, delay: this.watch.take() };
    this.brokerStats = new Gauge({
      name: 'lenglian_broker_stat',
      help: 'What the broker last told of itself',
      labelNames: ['name'],
      registers: [this.registry],
    });
    this.probes = new Gauge({
      name: 'lenglian_event_loop_probes',
      help: 'Probes of an event loop, every 10 ms since it began, that came at most le milliseconds late',
      labelNames: ['of', 'le'],
      registers: [this.registry],
    });
    this.addGauges();
  }

  get mediaType(): string {
    return this.registry.contentType;
  }

  async text(): Promise<string> {
    this.scrape = {
      judge: await answered(this.judge.status(), 'status of the judge').catch(() => undefined),
      historianLagSeconds: await answered(this.historianLag(), 'lag of the historian').catch(
        () => null,
      ),
      delay: this.watch.take(),
    };
    this.brokerStats.reset();
    const { eventLoopDelay, ...stats } = this.link.stats ?? {};
    for (const [name, value] of Object.entries({ ...stats, ...eventLoopDelay })) {
      if (typeof value === 'number') this.brokerStats.set({ name }, value);
    }
    this.probes.reset();
    this.showProbes('api', this.watch.lateCounts());
    this.showProbes('broker', this.link.stats?.eventLoopLateCounts ?? []);
    return this.registry.metrics();
  }

  onApplicationShutdown(): void {
    this.watch.stop();
    this.registry.clear();
  }

  private showProbes(of: string, counts: readonly number[]): void {
    for (const [i, count] of counts.entries())
      this.probes.set({ of, le: String(LATE_BOUNDS_MS[i] ?? '+Inf') }, count);
  }

  private addGauges(): void {
    const gauge = (name: string, help: string, read: () => number | null | undefined): void => {
      observedGauge(this.registry, `lenglian_${name}`, help, () => read() ?? Number.NaN);
    };
    const ofJudge = (name: string, help: string, field: keyof JudgeStatus): void => {
      gauge(name, help, () => this.scrape.judge?.[field] as number | undefined);
    };
    ofJudge('judge_lag_seconds', 'Reception to judgement, newest entry', 'lagSeconds');
    ofJudge('judge_backlog_entries', 'Entries in holes behind the newest', 'backlogEntries');
    ofJudge('readings_judged', 'Readings judged since the start', 'readingsJudged');
    ofJudge('messages_quarantined', 'Messages quarantined', 'messagesQuarantined');
    ofJudge('unpacked_samples', 'Samples not in blocks yet', 'unpackedSamples');
    gauge(
      'historian_lag_seconds',
      'InfluxDB behind the local store',
      () => this.scrape.historianLagSeconds,
    );
    gauge('broker_link_up', '1 while linked to the broker', () => Number(this.link.isConnected));
    gauge('live_browsers', 'Consoles connected', () => this.feed.browserCount);
    gauge('event_loop_delay_p99_ms', 'Since the last scrape', () => this.scrape.delay.p99Ms);
    gauge('event_loop_delay_max_ms', 'Since the last scrape', () => this.scrape.delay.maxMs);
  }
}
