import type { Change, ReadableDatabase } from '../database/audited.ts';
import { inChunks } from '../database/chunks.ts';
import type { AlertReviewRow } from '../database/schema-of-alerts.ts';
import { rowsToRead, toPage } from '../page.ts';
import type { Page } from '../records.ts';
import type { AlertRecord, ReviewFilter, ReviewRecord } from './alert.ts';
import { isSameBelief } from './believe.ts';

/** Verdicts of one batch that changed what people had decided on, by alert. */
export class ReviewsToOpen {
  private readonly opened = new Map<string, { readonly before: AlertRecord | null }>();
  private readonly changed = new Map<string, AlertRecord>();
  private readonly change: Change;
  private readonly decidedLots: ReadonlySet<string>;

  /** @param decidedLots lots about whose goods quality has decided something */
  constructor(change: Change, decidedLots: ReadonlySet<string>) {
    this.change = change;
    this.decidedLots = decidedLots;
  }

  /** The alert after a belief, with the review that it opens or changes. */
  consider(before: AlertRecord | undefined, after: AlertRecord): AlertRecord {
    if (!this.isToBeReviewed(before, after)) return after;
    const known = after.openReviewId;
    const reviewId = known ?? this.change.newId();
    if (known === null) this.opened.set(reviewId, { before: before ?? null });
    const reviewed = { ...after, openReviewId: reviewId };
    this.changed.set(reviewId, reviewed);
    return reviewed;
  }

  async write(): Promise<void> {
    const { change } = this;
    for (const [id, after] of this.changed) {
      const opened = this.opened.get(id);
      const shown = JSON.stringify(after);
      if (opened) await insertReview(change, id, opened.before, after);
      else
        await change.database
          .updateTable('alertReviews')
          .set((column) => ({
            ...{ after: shown, changedAt: change.now },
            revision: column('revision', '+', 1),
          }))
          .where('id', '=', id)
          .execute();
      change.note({
        ...{ organisationId: after.organisationId, entity: 'review', entityId: id },
        action: opened ? 'review.open' : 'review.change',
        after: { alertId: after.id },
      });
    }
  }

  private isToBeReviewed(before: AlertRecord | undefined, after: AlertRecord): boolean {
    if (before === undefined)
      return after.isLate && after.awaitsDisposition && this.decidedLots.has(after.lotId ?? '');
    // A gap is closed without anybody.
    const isClosed = before.state === 'CLOSED' && before.correctiveAction !== null;
    const isDecided = isClosed || before.disposition !== null;
    return (isDecided || before.openReviewId !== null) && !isSameBelief(before, after);
  }
}

/** Which of these lots quality has decided something about. */
export async function findDecidedLots(
  database: ReadableDatabase,
  lotIds: readonly string[],
): Promise<Set<string>> {
  const decided = new Set<string>();
  for (const chunk of inChunks([...new Set(lotIds)])) {
    const rows = await database
      .selectFrom('alerts')
      .select('lotId')
      .distinct()
      .where('lotId', 'in', chunk)
      .where('disposition', 'is not', null)
      .execute();
    for (const { lotId } of rows) if (lotId !== null) decided.add(lotId);
  }
  return decided;
}

export async function listReviews(
  database: ReadableDatabase,
  filter: ReviewFilter,
): Promise<Page<ReviewRecord>> {
  const { organisationId, state, alertId, lotId, cursor } = filter;
  let query = database.selectFrom('alertReviews').selectAll();
  if (organisationId !== undefined) query = query.where('organisationId', '=', organisationId);
  if (state !== undefined)
    query = query.where('resolvedAt', state === 'OPEN' ? 'is' : 'is not', null);
  if (alertId !== undefined) query = query.where('alertId', '=', alertId);
  if (lotId !== undefined) query = query.where('lotId', '=', lotId);
  if (cursor !== undefined) query = query.where('id', '<', cursor);
  const rows = await query.orderBy('id', 'desc').limit(rowsToRead(filter)).execute();
  return toPage(rows, filter, toReview);
}

export async function findReview(
  database: ReadableDatabase,
  id: string,
): Promise<ReviewRecord | undefined> {
  const row = await database
    .selectFrom('alertReviews')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && toReview(row);
}

async function insertReview(
  change: Change,
  id: string,
  before: AlertRecord | null,
  after: AlertRecord,
): Promise<void> {
  const { organisationId, id: alertId, lotId } = after;
  await change.database
    .insertInto('alertReviews')
    .values({
      ...{ id, organisationId, alertId, lotId, openedAt: change.now, changedAt: change.now },
      ...{ before: before && JSON.stringify(before), after: JSON.stringify(after) },
      ...{ resolvedAt: null, resolvedBy: null, note: null, revision: 1 },
    })
    .execute();
}

function toReview(row: AlertReviewRow): ReviewRecord {
  return {
    ...row,
    before: row.before === null ? null : (JSON.parse(row.before) as AlertRecord),
    after: JSON.parse(row.after) as AlertRecord,
  };
}
