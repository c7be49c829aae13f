import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Kysely } from 'kysely';
import { migrate, MIGRATIONS } from '../migrate.ts';
import type { RecordsSchema } from '../schema.ts';
import { openSqlite } from '../sqlite-database.ts';

const clock = { now: () => 1 };

describe('alerts of the version before their history was kept', () => {
  let database: Kysely<RecordsSchema>;

  beforeEach(async () => {
    database = openSqlite(':memory:');
    const before = MIGRATIONS.findIndex(({ name }) => name === '0032-life-of-alerts');
    await migrate(database, clock, MIGRATIONS.slice(0, before));
    const old = database as unknown as Kysely<Record<string, Record<string, unknown>>>;
    const insert = (table: string, values: Record<string, unknown>) =>
      old
        .insertInto(table)
        .values({ organisationId: 'demo', ...values })
        .execute();
    await old
      .insertInto('organisations')
      .values({ id: 'demo', nameZh: '演示', nameEn: 'Demo', createdAt: 1 })
      .execute();
    for (const [id, rule, isAnnulled] of [
      ...[['cold', 'CRIT_LO', 0] as const, ['wrong', 'CRIT_HI', 1] as const],
      ['warm', 'BAND_HI', 0] as const,
    ])
      await insert('alerts', {
        ...{ id, rule, isAnnulled, severity: 'WARN', state: 'CLEARED', unitId: 'unit' },
        ...{ startedAt: 5, raisedAt: 6, endedAt: 8, detectedAt: 7, isLate: 1, revision: 3 },
      });
    const line = { at: 9, actor: 'wang', entity: 'alert' };
    await insert('auditEntries', {
      ...{ ...line, id: 'a', action: 'alert.acknowledge', entityId: 'cold', after: '{}' },
    });
    await insert('auditEntries', {
      ...{ ...line, id: 'b', action: 'contact.dial', entityId: 'driver' },
      ...{ after: '{"alertId":"cold"}' },
    });
    await migrate(database, clock);
  });
  afterEach(() => database.destroy());

  it('wait for quality where they were in the goods, and have nothing else done', async () => {
    const rows = await database.selectFrom('alerts').selectAll().orderBy('id').execute();
    expect(rows.map(({ id, awaitsDisposition }) => [id, awaitsDisposition])).toEqual([
      ['cold', 1],
      ['warm', 0],
      ['wrong', 0],
    ]);
    expect(rows[0]).toMatchObject({
      ...{ shelfCount: 0, isCheckDue: 0, shelvedUntil: null, disposition: null, revision: 3 },
      ...{ mergedIntoId: null, splitFromId: null, openReviewId: null },
    });
  });

  it('begin their history as they were', async () => {
    const rows = await database.selectFrom('alertRevisions').selectAll().orderBy('id').execute();
    expect(rows.map(({ alertId, revision, step }) => [alertId, revision, step])).toEqual([
      ['cold', 3, 'keep'],
      ['warm', 3, 'keep'],
      ['wrong', 3, 'keep'],
    ]);
    expect(JSON.parse(rows[2]?.shown ?? '')).toMatchObject({
      ...{ rule: 'CRIT_HI', isAnnulled: true, isLate: true, awaitsDisposition: false },
    });
  });

  it('know from the audit who was told of them', async () => {
    const rows = await database.selectFrom('alertTellings').selectAll().orderBy('id').execute();
    expect(rows).toMatchObject([
      { alertId: 'cold', how: 'ACKNOWLEDGED', userId: 'wang', contactId: null, at: 9 },
      { alertId: 'cold', how: 'DIALLED', userId: 'wang', contactId: 'driver' },
    ]);
  });

  it.each(['alertRevisions', 'alertTellings'] as const)('keep %s for good', async (table) => {
    await expect(database.deleteFrom(table).execute()).rejects.toThrow('append-only');
    await expect(database.updateTable(table).set({ at: 0 }).execute()).rejects.toThrow(
      'append-only',
    );
  });
});
