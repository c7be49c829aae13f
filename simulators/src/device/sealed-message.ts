import type { Instant } from '@lenglian/quantities';

/** One telemetry message as it will be sent, however often and whenever that is. */
export interface SealedMessage {
  readonly boot: number;
  readonly seq: number;
  /** Event time at which the device sealed it. */
  readonly sealedAt: Instant;
  readonly isHistory: boolean;
  readonly sampleCount: number;
  readonly payload: string;
}

/** What the broker has acknowledged: it owes us these samples from now on. */
export interface AcknowledgedMessage {
  readonly deviceId: string;
  readonly boot: number;
  readonly seq: number;
  readonly sampleCount: number;
  readonly payload: string;
}
