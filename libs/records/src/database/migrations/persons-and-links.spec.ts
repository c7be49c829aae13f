import { describe, expect, it } from '@jest/globals';
import type { Kysely } from 'kysely';
import { migrate, MIGRATIONS } from '../migrate.ts';
import { openSqlite } from '../sqlite-database.ts';
import { personsAndLinks } from './0024-persons-and-links.ts';

const clock = { now: () => 1 };
const HAND_OVER = {
  ...{ id: 'h', organisationId: 'demo', kind: 'OUTBOUND', handedOverAt: 5, recordedAt: 5 },
  ...{ recordedBy: 'wang', fromName: '果园', toName: '铁路', photoSha256: '[]', conditions: '[]' },
};

describe('hand-overs of the version before links', () => {
  it('keep their names, as names that were not erased, and get pseudonyms', async () => {
    const database = openSqlite(':memory:');
    await migrate(database, clock, MIGRATIONS.slice(0, MIGRATIONS.indexOf(personsAndLinks)));
    const old = database as unknown as Kysely<Record<string, Record<string, unknown>>>;
    await old.insertInto('handOvers').values(HAND_OVER).execute();
    const beside = { organisationId: 'demo', handOverId: 'h' };
    const person = { ...beside, id: 'p', part: 'FROM', name: '张三' };
    await old.insertInto('handOverPersons').values(person).execute();
    const confirmation = { ...beside, id: 'c', side: 'FROM', confirmedBy: 'wang', confirmedAt: 5 };
    await old
      .insertInto('handOverConfirmations')
      .values({ ...confirmation, isOnPaper: 0 })
      .execute();

    await migrate(database, clock);

    const rows = async (table: string) => old.selectFrom(table).selectAll().execute();
    expect(await rows('handOverPersons')).toEqual([{ ...person, erasedAt: null, answerId: null }]);
    expect(await rows('handOverConfirmations')).toMatchObject([{ ...confirmation, isByLink: 0 }]);
    expect(await rows('pseudonymKeys')).toMatchObject([
      { organisationId: 'demo', key: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown },
    ]);
    await database.destroy();
  });
});
