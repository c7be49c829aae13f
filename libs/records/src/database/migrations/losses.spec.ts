import { describe, expect, it } from '@jest/globals';
import { sql, type Kysely } from 'kysely';
import { migrate, MIGRATIONS } from '../migrate.ts';
import { openSqlite } from '../sqlite-database.ts';
import { losses } from './0049-losses.ts';

const clock = { now: () => 1 };
const HAND_OVER = {
  ...{ id: 'h', organisationId: 'demo', kind: 'DELIVERY', handedOverAt: 5, recordedAt: 5 },
  ...{ recordedBy: 'wang', fromName: '铁路', toName: '市场', photoSha256: '[]', conditions: '[]' },
};

describe('hand-overs of the version before losses were summed', () => {
  it('stay, and are found by their span in one index', async () => {
    const database = openSqlite(':memory:');
    await migrate(database, clock, MIGRATIONS.slice(0, MIGRATIONS.indexOf(losses)));
    const old = database as unknown as Kysely<Record<string, Record<string, unknown>>>;
    await old.insertInto('handOvers').values(HAND_OVER).execute();

    await migrate(database, clock);

    expect(await old.selectFrom('handOvers').selectAll().execute()).toMatchObject([HAND_OVER]);
    const { rows } = await sql<{ detail: string }>`explain query plan select id, fromName from
      handOvers where handedOverAt >= 1 and handedOverAt < 9 and organisationId = 'demo'`.execute(
      database,
    );
    expect(rows.map(({ detail }) => detail).join()).toContain('COVERING INDEX handOversOfSpan');
    await database.destroy();
  });
});
