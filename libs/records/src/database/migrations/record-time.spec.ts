import { describe, expect, it } from '@jest/globals';
import type { Kysely } from 'kysely';
import { migrate } from '../migrate.ts';
import { openSqlite } from '../sqlite-database.ts';
import { firstTables } from './0001-first-tables.ts';

const clock = { now: () => 1 };

/** Made at 1,787,443,200,123 ms, as RFC 9562 writes it. */
const MADE_AT = 1_787_443_200_123;
const ID = `${MADE_AT.toString(16)
  .padStart(12, '0')
  .replace(/^(.{8})/, '$1-')}-7000-8000-000000000000`;

describe('the records of the first version', () => {
  it('know when their bindings were recorded, by the ids that these were given', async () => {
    const database = openSqlite(':memory:');
    await migrate(database, clock, [firstTables]);
    const old = database as unknown as Kysely<Record<string, Record<string, unknown>>>;
    const owned = { organisationId: 'demo' };
    const insert = (table: string, values: Record<string, unknown>) =>
      old.insertInto(table).values(values).execute();
    await insert('organisations', { id: 'demo', nameZh: '演示', nameEn: 'Demo', createdAt: 1 });
    await insert('units', { ...owned, id: 'unit', code: 'UNIT-1', kind: 'reefer' });
    await insert('devices', {
      ...{ ...owned, id: 'RFR-1', kind: 'reefer', tokenSha256: '0', isRevoked: 0 },
      ...{ samplingIntervalSeconds: 60, reportingIntervalSeconds: 300, configVersion: 1 },
      ...{ publishesFor: '[]', accessVersion: 1, configuredVersion: 1 },
    });
    await insert('deviceBindings', {
      ...{ ...owned, id: ID, deviceId: 'RFR-1', unitId: 'unit', validFrom: 5, validUntil: null },
    });

    await migrate(database, clock);

    const [binding] = await database.selectFrom('deviceBindings').selectAll().execute();
    expect(binding).toMatchObject({ id: ID, validFrom: 5, recordedAt: MADE_AT });
    expect(await database.selectFrom('pastDeviceBindings').selectAll().execute()).toEqual([]);
    await database.destroy();
  });
});
