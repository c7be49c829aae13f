import type { RuleCode, Severity } from '@lenglian/breaches';
import type { Instant } from '@lenglian/quantities';

/** `contract.md`: fixed from the first day on. */
export const ALERT_STATES = ['OPEN', 'ACKNOWLEDGED', 'CLEARED', 'CLOSED'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

/** The part of an alert that its life depends on. */
export interface AlertLife {
  readonly state: AlertState;
  readonly rule: RuleCode;
  readonly severity: Severity;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly acknowledgedAt: Instant | null;
  /** Until when the acknowledgement holds; the owner looks again then. */
  readonly nextCheckAt: Instant | null;
}
