import { LATE_BOUNDS_MS, lateWithin } from '@lenglian/diagnostics';
import { atMost, type Row } from './row.ts';

/** As often as the broker tells its own figures. */
const EVERY = 2_000;
const WATCHED = ['broker', 'api'] as const;
type Watched = (typeof WATCHED)[number];

/** Event-loop delays of broker and api while a load runs, as both tell them in /metrics. */
export class StallWatch {
  private readonly url: string;
  private readonly worst = new Map<string, number>();
  private before: Record<Watched, number[]> = { broker: [], api: [] };
  private after: Record<Watched, number[]> = { broker: [], api: [] };
  private timer: NodeJS.Timeout | undefined;

  constructor(url: string) {
    this.url = url;
  }

  async start(): Promise<void> {
    await this.look();
    this.before = this.after;
    this.worst.clear();
    this.timer = setInterval(() => void this.look(), EVERY);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.look();
  }

  /** Of the whole run, as the contract asks; beside p99 that of the worst window of 2 s. */
  rows(variant: string): Row[] {
    return WATCHED.flatMap((process) => {
      const p99 = lateWithin(0.99, this.before[process], this.after[process]);
      const window = this.worst.get(`${process} p99`) ?? Number.NaN;
      const max = this.worst.get(`${process} max`) ?? Number.NaN;
      const probes = (this.after[process].at(-1) ?? 0) - (this.before[process].at(-1) ?? 0);
      const note = `of ${probes} probes; in the worst 2 s ${window.toFixed(0)} ms`;
      return [
        row(`${process} p99, ${variant}`, p99, 50, note),
        row(`${process} max, ${variant}`, max, 200, ''),
      ];
    });
  }

  private async look(): Promise<void> {
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

/** What `lateCounts` of a process was at a look. */
function probesOf(process: Watched, text: string): number[] {
  const lines = text.split('\n').filter((line) => line.startsWith('lenglian_event_loop_probes{'));
  const own = lines.filter((line) => line.includes(`of="${process}"`));
  return [...LATE_BOUNDS_MS.map(String), '+Inf'].map((bound) => {
    const line = own.find((one) => one.includes(`le="${bound}"`));
    return Number(line?.slice(line.lastIndexOf(' ')) ?? 0);
  });
}

function row(variant: string, value: number, bound: number, note: string): Row {
  return atMost({ name: 'stall', variant, value, unit: 'ms', bound, ceiling: null, note });
}
