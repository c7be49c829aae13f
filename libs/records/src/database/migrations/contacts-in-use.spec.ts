import { describe, expect, it } from '@jest/globals';
import type { Kysely } from 'kysely';
import { migrate, MIGRATIONS } from '../migrate.ts';
import { openSqlite } from '../sqlite-database.ts';
import { contactsInUse } from './0037-contacts-in-use.ts';

/** Made at 1,787,443,200,123 ms, as RFC 9562 writes it. */
const MADE_AT = 1_787_443_200_123;
const ID = `${MADE_AT.toString(16)
  .padStart(12, '0')
  .replace(/^(.{8})/, '$1-')}-7000-8000-000000000000`;

describe('contacts of the version before their names went by schedule', () => {
  it('are kept as if they had last been used when they were added', async () => {
    const database = openSqlite(':memory:');
    const clock = { now: () => 1 };
    await migrate(database, clock, MIGRATIONS.slice(0, MIGRATIONS.indexOf(contactsInUse)));
    const old = database as unknown as Kysely<Record<string, Record<string, unknown>>>;
    const contact = {
      ...{ id: ID, organisationId: 'demo', subjectKind: 'unit', subjectId: 'u', role: 'DRIVER' },
      ...{ name: '买买提', phone: '+8613912345678', language: 'ug' },
    };
    await old.insertInto('contacts').values(contact).execute();

    await migrate(database, clock);

    const [row] = await old.selectFrom('contacts').selectAll().execute();
    expect(row).toMatchObject({ ...contact, usedAt: MADE_AT });
    await database.destroy();
  });
});
