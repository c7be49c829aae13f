import type { LogLevel } from '@lenglian/diagnostics';
import type { RefusedReading } from '@lenglian/history';
import type { Instant } from '@lenglian/quantities';
import type { Reading } from '@lenglian/readings';
import type { DirtyRange } from '../judge/copy-queue.ts';

/** Where the history store is. */
export interface InfluxSettings {
  readonly url: string;
  readonly token?: string | undefined;
  readonly organisation?: string | undefined;
  /** The database on 1.x. */
  readonly bucket: string;
}

export interface HistorianThreadOptions {
  readonly dataDirectory: string;
  readonly logLevel: LogLevel;
  readonly influx: InfluxSettings;
}

export interface HistorianStatus {
  /** Seconds of reception between the newest arrival and the oldest one not copied. */
  readonly lagSeconds: number;
  readonly readingsCopied: number;
  readonly readingsRefused: number;
  /** Why the last write failed; null while writes work. */
  readonly trouble: string | null;
}

export type ToHistorian =
  | { type: 'wake' }
  | { type: 'tail'; id: number; readings: Reading[] | null }
  | { type: 'status' }
  | { type: 'stop' };

export type FromHistorian =
  | { type: 'copied'; throughId: number }
  | { type: 'copiedRange'; range: DirtyRange }
  | { type: 'refused'; readings: RefusedReading[] }
  | { type: 'tail'; id: number; deviceId: string; from: Instant; to: Instant }
  | { type: 'status'; status: HistorianStatus }
  | { type: 'stopped' };
