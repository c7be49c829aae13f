import { compareSeverity } from '@lenglian/breaches';
import { LINE_SEVERITY, isCommon, isGap, type Incident } from '@lenglian/incidents';
import type { Instant } from '@lenglian/quantities';
import type { AlertRecord } from '../records.ts';
import type { IncidentRecord } from './incident.ts';

/** What is not told by its alerts alone. */
export interface IncidentPlace {
  readonly id: string;
  readonly organisationId: string;
  readonly equipmentGroup: number | null;
}

const UNOWNED = { acknowledgedAt: null, acknowledgedBy: null, nextCheckAt: null } as const;

/**
 * An incident after its alerts were gathered anew; pure. It lasts while one of them does. Whoever owned
 * it owns it still, also what joins it, unless it got worse or turned out to be of many units.
 *
 * @param alerts those of the incident
 */
export function incidentAfter(
  before: IncidentRecord | undefined,
  incident: Incident,
  alerts: readonly AlertRecord[],
  place: IncidentPlace,
  now: Instant,
): IncidentRecord {
  const { cause, severity, runId, startedAt, endedAt, expectedUntil, children } = incident;
  const [only, ...others] = children;
  const ownership = ownershipAfter(before, incident, alerts);
  return {
    ...{ note: null, openedAt: now, revision: 0, ...before },
    ...{ ...place, cause, severity, runId, startedAt, endedAt, expectedUntil, children },
    unitId: only && others.length === 0 ? only.unitId : null,
    mergedIntoId: null,
    ...ownership,
    untakenSince: ownership.state === 'OPEN' ? untakenSince(before, incident, now) : null,
  };
}

function untakenSince(
  before: IncidentRecord | undefined,
  { severity }: Incident,
  now: Instant,
): Instant {
  const since = before?.state === 'OPEN' ? before.untakenSince : null;
  // What only informed called nobody.
  const wasHint = before !== undefined && compareSeverity(before.severity, LINE_SEVERITY) < 0;
  const isLine = compareSeverity(severity, LINE_SEVERITY) >= 0;
  return since === null || (wasHint && isLine) ? now : since;
}

function ownershipAfter(
  before: IncidentRecord | undefined,
  { cause, severity, endedAt }: Incident,
  alerts: readonly AlertRecord[],
): Pick<IncidentRecord, 'state' | 'acknowledgedAt' | 'acknowledgedBy' | 'nextCheckAt'> {
  const { acknowledgedAt = null, acknowledgedBy = null } = before ?? UNOWNED;
  if (endedAt !== null)
    return { state: 'CLEARED', acknowledgedAt, acknowledgedBy, nextCheckAt: null };
  if (before?.state === 'ACKNOWLEDGED') {
    const isWorse = compareSeverity(severity, before.severity) > 0;
    const isMore = isCommon(cause) && cause !== before.cause;
    if (!isWorse && !isMore) {
      const { nextCheckAt } = before;
      return { state: 'ACKNOWLEDGED', acknowledgedAt, acknowledgedBy, nextCheckAt };
    }
  }
  return ownerOfAll(alerts) ?? { state: 'OPEN', ...UNOWNED };
}

/** Who took every alert that lasts, one by one; the last of them. A gap beside others is nobody's to take. */
function ownerOfAll(alerts: readonly AlertRecord[]) {
  const all = alerts.filter(({ endedAt }) => endedAt === null);
  const others = all.filter(({ rule }) => !isGap(rule));
  const lasting = others.length > 0 ? others : all;
  if (lasting.length === 0 || lasting.some(({ state }) => state !== 'ACKNOWLEDGED'))
    return undefined;
  const last = lasting.reduce((a, b) =>
    (b.acknowledgedAt ?? 0) > (a.acknowledgedAt ?? 0) ? b : a,
  );
  const { acknowledgedAt, acknowledgedBy, nextCheckAt } = last;
  return { state: 'ACKNOWLEDGED' as const, acknowledgedAt, acknowledgedBy, nextCheckAt };
}

/** An incident of which every alert was annulled, or went elsewhere, or was merged. */
export function emptied(
  before: IncidentRecord,
  mergedIntoId: string | null,
  now: Instant,
): IncidentRecord {
  return {
    ...before,
    state: mergedIntoId === null ? 'CLEARED' : 'MERGED',
    endedAt: before.endedAt ?? now,
    ...{ expectedUntil: null, nextCheckAt: null, untakenSince: null, children: [], mergedIntoId },
  };
}
