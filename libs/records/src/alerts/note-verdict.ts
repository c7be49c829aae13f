import type { Change } from '../database/audited.ts';
import type { AlertRecord } from '../records.ts';

/** Notes what an operator would call a change: opened, cleared, annulled, worse. Not each peak. */
export function noteVerdict(
  change: Change,
  before: AlertRecord | undefined,
  after: AlertRecord,
): void {
  const action = actionOf(before, after);
  if (action === undefined) return;
  change.note({
    organisationId: after.organisationId,
    action,
    entity: 'alert',
    entityId: after.id,
    ...(before && { before: summary(before) }),
    after: summary(after),
  });
}

function actionOf(before: AlertRecord | undefined, after: AlertRecord): string | undefined {
  if (before === undefined) return 'alert.open';
  if (after.isAnnulled !== before.isAnnulled)
    return after.isAnnulled ? 'alert.annul' : 'alert.restore';
  const wasLasting = before.endedAt === null;
  const isLasting = after.endedAt === null;
  if (wasLasting !== isLasting) return isLasting ? 'alert.reopen' : 'alert.clear';
  if (after.severity !== before.severity) return 'alert.severity';
  return undefined;
}

function summary(alert: AlertRecord) {
  const { rule, severity, state, startedAt, endedAt, isAnnulled } = alert;
  const { acknowledgedAt, acknowledgedBy } = alert;
  return { rule, severity, state, startedAt, endedAt, isAnnulled, acknowledgedAt, acknowledgedBy };
}
