import type { AlertLife } from '@lenglian/alerts';
import { compareSeverity, type Episode } from '@lenglian/breaches';
import { ColdChainError } from '@lenglian/errors';
import type { Instant } from '@lenglian/quantities';

export class AlertStateError extends ColdChainError {
  readonly code = 'ALERT_STATE';
}

export function openAlert(episode: Episode, isAnnulled: boolean): AlertLife {
  const { rule, severity, startedAt, endedAt } = episode;
  const state = isAnnulled ? 'CLOSED' : episode.clearedAt === null ? 'OPEN' : 'CLEARED';
  return { rule, severity, startedAt, endedAt, state, acknowledgedAt: null, nextCheckAt: null };
}

export function updateAlert(before: AlertLife, episode: Episode, isAnnulled: boolean): AlertLife {
  const fresh = openAlert(episode, isAnnulled);
  const { acknowledgedAt, nextCheckAt } = before;
  const isWorse = compareSeverity(episode.severity, before.severity) > 0;
  if (fresh.state === 'OPEN' && (acknowledgedAt === null || isWorse)) return fresh;
  if (fresh.state === 'OPEN')
    return { ...fresh, state: 'ACKNOWLEDGED', acknowledgedAt, nextCheckAt };
  return { ...fresh, acknowledgedAt, nextCheckAt };
}

export function acknowledgeAlert(
  before: AlertLife,
  { now, nextCheckAt }: { now: Instant; nextCheckAt: Instant },
): AlertLife {
  if (before.state !== 'OPEN' && before.state !== 'ACKNOWLEDGED') {
    throw new AlertStateError(`an alert that is ${before.state} cannot be acknowledged`);
  }
  return { ...before, state: 'ACKNOWLEDGED', acknowledgedAt: now, nextCheckAt };
}
