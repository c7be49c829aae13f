import type { Change, ReadableDatabase } from '../database/audited.ts';
import { inChunks } from '../database/chunks.ts';
import { rowsToRead, toPage } from '../page.ts';
import type { Page } from '../records.ts';
import type { AlertRecord, CorrectionFilter, CorrectionRecord, TellingKind } from './alert.ts';
import { tellingsOf } from './keep-history.ts';

/** Puts on record, for everybody who was told of breaches that are taken back, that they were. */
export async function recordCorrections(
  change: Change,
  annulled: readonly AlertRecord[],
): Promise<void> {
  if (annulled.length === 0) return;
  const byId = new Map(annulled.map((alert) => [alert.id, alert]));
  const told = await tellingsOf(change.database, [...byId.keys()]);
  // Whoever took it three times is told once, of the last.
  const last = new Map(
    told.map((one) => [[one.alertId, one.how, one.userId, one.contactId].join('/'), one]),
  );
  const rows = [...last.values()].flatMap(({ alertId, how, at, userId, contactId }) => {
    const alert = byId.get(alertId);
    if (!alert) return [];
    const { organisationId, mergedIntoId } = alert;
    return {
      ...{ id: change.newId(), organisationId, alertId, at: change.now },
      ...{ how, toldAt: at, userId, contactId, mergedIntoId },
    };
  });
  for (const chunk of inChunks(rows))
    await change.database.insertInto('alertCorrections').values(chunk).execute();
  for (const { id, alertId, organisationId, how, userId, contactId } of rows)
    change.note({
      ...{ organisationId, action: 'correction.record', entity: 'correction', entityId: id },
      after: { alertId, how, userId, ...(contactId !== null && { contactId }) },
    });
}

export async function listCorrections(
  database: ReadableDatabase,
  filter: CorrectionFilter,
): Promise<Page<CorrectionRecord>> {
  const { organisationId, alertId, userId, cursor } = filter;
  let query = database.selectFrom('alertCorrections').selectAll();
  if (organisationId !== undefined) query = query.where('organisationId', '=', organisationId);
  if (alertId !== undefined) query = query.where('alertId', '=', alertId);
  if (userId !== undefined) query = query.where('userId', '=', userId);
  if (cursor !== undefined) query = query.where('id', '<', cursor);
  const rows = await query.orderBy('id', 'desc').limit(rowsToRead(filter)).execute();
  return toPage(rows, filter, (row) => ({ ...row, how: row.how as TellingKind }));
}
