import {
  acknowledgeAlert,
  closeAlert,
  disposeAlert,
  fallDue,
  shelveAlert,
  unshelveAlert,
} from '@lenglian/alerts';
import type { Instant } from '@lenglian/quantities';
import type { Audited, Change, ReadableDatabase } from '../database/audited.ts';
import { revise } from '../database/revise.ts';
import { NotFoundError, ReviewStateError } from '../records-errors.ts';
import type { Actor } from '../records.ts';
import type { AlertRecord, AlertRecords, TellingKind } from './alert.ts';
import { findAlert, fromAlert, toAlert } from './alert-rows.ts';
import { withLife } from './believe.ts';
import { keepRevisions, keepTelling } from './keep-history.ts';
import { findReview } from './reviews.ts';

const SYSTEM: Actor = { id: 'system' };

/** A step that somebody takes, and how that tells them of the alert. */
interface Step {
  readonly name: string;
  readonly how?: TellingKind;
  readonly reason?: string;
  /** The alert after it, with whatever `withLife` does not know; pure. */
  readonly take: (alert: AlertRecord) => AlertRecord;
}

type Steps = Pick<
  AlertRecords,
  'acknowledge' | 'shelve' | 'unshelve' | 'close' | 'dispose' | 'noteDialled' | 'resolveReview'
>;

/** What people do with alerts: each step is one revision, one line of the audit, and one telling. */
export function changeAlerts(audited: Audited): Steps {
  const step = (actor: Actor, id: string, what: Step) =>
    audited(actor, (change) => takeStep(change, actor, id, what));
  return {
    acknowledge: (actor, id, acknowledgement) =>
      audited(actor, (change) => takeAlert(change, actor, id, acknowledgement)),
    shelve: (actor, id, { now, until, reason }) =>
      step(actor, id, {
        ...{ name: 'shelve', how: 'SHELVED', reason },
        take: (alert) => {
          const shelfCount = alert.shelfCount + 1;
          const shelved = { ...alert, shelvedBy: actor.id, shelfReason: reason, shelfCount };
          return withLife(shelved, shelveAlert(alert, now, until));
        },
      }),
    unshelve: (actor, id) =>
      step(actor, id, {
        name: 'unshelve',
        take: (alert) => withLife(alert, unshelveAlert(alert)),
      }),
    close: (actor, id, said) =>
      audited(actor, (change) =>
        takeStep(change, actor, id, {
          ...{ name: 'close', how: 'CLOSED' },
          take: (alert) => {
            const corrected = { ...alert, correctedBy: actor.id, correctedAt: change.now };
            return withLife(corrected, closeAlert(alert, said));
          },
        }),
      ),
    dispose: (actor, id, decision) =>
      audited(actor, (change) => decide(change, actor, id, decision)),
    noteDialled: (actor, id, contactId) =>
      audited(actor, async (change) => {
        const alert = await requireAlert(change.database, id);
        await keepTelling(change, alert, { how: 'DIALLED', userId: actor.id, contactId });
        const usedAt = change.now;
        const dialled = change.database.updateTable('contacts').set({ usedAt });
        await dialled.where('id', '=', contactId).execute();
        change.note({
          ...{ organisationId: alert.organisationId, action: 'contact.dial', entity: 'contact' },
          ...{ entityId: contactId, after: { alertId: id } },
        });
      }),
    resolveReview: (actor, id, resolution) =>
      audited(actor, (change) => resolveReview(change, actor, id, resolution)),
  };
}

/** Next checks that have come and shelves that are over: told once each, by the system. */
export async function fallDueAlerts(
  database: ReadableDatabase,
  audited: Audited,
  now: Instant,
): Promise<AlertRecord[]> {
  if ((await dueAt(database, now)).length === 0) return [];
  return audited(SYSTEM, async (change) => {
    const changed: AlertRecord[] = [];
    for (const alert of await dueAt(change.database, now)) {
      const name =
        alert.shelvedUntil !== null && alert.shelvedUntil <= now ? 'shelfEnd' : 'checkDue';
      const take = (one: AlertRecord) => withLife(one, fallDue(one, now));
      changed.push(await takeStep(change, SYSTEM, alert.id, { name, take }));
    }
    return changed;
  });
}

/**
 * Somebody takes an alert, by itself or with its incident.
 *
 * @throws NotFoundError, RevisionConflictError, AlertStateError, NextCheckError
 */
