import type { Change } from '../database/audited.ts';
import type { AlertRecord } from './alert.ts';

/** Notes what an operator would call a change: opened, cleared, annulled, worse. Not each peak. */
export function noteVerdict(
  change: Change,
  before: AlertRecord | undefined,
  after: AlertRecord,
): void {
  const step = stepOf(before, after);
  if (step === 'change') return;
  change.note({
    organisationId: after.organisationId,
    action: `alert.${step}`,
    entity: 'alert',
    entityId: after.id,
    ...(before && { before: summary(before) }),
    after: summary(after),
  });
}

/** What a new belief means to people; `change` where they would say nothing happened. */
export function stepOf(before: AlertRecord | undefined, after: AlertRecord): string {
  if (before === undefined) return after.splitFromId === null ? 'open' : 'split';
  if (after.isAnnulled !== before.isAnnulled) {
    if (!after.isAnnulled) return 'restore';
    return after.mergedIntoId === null ? 'annul' : 'merge';
  }
  const wasLasting = before.endedAt === null;
  const isLasting = after.endedAt === null;
  if (wasLasting !== isLasting) return isLasting ? 'reopen' : 'clear';
  return after.severity === before.severity ? 'change' : 'severity';
}

function summary(alert: AlertRecord) {
  const { rule, severity, state, startedAt, endedAt, isAnnulled } = alert;
  const { acknowledgedAt, acknowledgedBy, shelvedUntil, mergedIntoId, splitFromId } = alert;
  return {
    ...{ rule, severity, state, startedAt, endedAt, isAnnulled, acknowledgedAt, acknowledgedBy },
    ...(shelvedUntil !== null && { shelvedUntil }),
    ...(mergedIntoId !== null && { mergedIntoId }),
    ...(splitFromId !== null && { splitFromId }),
  };
}
