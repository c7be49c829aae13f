import type { Clock } from '@lenglian/quantities';

/** What every row is measured with. */
export interface BenchContext {
  readonly clock: Clock;
  readonly seed: number;
  /** How long a row's load lasts; the contract's 60 unless a quick look was asked for. */
  readonly seconds: number;
  /** Fewer devices for a quick look; undefined is the contract's number. */
  readonly devices: number | undefined;
  /** Environment of broker and api beside what a row sets: a profile of every thread when one was asked for. */
  readonly environment: Readonly<Record<string, string>>;
  readonly onLine: (name: string, line: string) => void;
}