export function takeAlert(
  change: Change,
  actor: Actor,
  id: string,
  { now, nextCheckAt, note }: Parameters<Steps['acknowledge']>[2],
): Promise<AlertRecord> {
  return takeStep(change, actor, id, {
    ...{ name: 'acknowledge', how: 'ACKNOWLEDGED' },
    take: (alert) => {
      const owned = { ...alert, acknowledgedBy: actor.id, note: note ?? alert.note };
      return withLife(owned, acknowledgeAlert(alert, now, nextCheckAt));
    },
  });
}

/** @throws NotFoundError */
export async function requireAlert(database: ReadableDatabase, id: string): Promise<AlertRecord> {
  const alert = await findAlert(database, id);
  if (alert === undefined) throw new NotFoundError(`there is no alert ${id}`);
  return alert;
}

async function takeStep(
  change: Change,
  actor: Actor,
  id: string,
  { name, how, reason, take }: Step,
): Promise<AlertRecord> {
  const before = await requireAlert(change.database, id);
  await revise(change, 'alerts', id);
  const after = take(before);
  await change.database.updateTable('alerts').set(fromAlert(after)).where('id', '=', id).execute();
  await keepRevisions(change, [{ actor: actor.id, step: name, shown: after }]);
  if (how !== undefined) await keepTelling(change, after, { how, userId: actor.id });
  change.note({
    ...{ organisationId: after.organisationId, action: `alert.${name}`, entity: 'alert' },
    ...{ entityId: id, ...differenceOf(before, after), reason },
  });
  return after;
}

function decide(
  change: Change,
  actor: Actor,
  id: string,
  { disposition, reason }: Parameters<Steps['dispose']>[2],
): Promise<AlertRecord> {
  return takeStep(change, actor, id, {
    ...{ name: 'dispose', how: 'DECIDED', reason },
    take: (alert) => {
      const decided = { decidedBy: actor.id, decidedAt: change.now, dispositionReason: reason };
      return withLife({ ...alert, ...decided }, disposeAlert(alert, disposition));
    },
  });
}

async function resolveReview(
  change: Change,
  actor: Actor,
  id: string,
  { note, disposition }: Parameters<Steps['resolveReview']>[2],
): ReturnType<Steps['resolveReview']> {
  const open = await findReview(change.database, id);
  if (open === undefined) throw new NotFoundError(`there is no review ${id}`);
  if (open.resolvedAt !== null) throw new ReviewStateError(`review ${id} is resolved`);
  await revise(change, 'alertReviews', id);
  const resolved = { resolvedAt: change.now, resolvedBy: actor.id, note };
  await change.database.updateTable('alertReviews').set(resolved).where('id', '=', id).execute();
  // The revision that was seen is that of the review.
  const onAlert: Change = { ...change, ifRevision: undefined };
  if (disposition !== undefined)
    await decide(onAlert, actor, open.alertId, { disposition, reason: note });
  const alert = await takeStep(onAlert, actor, open.alertId, {
    ...{ name: 'review', reason: note },
    take: (one) => ({ ...one, openReviewId: null, revision: one.revision + 1 }),
  });
  change.note({
    ...{ organisationId: open.organisationId, action: 'review.resolve', entity: 'review' },
    ...{ entityId: id, after: { alertId: open.alertId, note }, reason: note },
  });
  return { review: { ...open, ...resolved, revision: open.revision + 1 }, alert };
}

async function dueAt(database: ReadableDatabase, now: Instant): Promise<AlertRecord[]> {
  const rows = await database
    .selectFrom('alerts')
    .selectAll()
    .where((where) =>
      where.or([
        where.and([where('nextCheckAt', '<=', now), where('isCheckDue', '=', 0)]),
        where('shelvedUntil', '<=', now),
      ]),
    )
    .orderBy('id')
    .execute();
  return rows.map(toAlert);
}

/** Old and new of what a step changed. */
function differenceOf(before: AlertRecord, after: AlertRecord) {
  const changed = (Object.keys(after) as (keyof AlertRecord)[]).filter(
    (field) => field !== 'revision' && before[field] !== after[field],
  );
  const of = (alert: AlertRecord) =>
    Object.fromEntries(changed.map((field) => [field, alert[field]]));
  return { before: of(before), after: of(after) };
}
