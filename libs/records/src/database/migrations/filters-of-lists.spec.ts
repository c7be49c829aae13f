import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sql, type Kysely } from 'kysely';
import { migrate, MIGRATIONS } from '../migrate.ts';
import type { RecordsSchema } from '../schema.ts';
import { openSqlite } from '../sqlite-database.ts';

const clock = { now: () => 1 };

describe('lots of the version before filters', () => {
  let database: Kysely<RecordsSchema>;

  beforeEach(async () => {
    database = openSqlite(':memory:');
    const before = MIGRATIONS.findIndex(({ name }) => name === '0023-filters-of-lists');
    await migrate(database, clock, MIGRATIONS.slice(0, before));
    const old = database as unknown as Kysely<Record<string, Record<string, unknown>>>;
    await old
      .insertInto('organisations')
      .values({ id: 'demo', nameZh: '演示', nameEn: 'Demo', createdAt: 1 })
      .execute();
    for (const id of ['A-1', 'B-1'])
      await old
        .insertInto('lots')
        .values({ id, organisationId: 'demo', code: id, commodityCode: 'PEAR' })
        .execute();
    await migrate(database, clock);
  });
  afterEach(() => database.destroy());

  const lots = () => database.selectFrom('lots').select('id').where('organisationId', '=', 'demo');
  const planOf = async (query: ReturnType<typeof lots>): Promise<string> => {
    const compiled = query.orderBy('id').limit(101).compile();
    const plan = sql`explain query plan `;
    const values = compiled.parameters.map((value) => sql.lit(value));
    const pieces = compiled.sql.split('?').map((piece) => sql.raw(piece));
    const whole = pieces.flatMap((piece, index) => [piece, values[index] ?? sql.raw('')]);
    const { rows } = await sql<{ detail: string }>`${plan}${sql.join(whole, sql.raw(''))}`.execute(
      database,
    );
    return rows.map(({ detail }) => detail).join('\n');
  };

  it('are there, and found by how their code begins out of an index', async () => {
    const search = lots().where('code', '>=', 'B').where('code', '<', 'C');
    expect(await search.execute()).toEqual([{ id: 'B-1' }]);
    expect(await planOf(search)).toContain('COVERING INDEX lotsByCodeOrganisationIdId');
  });

  it('are found by their goods in the order of the list, without sorting', async () => {
    const plan = await planOf(lots().where('commodityCode', '=', 'PEAR'));
    expect(plan).toContain('lotsByCommodityCodeOrganisationIdId');
    expect(plan).not.toContain('TEMP B-TREE');
  });

  it('are listed without a filter in the order of their ids, and never all sorted', async () => {
    expect(await planOf(lots())).not.toContain('TEMP B-TREE');
  });
});
