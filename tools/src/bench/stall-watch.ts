import { atMost, type Row } from './row.ts';

/** As often as the broker tells its own figures. */
const EVERY = 2_000;

/** Event-loop delays of broker and api while a load runs, as both tell them in /metrics. */
export class StallWatch {
  private readonly url: string;
  private readonly worst = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;

  constructor(url: string) {
    this.url = url;
  }

  start(): void {
    this.worst.clear();
    void this.look();
    this.timer = setInterval(() => void this.look(), EVERY);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** The worst of all windows of 2 s: stricter than the contract, which asks for the whole run. */
  rows(variant: string): Row[] {
    return (['broker', 'api'] as const).flatMap((process) => [
      this.row(`${process} p99`, variant, 50),
      this.row(`${process} max`, variant, 200),
    ]);
  }

  private row(what: string, variant: string, bound: number): Row {
    const value = this.worst.get(what) ?? Number.NaN;
    const note = 'the worst window of 2 s';
    return atMost({
      name: 'stall',
      variant: `${what}, ${variant}`,
      value,
      unit: 'ms',
      bound,
      ceiling: null,
      note,
    });
  }

  private async look(): Promise<void> {
    const text = await (await fetch(`${this.url}/metrics`)).text();
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
