import type { LogLevel } from '@lenglian/diagnostics';
import type { VerdictChange } from '@lenglian/breaches';
import type { MessageBounds } from '@lenglian/device-messages';
import type { RefusedReading } from '@lenglian/history';
import type { JournalPosition } from '@lenglian/journal';
import type { Duration, Instant } from '@lenglian/quantities';
import type { PlacementSnapshot } from '@lenglian/records';
import type { DirtyRange } from './copy-queue.ts';
import type { DevicePosition, DeviceUpdate, LotOutlook, QuarantineItem } from './judge-port.ts';
import type { QuarantineLimits } from './quarantine-store.ts';

/** What the judge's thread is started with. */
export interface JudgeThreadOptions {
  readonly dataDirectory: string;
  readonly logLevel: LogLevel;
  /** Whether a historian copies what is judged: without one nothing is queued for it. */
  readonly hasHistorian: boolean;
  /** How long the local store keeps readings, back from the judge's now. */
  readonly keepsReadings: Duration;
  readonly bounds: MessageBounds;
  readonly quarantine: QuarantineLimits;
  /** Whether a simulator tells the time. */
  readonly isLed: boolean;
}

/** Questions the main thread asks; the answers are typed by `JudgePort`. */
export interface JudgeQuestions {
  status: [isMomentOver: boolean];
  tail: [deviceId: string, from: number, to: number];
  quarantine: [organisationId: string, cursor: string | undefined, limit: number];
  quarantined: [id: string];
  replay: [id: string];
}
export type QuestionName = keyof JudgeQuestions;

export type ToJudge =
  | { type: 'start'; placements: PlacementSnapshot; verdictCursor: number }
  | { type: 'place'; placements: PlacementSnapshot }
  | { type: 'wake' }
  | { type: 'applied'; through: number }
  | { type: 'devicesTaken' }
  | { type: 'copied'; throughId: number }
  | { type: 'copiedRange'; range: DirtyRange }
  | { type: 'refused'; readings: RefusedReading[] }
  | { type: 'ask'; id: number; name: QuestionName; parameters: unknown[] }
  | { type: 'stop' };

export type FromJudge =
  | { type: 'started' }
  | { type: 'now'; now: Instant }
  | { type: 'verdicts'; changes: VerdictChange[] }
  | { type: 'devices'; updates: DeviceUpdate[] }
  | { type: 'outlooks'; outlooks: LotOutlook[] }
  | { type: 'positions'; positions: DevicePosition[] }
  | { type: 'quarantined'; item: QuarantineItem }
  | { type: 'safe'; position: JournalPosition }
  | { type: 'answer'; id: number; value: unknown }
  | { type: 'failed'; id: number; code: string; message: string }
  | { type: 'stopped' };
