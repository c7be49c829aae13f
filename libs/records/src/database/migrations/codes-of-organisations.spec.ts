import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sql, type Kysely } from 'kysely';
import { migrate, MIGRATIONS } from '../migrate.ts';
import { findPostgres, startPostgres, type RunningPostgres } from '../../postgres-server.ts';
import { openPostgres } from '../postgres-database.ts';
import type { RecordsSchema } from '../schema.ts';
import { openSqlite } from '../sqlite-database.ts';

const clock = { now: () => 1 };
const STEP = '0026-codes-of-organisations';

type Database = Kysely<RecordsSchema>;
type Old = Kysely<Record<string, Record<string, unknown>>>;

const isPossible = findPostgres() !== undefined || process.env['REQUIRE_ALL'] === '1';
let server: RunningPostgres | undefined;

const kinds: [string, () => Promise<Database>][] = [
  ['SQLite', () => Promise.resolve(openSqlite(':memory:'))],
  [
    'PostgreSQL',
    async () => {
      server = await startPostgres();
      return openPostgres(await server.database('before-codes'));
    },
  ],
];

describe.each(kinds.filter(([name]) => name === 'SQLite' || isPossible))(
  'rows of the version before codes were of organisations, on %s',
  (name, open) => {
    let database: Database;

    beforeEach(async () => {
      database = await open();
      const before = MIGRATIONS.findIndex((step) => step.name === STEP);
      await migrate(database, clock, MIGRATIONS.slice(0, before));
      await fill(database as unknown as Old);
      await migrate(database, clock);
    }, 60_000);
    afterEach(async () => {
      await database.destroy();
      await server?.stop();
      server = undefined;
    });

    const insert = (table: string, values: Record<string, unknown>) =>
      (database as unknown as Old).insertInto(table).values(values).execute();

    it('are all there, with what refers to them', async () => {
      expect(await database.selectFrom('places').select(['code', 'revision']).execute()).toEqual([
        { code: 'A', revision: 3 },
        { code: 'B', revision: 1 },
      ]);
      expect(await database.selectFrom('runLegs').selectAll().execute()).toMatchObject([
        { runId: 'run', fromPlaceCode: 'A', toPlaceCode: 'B', departedAt: null },
      ]);
      expect(await database.selectFrom('lots').selectAll().execute()).toMatchObject([
        { id: 'lot', code: 'L', waybillNumber: 'W', packageCount: 7 },
      ]);
      const parts = database.selectFrom('units').where('wholeUnitId', '=', 'unit');
      expect(await parts.select('code').execute()).toEqual([{ code: 'U/1' }]);
    });

    it('share their codes with another organisation, and never within one', async () => {
      const place = { nameZh: '', nameEn: '', latitudeDegrees: 1, longitudeDegrees: 1 };
      const a = { ...place, details: '{}', code: 'A' };
      await insert('places', { ...a, id: 'p3', organisationId: 'other' });
      await insert('units', { id: 'u3', organisationId: 'other', code: 'U', kind: 'reefer' });
      await expect(insert('places', { ...a, id: 'p4', organisationId: 'demo' })).rejects.toThrow(
        /unique/i,
      );
      await expect(
        insert('lots', { id: 'l2', organisationId: 'demo', code: 'L', commodityCode: 'P' }),
      ).rejects.toThrow(/unique/i);
    });

    it('still refuse what refers to nothing', async () => {
      await expect(
        insert('units', { id: 'u4', organisationId: 'nobody', code: 'V', kind: 'reefer' }),
      ).rejects.toThrow(/foreign key/i);
      const placement = { lotId: 'none', unitId: 'unit', profileId: 'none', validFrom: 1 };
      await expect(
        insert('lotPlacements', { ...placement, id: 'x', organisationId: 'demo', recordedAt: 1 }),
      ).rejects.toThrow(/foreign key/i);
    });

    it('keep their indexes', async () => {
      const names =
        name === 'SQLite'
          ? sql<{ name: string }>`select name from sqlite_master where type = 'index'`
          : sql<{ name: string }>`select indexname as name from pg_indexes`;
      const { rows } = await names.execute(database);
      expect(rows.map((row) => row.name)).toEqual(
        expect.arrayContaining([
          ...['lotsByWaybillNumber', 'lotsByCommodityCodeOrganisationIdId', 'unitsByWhole'],
          ...[
            'runsByState',
            'runLegsByOrdinalPlannedDepartureAtRunId',
            'placesByCodeOrganisationId',
          ],
        ]),
      );
    });
  },
);

async function fill(old: Old): Promise<void> {
  const insert = (table: string, values: Record<string, unknown>) =>
    old
      .insertInto(table)
      .values({ organisationId: 'demo', ...values })
      .execute();
  for (const id of ['demo', 'other'])
    await old
      .insertInto('organisations')
      .values({ id, nameZh: id, nameEn: id, createdAt: 1 })
      .execute();
  const named = { nameZh: '', nameEn: '' };
  const place = { ...named, latitudeDegrees: 1, longitudeDegrees: 1, details: '{}' };
  await insert('places', { ...place, id: 'p1', code: 'A', revision: 3 });
  await insert('places', { ...place, id: 'p2', code: 'B' });
  await insert('services', { ...named, id: 's', code: 'S', details: '{}' });
  const run = { ...named, code: 'R', serviceCode: 'S', state: 'PLANNED' };
  await insert('runs', { ...run, id: 'run' });
  const leg = { ordinal: 0, mode: 'RAIL', plannedDepartureAt: 1, plannedArrivalAt: 2 };
  const ends = { fromPlaceCode: 'A', toPlaceCode: 'B' };
  await insert('runLegs', { ...leg, ...ends, id: 'leg', runId: 'run' });
  await insert('units', { id: 'unit', code: 'U', kind: 'store' });
  await insert('units', { id: 'part', code: 'U/1', kind: 'store', wholeUnitId: 'unit' });
  const details = { waybillNumber: 'W', packageCount: 7 };
  await insert('lots', { ...details, id: 'lot', code: 'L', commodityCode: 'P' });
  const profile = { code: 'P', version: 1, validFrom: 0, definition: '{}', details: '{}' };
  await insert('profiles', { ...profile, id: 'profile' });
  const placement = { lotId: 'lot', unitId: 'part', profileId: 'profile', validFrom: 1 };
  await insert('lotPlacements', { ...placement, id: 'placement', recordedAt: 1 });
}
