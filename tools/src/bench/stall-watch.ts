import { setTimeout as sleep } from 'node:timers/promises';
import { lateWithin } from '@lenglian/diagnostics';
import { probesOf } from './probes-of.ts';
import { atMost, type Row } from './row.ts';

/** As often as the broker tells its own figures. */
const EVERY = 2_000;
/** How long its next figures are waited for, and how often they are looked for. */
const PATIENCE = 5_000;
const LOOK_AGAIN = 250;
const WATCHED = ['broker', 'api'] as const;
type Watched = (typeof WATCHED)[number];

/** Event-loop delays of broker and api while a load runs, as both tell them in /metrics. */
export class StallWatch {
  private readonly url: string;
  private readonly worst = new Map<string, number>();
  private before: Record<Watched, number[]> = { broker: [], api: [] };
  private after: Record<Watched, number[]> = { broker: [], api: [] };
  private timer: NodeJS.Timeout | undefined;
  private looking = Promise.resolve();

  constructor(url: string) {
    this.url = url;
  }

  async start(): Promise<void> {
    await this.lookWhenTold();
    this.before = this.after;
    this.worst.clear();
    // One that fails is told by `stop`.
    this.timer = setInterval(() => void this.look().catch(() => undefined), EVERY).unref();
  }

  /** Ends with the figures of both of all that was until now. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.lookWhenTold();
  }

  /** Of the whole run, as the contract asks; beside p99 that of the worst window, of 2 s at most. */
  rows(variant: string): Row[] {
    return WATCHED.flatMap((process) => {
      const p99 = lateWithin(0.99, this.before[process], this.after[process]);
      const window = this.worst.get(`${process} p99`) ?? Number.NaN;
      const max = this.worst.get(`${process} max`) ?? Number.NaN;
      const probes = lastOf(this.after[process]) - lastOf(this.before[process]);
      const note = `of ${probes} probes; in the worst window ${window.toFixed(0)} ms`;
      return [
        row(`${process} p99, ${variant}`, p99, 50, note),
        row(`${process} max, ${variant}`, max, 200, ''),
      ];
    });
  }

  /** Looks until the broker has told figures that it had not at the first look; without them nothing is known of it. */
  private async lookWhenTold(): Promise<void> {
    const until = performance.now() + PATIENCE;
    await this.look();
    const first = lastOf(this.after.broker) || 0;
    while (!(lastOf(this.after.broker) > first)) {
      if (performance.now() > until) {
        this.after = { ...this.after, broker: [] };
        return;
      }
      await sleep(LOOK_AGAIN);
      await this.look();
    }
  }

  /** One look after the other: what was seen first is not taken for what was seen last. */
  private look(): Promise<void> {
    this.looking = this.looking.then(() => this.lookOnce());
    return this.looking;
  }

  private async lookOnce(): Promise<void> {
    const text = await (await fetch(`${this.url}/metrics`)).text();
    this.after = { broker: probesOf('broker', text), api: probesOf('api', text) };
    const note = (what: string, line: RegExp): void => {
      const value = Number(line.exec(text)?.[1] ?? Number.NaN);
      if (!Number.isNaN(value)) this.worst.set(what, Math.max(this.worst.get(what) ?? 0, value));
    };
    note('api p99', /^lenglian_event_loop_delay_p99_ms(?:\{[^}]*\})? (\S+)$/m);
    note('api max', /^lenglian_event_loop_delay_max_ms(?:\{[^}]*\})? (\S+)$/m);
    note('broker p99', /^lenglian_broker_stat\{[^}]*name="p99Ms"[^}]*\} (\S+)$/m);
    note('broker max', /^lenglian_broker_stat\{[^}]*name="maxMs"[^}]*\} (\S+)$/m);
  }
}

function row(variant: string, value: number, bound: number, note: string): Row {
  return atMost({ name: 'stall', variant, value, unit: 'ms', bound, ceiling: null, note });
}

function lastOf(counts: readonly number[]): number {
  return counts.at(-1) ?? Number.NaN;
}
