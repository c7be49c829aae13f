import { describe, expect, it } from '@jest/globals';
import type { Kysely } from 'kysely';
import { migrate, MIGRATIONS } from '../migrate.ts';
import { openSqlite } from '../sqlite-database.ts';
import { settlementsOfDisputes } from './0036-settlements-of-disputes.ts';

const clock = { now: () => 1 };
const HAND_OVER = {
  ...{ id: 'h', organisationId: 'demo', kind: 'OUTBOUND', handedOverAt: 5, recordedAt: 5 },
  ...{ recordedBy: 'wang', fromName: '果园', toName: '铁路', photoSha256: '[]', conditions: '[]' },
};

describe('disputes of the version before proposals', () => {
  it('say how they were settled: by a link alone, or by whoever disputed', async () => {
    const database = openSqlite(':memory:');
    const at = MIGRATIONS.indexOf(settlementsOfDisputes);
    await migrate(database, clock, MIGRATIONS.slice(0, at));
    const old = database as unknown as Kysely<Record<string, Record<string, unknown>>>;
    await old.insertInto('handOvers').values(HAND_OVER).execute();
    const dispute = (id: string, isByLink: number, settledAt: number | null) => ({
      ...{ id, isByLink, settledAt, organisationId: 'demo', handOverId: 'h', side: 'TO' },
      ...{ openedBy: 'x', openedAt: 6, reason: '湿', settlement: settledAt && '已核对' },
      settledBy: settledAt && 'wang',
    });
    const disputes = [dispute('a', 0, 7), dispute('b', 1, 7), dispute('c', 1, null)];
    await old.insertInto('handOverDisputes').values(disputes).execute();

    await migrate(database, clock);

    const rows = await old.selectFrom('handOverDisputes').selectAll().orderBy('id').execute();
    expect(rows).toEqual(
      disputes.map((one, index) => ({
        ...{ ...one, settlementReason: null, settledAs: ['AGREED', 'DECIDED', null][index] },
      })),
    );
    expect(await old.selectFrom('handOverSettlements').selectAll().execute()).toEqual([]);
    await database.destroy();
  });
});
