import type { VerdictChange } from '@lenglian/breaches';
import type { Audited, Change, ReadableDatabase } from '../database/audited.ts';
import { inChunks, pauseBetweenChunks } from '../database/chunks.ts';
import { readCounter, setCounter } from '../database/counters.ts';
import type { AlertRow } from '../database/schema-of-alerts.ts';
import type { Actor } from '../records.ts';
import type { AlertRecord, Belief } from './alert.ts';
import { fromAlert, toAlert } from './alert-rows.ts';
import { believe, isSameBelief, type AlertPlace } from './believe.ts';
import { findPlaces } from './alert-places.ts';
import { recordCorrections } from './corrections.ts';
import { keepRevisions, type ToldStep } from './keep-history.ts';
import { noteVerdict, stepOf } from './note-verdict.ts';
import { findDecidedLots, ReviewsToOpen } from './reviews.ts';

const JUDGE: Actor = { id: 'judge' };

/**
 * Applies a batch of the judge's outbox: everything after the cursor, in order, and the new cursor,
 * in one transaction.
 *
 * @returns for each change its alert as it is after the batch
 */
export async function applyVerdicts(
  database: ReadableDatabase,
  audited: Audited,
  changes: readonly VerdictChange[],
): Promise<AlertRecord[]> {
  const cursor = await readCounter(database, 'verdicts');
  const isNews = changes.some((verdict) => verdict.sequence > cursor);
  if (!isNews) return inOrder(changes, await readAlerts(database, changes));
  return audited(JUDGE, async (change) => {
    const alerts = await readAlerts(change.database, changes);
    // Read again: only inside the transaction nobody else can move it.
    const applied = await readCounter(change.database, 'verdicts');
    const due = changes.filter((verdict) => verdict.sequence > applied);
    await applyDue(change, JUDGE, due, alerts);
    const last = due.at(-1);
    if (last) await setCounter(change, 'verdicts', last.sequence);
    return inOrder(changes, alerts);
  });
}

/** As `AlertRecords.applyBeliefs`: one transaction. */
export async function applyBeliefs(
  audited: Audited,
  actor: Actor,
  beliefs: readonly Belief[],
): Promise<AlertRecord[]> {
  if (beliefs.length === 0) return [];
  return audited(actor, async (change) => {
    const alerts = await readAlerts(change.database, beliefs);
    await applyDue(change, actor, beliefs, alerts);
    return inOrder(beliefs, alerts);
  });
}

async function applyDue(
  change: Change,
  actor: Actor,
  due: readonly Belief[],
  alerts: Map<string, AlertRecord>,
): Promise<void> {
  if (due.length === 0) return;
  const placeOf = await findPlaces(change.database, due);
  const reviews = new ReviewsToOpen(change, await decidedLots(change, due));
  const touched = new Set<string>();
  const annulled = new Map<string, AlertRecord>();
  const steps: ToldStep[] = [];
  // A first part has ended by the same batch that splits it: its owner is the one from before.
  const origins = new Map(alerts);
  for (const verdict of due) {
    const before = alerts.get(verdict.alertId);
    const place = (): AlertPlace => placeOf(verdict);
    const believed = believe(before, verdict, place, origins.get(verdict.splitFromId ?? ''));
    // The judge says nothing twice but by its outbox; others may.
    if (actor !== JUDGE && before && isSameBelief(before, believed)) continue;
    const after = reviews.consider(before, believed);
    alerts.set(verdict.alertId, after);
    touched.add(verdict.alertId);
    if (before?.isAnnulled === false && after.isAnnulled) annulled.set(after.id, after);
    steps.push({ actor: actor.id, step: stepOf(before, after), shown: after });
    noteVerdict(change, before, after);
  }
  const rows = [...touched].flatMap((id) => {
    const alert = alerts.get(id);
    return alert === undefined ? [] : [fromAlert(alert)];
  });
  await upsertAlerts(change, rows);
  await keepRevisions(change, steps);
  await reviews.write();
  await recordCorrections(change, [...annulled.values()]);
  change.leaveUnnoted('peaks follow from the readings; what people call a change is noted above');
}

/** Late alerts about goods that were decided on are looked at by quality. */
function decidedLots(change: Change, due: readonly Belief[]): Promise<Set<string>> {
  const lotIds = due.flatMap(({ isLate, lotId }) => (isLate && lotId !== null ? lotId : []));
  return findDecidedLots(change.database, lotIds);
}

async function upsertAlerts(change: Change, rows: readonly AlertRow[]): Promise<void> {
  for (const chunk of inChunks(rows)) {
    await change.database
      .insertInto('alerts')
      .values(chunk)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((update) => ({
          severity: update.ref('excluded.severity'),
          state: update.ref('excluded.state'),
          startedAt: update.ref('excluded.startedAt'),
          raisedAt: update.ref('excluded.raisedAt'),
          endedAt: update.ref('excluded.endedAt'),
          isLate: update.ref('excluded.isLate'),
          isAnnulled: update.ref('excluded.isAnnulled'),
          mergedIntoId: update.ref('excluded.mergedIntoId'),
          limitCelsius: update.ref('excluded.limitCelsius'),
          peakCelsius: update.ref('excluded.peakCelsius'),
          limitInUnit: update.ref('excluded.limitInUnit'),
          peakInUnit: update.ref('excluded.peakInUnit'),
          kelvinMinutes: update.ref('excluded.kelvinMinutes'),
          spentMinutes: update.ref('excluded.spentMinutes'),
          isUnverified: update.ref('excluded.isUnverified'),
          signal: update.ref('excluded.signal'),
          acknowledgedAt: update.ref('excluded.acknowledgedAt'),
          acknowledgedBy: update.ref('excluded.acknowledgedBy'),
          nextCheckAt: update.ref('excluded.nextCheckAt'),
          isCheckDue: update.ref('excluded.isCheckDue'),
          shelvedUntil: update.ref('excluded.shelvedUntil'),
          shelvedBy: update.ref('excluded.shelvedBy'),
          shelfReason: update.ref('excluded.shelfReason'),
          awaitsDisposition: update.ref('excluded.awaitsDisposition'),
          openReviewId: update.ref('excluded.openReviewId'),
          revision: update.ref('excluded.revision'),
        })),
      )
      .execute();
    await pauseBetweenChunks(chunk);
  }
}

async function readAlerts(
  database: ReadableDatabase,
  changes: readonly Belief[],
): Promise<Map<string, AlertRecord>> {
  const alerts = new Map<string, AlertRecord>();
  const named = changes.flatMap(({ alertId, splitFromId }) => [alertId, splitFromId ?? alertId]);
  for (const ids of inChunks([...new Set(named)])) {
    const rows = await database.selectFrom('alerts').selectAll().where('id', 'in', ids).execute();
    for (const row of rows) alerts.set(row.id, toAlert(row));
  }
  return alerts;
}

function inOrder(
  changes: readonly Belief[],
  alerts: ReadonlyMap<string, AlertRecord>,
): AlertRecord[] {
  return changes.flatMap((verdict) => alerts.get(verdict.alertId) ?? []);
}
