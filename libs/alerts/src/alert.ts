import { compareSeverity, type Episode, type RuleCode, type Severity } from '@lenglian/breaches';
import { ColdChainError } from '@lenglian/errors';
import { HOUR, type Duration, type Instant } from '@lenglian/quantities';

/** Fixed from the first day on: devices, screens and exports rely on these names. */
export const ALERT_STATES = ['OPEN', 'ACKNOWLEDGED', 'CLEARED', 'CLOSED'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

/**
 * The part of an alert that its life depends on.
 *
 * - OPEN: the breach lasts and nobody owns it.
 * - ACKNOWLEDGED: the breach lasts and somebody owns it until `nextCheckAt`.
 * - CLEARED: the breach has ended, or late data took it back. Nothing is decided about the goods.
 * - CLOSED: decided. The last state, unless late data show that the breach lasts after all.
 */
export interface AlertLife {
  readonly state: AlertState;
  readonly rule: RuleCode;
  readonly severity: Severity;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  /** When somebody last took it; null again when that no longer holds. */
  readonly acknowledgedAt: Instant | null;
  /** Until when the acknowledgement holds; the owner looks again then. Only while ACKNOWLEDGED. */
  readonly nextCheckAt: Instant | null;
}

/** How far ahead the next check may lie at most: a shift does not hand over a promise. */
export const NEXT_CHECK_MAX: Duration = 4 * HOUR;
/** Where the operator names no time. */
export const NEXT_CHECK_DEFAULT: Duration = HOUR;

/** What was asked of an alert cannot be done in the state it is in. */
export class AlertStateError extends ColdChainError {
  readonly code = 'ALERT_STATE';
}

/** A next check in the past, or further ahead than `NEXT_CHECK_MAX`. */
export class NextCheckError extends ColdChainError {
  readonly code = 'NEXT_CHECK_OUT_OF_RANGE';
}

type Told = Pick<Episode, 'rule' | 'severity' | 'startedAt' | 'endedAt'>;

/** The life of a new alert. A breach that was over before we heard of it begins CLEARED. */
export function openAlert(episode: Told): AlertLife {
  return {
    state: episode.endedAt === null ? 'OPEN' : 'CLEARED',
    rule: episode.rule,
    severity: episode.severity,
    startedAt: episode.startedAt,
    endedAt: episode.endedAt,
    acknowledgedAt: null,
    nextCheckAt: null,
  };
}

/**
 * Follows a changed belief about the breach. A worse severity breaks the acknowledgement, the end
 * clears the alert, and a breach that turns out to last opens it again, even when it was closed.
 */
export function followEpisode(alert: AlertLife, episode: Told): AlertLife {
  const told = { ...alert, ...toldOf(episode) };
  if (episode.endedAt !== null) {
    return { ...told, state: alert.state === 'CLOSED' ? 'CLOSED' : 'CLEARED', nextCheckAt: null };
  }
  const isWorse = compareSeverity(episode.severity, alert.severity) > 0;
  return alert.state === 'ACKNOWLEDGED' && !isWorse ? told : { ...told, ...UNOWNED };
}

/**
 * Late data took the breach back. The alert stays, cleared, so that nobody wonders where it went;
 * its record carries the mark that it was annulled.
 */
export function annulAlert(alert: AlertLife): AlertLife {
  const state = alert.state === 'CLOSED' ? 'CLOSED' : 'CLEARED';
  return { ...alert, state, nextCheckAt: null };
}

/**
 * Somebody takes the alert. Taking it again moves the next check. An alert that cleared while the
 * operator was reaching for it can be taken too: that says "seen", and it stays CLEARED without a
 * next check, for there is nothing to come back to.
 *
 * @param nextCheckAt after `now`, at most `NEXT_CHECK_MAX` ahead; in an hour if left out
 * @throws AlertStateError when it is CLOSED
 * @throws NextCheckError
 */
export function acknowledgeAlert(
  alert: AlertLife,
  now: Instant,
  nextCheckAt: Instant = now + NEXT_CHECK_DEFAULT,
): AlertLife {
  if (alert.state === 'CLOSED') {
    throw new AlertStateError(`a ${alert.rule} alert is CLOSED and cannot be acknowledged`);
  }
  if (!(nextCheckAt > now && nextCheckAt <= now + NEXT_CHECK_MAX)) {
    throw new NextCheckError(`next check at ${nextCheckAt}, now ${now}, at most 4 h ahead`);
  }
  return alert.state === 'CLEARED'
    ? { ...alert, acknowledgedAt: now }
    : { ...alert, state: 'ACKNOWLEDGED', acknowledgedAt: now, nextCheckAt };
}

/**
 * Everything about the breach is decided.
 *
 * @throws AlertStateError unless it is CLEARED: what lasts cannot be closed
 */
export function closeAlert(alert: AlertLife): AlertLife {
  if (alert.state !== 'CLEARED') {
    throw new AlertStateError(`a ${alert.rule} alert is ${alert.state} and cannot be closed`);
  }
  return { ...alert, state: 'CLOSED' };
}

/** Whether the owner promised to look again by now. It stays owned; the console reminds. */
export function isCheckDue(alert: AlertLife, now: Instant): boolean {
  return alert.nextCheckAt !== null && alert.nextCheckAt <= now;
}

const UNOWNED = { state: 'OPEN', acknowledgedAt: null, nextCheckAt: null } as const;

function toldOf({ rule, severity, startedAt, endedAt }: Told): Told {
  return { rule, severity, startedAt, endedAt };
}
