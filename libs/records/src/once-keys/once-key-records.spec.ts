import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { DAY, SimulatedClock } from '@lenglian/quantities';
import type { Kysely } from 'kysely';
import { auditedWriter } from '../database/audited.ts';
import { IdentifierSource } from '../database/identifier-source.ts';
import { migrate } from '../database/migrate.ts';
import type { RecordsSchema } from '../database/schema.ts';
import { openSqlite } from '../database/sqlite-database.ts';
import { TEST_START } from '../testing.ts';
import { onceKeyRecords } from './once-key-records.ts';
import type { OnceKeyRecords } from './once-keys.ts';

const clock = new SimulatedClock(TEST_START);
let database: Kysely<RecordsSchema>;
let keys: OnceKeyRecords;

beforeEach(async () => {
  database = openSqlite(':memory:');
  await migrate(database, clock);
  const owner = { id: 'demo', nameZh: '演示', nameEn: 'Demo', createdAt: 1 };
  await database.insertInto('organisations').values(owner).execute();
  const user = { id: 'wang', organisationId: 'demo', username: 'wang', displayName: '王' };
  await database
    .insertInto('users')
    .values({ ...user, role: 'operator', passwordHash: '', isDisabled: 0, revision: 1 })
    .execute();
  keys = onceKeyRecords(auditedWriter(database, clock, new IdentifierSource(clock)));
});
afterEach(() => database.destroy());

const take = (key: number, now: number) =>
  keys.take({ userId: 'wang', keySha256: `${key}`, requestHmac: '', now, keysMax: 1_000 });

it('keys that have ended are removed as new ones come, the oldest first and not all at once', async () => {
  for (let key = 0; key < 250; key++) await take(key, TEST_START + key);
  const left: (number | undefined)[] = [];
  for (const later of [0, 1, 2, 3]) {
    await take(1_000 + later, TEST_START + DAY + 240 + later);
    const rows = await database
      .selectFrom('onceKeys')
      .select('takenAt')
      .orderBy('takenAt')
      .execute();
    left.push(rows.length, rows[0]?.takenAt);
  }
  expect(left.filter((_, index) => index % 2 === 0)).toEqual([151, 52, 10, 10]);
  expect(left[1]).toBe(TEST_START + 100);
});
