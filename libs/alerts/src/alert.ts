import { compareSeverity, type Episode, type RuleCode, type Severity } from '@lenglian/breaches';
import { ColdChainError } from '@lenglian/errors';
import type { Duration, Instant } from '@lenglian/quantities';
import { NEXT_CHECK_MAX, nextCheckFor } from './next-check.ts';

/** Fixed from the first day on: devices, screens and exports rely on these names. */
export const ALERT_STATES = ['OPEN', 'ACKNOWLEDGED', 'CLEARED', 'CLOSED'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

/** 放行 / 暂扣 / 拒收: what is to become of goods that were in a breach. Only quality decides. */
export const DISPOSITIONS = ['RELEASE', 'HOLD', 'REJECT'] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

/**
 * The part of an alert that its life depends on.
 *
 * - OPEN: the breach lasts and nobody owns it.
 * - ACKNOWLEDGED: the breach lasts and somebody owns it until `nextCheckAt`.
 * - CLEARED: the breach has ended, or late data took it back. Something is still to be decided.
 * - CLOSED: ended, with cause and corrective action, and a disposition where the goods need one; a gap in what was heard
 *   (DATA_GAP) as it ends, for of it nothing is to be decided.
 *
 * While a breach lasts the state says who has it; once it is over it says whether all is decided. So
 * late data that make a decided breach last open it again, and when it ends it is closed as before.
 */
export interface AlertLife {
  readonly state: AlertState;
  readonly rule: RuleCode;
  readonly severity: Severity;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  /** Late data took it back. */
  readonly isAnnulled: boolean;
  /** When somebody last took it; null again when that no longer holds. */
  readonly acknowledgedAt: Instant | null;
  /** Until when the acknowledgement holds; the owner looks again then. Only while ACKNOWLEDGED. */
  readonly nextCheckAt: Instant | null;
  /** The next check has come, and everybody was told. */
  readonly isCheckDue: boolean;
  /** 静置: until when it stays silent; null when it is not shelved. */
  readonly shelvedUntil: Instant | null;
  readonly cause: string | null;
  readonly correctiveAction: string | null;
  readonly disposition: Disposition | null;
}

/** How long an alert may be shelved at a time: no longer than one may promise to look again. */
export const SHELF_MAX: Duration = NEXT_CHECK_MAX;

/** What was asked of an alert cannot be done in the state it is in. */
export class AlertStateError extends ColdChainError {
  readonly code = 'ALERT_STATE';
}

/** Closed, or decided on, while the breach lasts or where there is nothing to decide. */
export class AlertDecisionError extends ColdChainError {
  readonly code = 'ALERT_NOT_TO_DECIDE';
}

/** A next check in the past, or further ahead than `NEXT_CHECK_MAX`. */
export class NextCheckError extends ColdChainError {
  readonly code = 'NEXT_CHECK_OUT_OF_RANGE';
}

/** A shelf that ends in the past, or further ahead than `SHELF_MAX`. */
export class ShelfEndError extends ColdChainError {
  readonly code = 'SHELF_END_OUT_OF_RANGE';
}

/** What is critical is never shelved: suppression fails safe. */
export class ShelfSeverityError extends ColdChainError {
  readonly code = 'ALERT_TOO_SEVERE_TO_SHELVE';
}

type Told = Pick<Episode, 'rule' | 'severity' | 'startedAt' | 'endedAt'>;

/** Rules about the goods themselves: critical limits, milk, budgets and zones of harm. */
const PRODUCT_RULE = /^(CRIT_|MILK_|BUDGET_|ZONE)/;

/**
 * Whether the goods cannot go on without a decision: a rule about the goods, at MAJOR or worse. A
 * budget of which half is spent (INFO) is no harm yet.
 */
export function touchesProduct({ rule, severity }: Pick<AlertLife, 'rule' | 'severity'>): boolean {
  return PRODUCT_RULE.test(rule) && compareSeverity(severity, 'MAJOR') >= 0;
}

/** 待判定: the goods wait for quality. Also while the breach lasts. */
export function awaitsDisposition(
  alert: Pick<AlertLife, 'rule' | 'severity' | 'isAnnulled' | 'disposition'>,
): boolean {
  return touchesProduct(alert) && !alert.isAnnulled && alert.disposition === null;
}

/** The life of a new alert. What was over before we heard of it begins so. */
export function openAlert(episode: Told): AlertLife {
  const alert: AlertLife = {
    ...toldOf(episode),
    state: 'OPEN',
    isAnnulled: false,
    ...UNOWNED,
    shelvedUntil: null,
    cause: null,
    correctiveAction: null,
    disposition: null,
  };
  return episode.endedAt === null ? alert : over(alert);
}

/**
 * A breach that turns out to be two: who has taken the first has the second too, unless that is worse.
 *
 * @param origin as it was before it ended
 */
export function splitAlert(alert: AlertLife, origin: AlertLife): AlertLife {
  const isWorse = compareSeverity(alert.severity, origin.severity) > 0;
  if (origin.state !== 'ACKNOWLEDGED' || !isLasting(alert) || isWorse) return alert;
  const { acknowledgedAt, nextCheckAt, isCheckDue } = origin;
  return { ...alert, state: 'ACKNOWLEDGED', acknowledgedAt, nextCheckAt, isCheckDue };
}

/**
 * Follows a changed belief about the breach. A worse severity breaks acknowledgement and shelf, the end
 * clears the alert, and a breach that turns out to last opens it again, even when it was closed. No
 * belief touches what people decided.
 */
export function followEpisode(alert: AlertLife, episode: Told): AlertLife {
  const told = { ...alert, ...toldOf(episode), isAnnulled: false };
  if (episode.endedAt !== null) return over(told);
  const isWorse = compareSeverity(episode.severity, alert.severity) > 0;
  if (isWorse || !isLasting(alert))
    return { ...told, state: 'OPEN', ...UNOWNED, shelvedUntil: null };
  return told;
}

/**
 * Late data took the breach back. The alert stays, cleared, so that nobody wonders where it went;
 * its record carries the mark that it was annulled.
 */
export function annulAlert(alert: AlertLife): AlertLife {
  return over({ ...alert, isAnnulled: true });
}

/**
 * Somebody takes the alert. Taking it again moves the next check. An alert that cleared while the
 * operator was reaching for it can be taken too: that says "seen", and it stays CLEARED without a
 * next check, for there is nothing to come back to.
 *
 * @param nextCheckAt after `now`, at most `NEXT_CHECK_MAX` ahead; in an hour if left out, as no
 *   place ahead is known here
 * @throws AlertStateError when it is CLOSED
 * @throws NextCheckError
 */
export function acknowledgeAlert(
  alert: AlertLife,
  now: Instant,
  nextCheckAt: Instant = nextCheckFor(now, null),
): AlertLife {
  if (alert.state === 'CLOSED') {
    throw new AlertStateError(`a ${alert.rule} alert is CLOSED and cannot be acknowledged`);
  }
  if (!(nextCheckAt > now && nextCheckAt <= now + NEXT_CHECK_MAX)) {
    throw new NextCheckError(`next check at ${nextCheckAt}, now ${now}, at most 4 h ahead`);
  }
  return alert.state === 'CLEARED'
    ? { ...alert, acknowledgedAt: now }
    : { ...alert, state: 'ACKNOWLEDGED', acknowledgedAt: now, nextCheckAt, isCheckDue: false };
}

/**
 * 静置: a live alert that is known and can wait stays silent for a while. It stays in every list, and
 * ends by itself.
 *
 * @param until after `now`, at most `SHELF_MAX` ahead
 * @throws AlertStateError when the breach is over, ShelfSeverityError when it is CRITICAL, ShelfEndError
 */
export function shelveAlert(alert: AlertLife, now: Instant, until: Instant): AlertLife {
  if (!isLasting(alert))
    throw new AlertStateError(`a ${alert.rule} alert is ${alert.state} and cannot be shelved`);
  if (alert.severity === 'CRITICAL')
    throw new ShelfSeverityError(`a CRITICAL ${alert.rule} alert cannot be shelved`);
  if (!(until > now && until <= now + SHELF_MAX))
    throw new ShelfEndError(`cannot be shelved until ${until}, now ${now}, at most 4 h`);
  return { ...alert, shelvedUntil: until };
}

/** @throws AlertStateError when it is not shelved */
export function unshelveAlert(alert: AlertLife): AlertLife {
  if (alert.shelvedUntil === null)
    throw new AlertStateError(`a ${alert.rule} alert is not shelved and cannot be taken back`);
  return { ...alert, shelvedUntil: null };
}

/** What falls due by itself: a next check, the end of a shelf. The same object when nothing does. */
export function fallDue(alert: AlertLife, now: Instant): AlertLife {
  const isCheckDue = alert.isCheckDue || (alert.nextCheckAt !== null && alert.nextCheckAt <= now);
  const isShelfOver = alert.shelvedUntil !== null && alert.shelvedUntil <= now;
  if (isCheckDue === alert.isCheckDue && !isShelfOver) return alert;
  return { ...alert, isCheckDue, shelvedUntil: isShelfOver ? null : alert.shelvedUntil };
}

/**
 * 原因 and 纠正措施: what it was and what was done. Closes the alert unless the goods still wait for
 * quality.
 *
 * @throws AlertDecisionError unless it is CLEARED: what lasts cannot be closed
 */
export function closeAlert(
  alert: AlertLife,
  said: { readonly cause: string; readonly correctiveAction: string },
): AlertLife {
  if (alert.state !== 'CLEARED') {
    throw new AlertDecisionError(`a ${alert.rule} alert is ${alert.state} and cannot be closed`);
  }
  return over({ ...alert, ...said });
}

/**
 * 放行 / 暂扣 / 拒收. Quality may decide again, for what is on hold is released or rejected later.
 * Closes the alert once cause and corrective action are there.
 *
 * @throws AlertDecisionError while the breach lasts, and where the goods need no decision
 */
export function disposeAlert(alert: AlertLife, disposition: Disposition): AlertLife {
  const isAskedFor = awaitsDisposition(alert) || alert.disposition !== null;
  if (isLasting(alert) || !isAskedFor) {
    throw new AlertDecisionError(
      `a ${alert.severity} ${alert.rule} alert is ${alert.state} and cannot be decided on`,
    );
  }
  return over({ ...alert, disposition });
}

const UNOWNED = { acknowledgedAt: null, nextCheckAt: null, isCheckDue: false } as const;

function isLasting({ state }: AlertLife): boolean {
  return state === 'OPEN' || state === 'ACKNOWLEDGED';
}

function over(alert: AlertLife): AlertLife {
  const isToDecide = alert.rule !== 'DATA_GAP' && alert.correctiveAction === null;
  const isDecided = !isToDecide && !awaitsDisposition(alert);
  const rest = { nextCheckAt: null, isCheckDue: false, shelvedUntil: null };
  return { ...alert, ...rest, state: isDecided ? 'CLOSED' : 'CLEARED' };
}

function toldOf({ rule, severity, startedAt, endedAt }: Told): Told {
  return { rule, severity, startedAt, endedAt };
}
