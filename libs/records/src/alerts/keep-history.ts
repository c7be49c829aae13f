import type { Change, ReadableDatabase } from '../database/audited.ts';
import { inChunks, pauseBetweenChunks } from '../database/chunks.ts';
import type { AlertRevisionRow, AlertTellingRow } from '../database/schema-of-alerts.ts';
import { rowsToRead } from '../page.ts';
import type { Page } from '../records.ts';
import type { AlertRecord, AlertRevision, AlertTelling, TellingKind } from './alert.ts';

/** One step in the life of an alert, as it stood after it. */
export interface ToldStep {
  readonly actor: string;
  readonly step: string;
  readonly shown: AlertRecord;
}

/** Keeps what was told, for good: nothing that was ever believed of an alert is lost. */
export async function keepRevisions(change: Change, steps: readonly ToldStep[]): Promise<void> {
  const rows = steps.map(({ actor, step, shown }): AlertRevisionRow => ({
    ...{ id: change.newId(), organisationId: shown.organisationId, alertId: shown.id },
    ...{ revision: shown.revision, at: change.now, actor, step, shown: JSON.stringify(shown) },
  }));
  for (const chunk of inChunks(rows)) {
    await change.database.insertInto('alertRevisions').values(chunk).execute();
    await pauseBetweenChunks(chunk);
  }
}

/** Keeps that somebody was told: should the breach be taken back, they are to hear of it. */
export async function keepTelling(
  change: Change,
  { id, organisationId, revision }: AlertRecord,
  told: Pick<AlertTelling, 'how' | 'userId'> & { readonly contactId?: string },
): Promise<void> {
  await change.database
    .insertInto('alertTellings')
    .values({
      ...{ id: change.newId(), organisationId, alertId: id, revision, at: change.now },
      ...{ how: told.how, userId: told.userId, contactId: told.contactId ?? null },
    })
    .execute();
}

export async function readHistory(
  database: ReadableDatabase,
  alertId: string,
  page: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<AlertRevision>> {
  let query = database.selectFrom('alertRevisions').selectAll().where('alertId', '=', alertId);
  if (page.cursor !== undefined) query = query.where('revision', '>', Number(page.cursor));
  const rows = await query.orderBy('revision').limit(rowsToRead(page)).execute();
  const onPage = rows.slice(0, page.limit);
  const tellings = await tellingsOf(database, [alertId]);
  const first = page.cursor === undefined ? 0 : (onPage[0]?.revision ?? 0);
  const items = onPage.map(({ id, revision, at, actor, step, shown }, place) => {
    const from = place === 0 ? first : revision;
    const isOfIt = (one: AlertTelling) => one.revision >= from && one.revision <= revision;
    return {
      ...{ id, revision, at, actor, step, shown: JSON.parse(shown) as AlertRecord },
      tellings: tellings.filter(isOfIt).map(toTelling),
    };
  });
  const last = onPage.at(-1);
  const hasMore = rows.length > onPage.length && last !== undefined;
  return { items, nextCursor: hasMore ? String(last.revision) : null };
}

/** Everybody who was told of any of these alerts, in the order in which they were. */
export async function tellingsOf(
  database: ReadableDatabase,
  alertIds: readonly string[],
): Promise<(AlertTelling & { readonly alertId: string })[]> {
  const told: (AlertTelling & { readonly alertId: string })[] = [];
  for (const chunk of inChunks(alertIds)) {
    const rows = await database
      .selectFrom('alertTellings')
      .selectAll()
      .where('alertId', 'in', chunk)
      .orderBy('alertId')
      .orderBy('id')
      .execute();
    told.push(...rows.map((row) => ({ ...toTelling(row), alertId: row.alertId })));
  }
  return told;
}

function toTelling(row: AlertTelling | Pick<AlertTellingRow, keyof AlertTelling>): AlertTelling {
  const { at, userId, contactId, revision } = row;
  return { how: row.how as TellingKind, at, userId, contactId, revision };
}
