import type { BrokerStats } from '@lenglian/broker-link';
import type { Clock, Instant } from '@lenglian/quantities';
import type { ReadingHistory } from '@lenglian/history';
import type { Records } from '@lenglian/records';
import type { ApiConfig } from './config.ts';
import type { Log } from './log.ts';
import type { JudgePort } from './judge/judge-port.ts';

/** How the link to the broker stands; for readiness and metrics. */
export interface LinkState {
  readonly isConnected: boolean;
  /** What the broker last told about itself; undefined before, and while the link is down. */
  readonly stats: BrokerStats | undefined;
}

/** What the historian (local store → InfluxDB) tells of itself; undefined without InfluxDB. */
export type HistorianLag = () => Promise<number | null>;

/** Everything the application is made of besides its own classes. `main.ts` joins the real ones. */
export interface ApiParts {
  readonly config: ApiConfig;
  readonly records: Records;
  readonly judge: JudgePort;
  readonly history: ReadingHistory;
  /** The time of devices and their data: the machine's, or a simulated one. */
  readonly clock: Clock;
  /** The time of people's sessions: always the machine's, for nobody can sign in at 100× speed. */
  readonly peopleClock: Clock;
  readonly log: Log;
  readonly link: LinkState;
  readonly historianLag: HistorianLag;
  /** Told after the api changed how a device is to behave, so that the device hears it at once. */
  readonly onDeviceConfigured: (deviceId: string) => void;
  /** Hears the judge's "now" (the last tick) about once a second; drives a simulated clock. */
  readonly onJudgeNow: (now: Instant) => void;
}

/** Injection tokens: interfaces leave nothing behind at run time. */
export const CONFIG = Symbol('CONFIG');
export const RECORDS = Symbol('RECORDS');
export const JUDGE = Symbol('JUDGE');
export const HISTORY = Symbol('HISTORY');
export const CLOCK = Symbol('CLOCK');
export const PEOPLE_CLOCK = Symbol('PEOPLE_CLOCK');
export const LOG = Symbol('LOG');
export const LINK = Symbol('LINK');
export const HISTORIAN_LAG = Symbol('HISTORIAN_LAG');
export const ON_DEVICE_CONFIGURED = Symbol('ON_DEVICE_CONFIGURED');
