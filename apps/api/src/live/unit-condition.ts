import type { Condition } from '@lenglian/console-contract';
import { compareSeverity, type Severity } from '@lenglian/breaches';
import { SECOND, type Duration, type Instant } from '@lenglian/quantities';
import type { AlertRecord } from '@lenglian/records';

/** Missed reports after which a unit counts as silent on the screen, before the judge says so. */
const REPORTS_MISSED = 3;
/** What networks and batching may add to that. */
const SILENCE_MARGIN: Duration = 30 * SECOND;

/** What a unit's condition follows from. */
export interface ConditionGrounds {
  /** The unit's live alerts. */
  readonly alerts: readonly Pick<AlertRecord, 'rule' | 'severity'>[];
  /** When anything last came from any of its devices. */
  readonly lastReceivedAt: Instant | null;
  /** The shortest reporting interval of its devices; 0 when it has none. */
  readonly reportingIntervalSeconds: number;
  readonly isDefrosting: boolean;
  /** The judge's "now": the last tick of the broker. Null before the first. */
  readonly now: Instant | null;
}

/**
 * How a unit stands, the worst first. A `NO_DATA` alert makes it SILENT and not as bad as its
 * severity: what is known of the goods counts first, then that nothing is known.
 */
export function conditionOf(grounds: ConditionGrounds): Condition {
  const worst = worstSeverity(grounds.alerts.filter((alert) => alert.rule !== 'NO_DATA'));
  if (worst !== undefined && worst !== 'INFO') return worst;
  if (isSilent(grounds)) return 'SILENT';
  if (grounds.lastReceivedAt === null) return 'NO_DATA_YET';
  return grounds.isDefrosting ? 'DEFROST' : 'OK';
}

/**
 * Whether nothing comes although it should: the judge says so, or three reports and a margin of 30 s
 * are missing. Measured against the last tick and not the wall clock, so that an outage of our own
 * never turns the fleet grey (design §6).
 */
export function isSilent(grounds: ConditionGrounds): boolean {
  if (grounds.alerts.some((alert) => alert.rule === 'NO_DATA')) return true;
  const { now, lastReceivedAt, reportingIntervalSeconds } = grounds;
  if (now === null || lastReceivedAt === null || reportingIntervalSeconds === 0) return false;
  const patience = REPORTS_MISSED * reportingIntervalSeconds * SECOND + SILENCE_MARGIN;
  return now - lastReceivedAt > patience;
}

function worstSeverity(alerts: readonly { severity: Severity }[]): Severity | undefined {
  let worst: Severity | undefined;
  for (const { severity } of alerts) {
    if (worst === undefined || compareSeverity(severity, worst) > 0) worst = severity;
  }
  return worst;
}
