import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { openPostgres } from './database/postgres-database.ts';
import { openRecords } from './open-records.ts';
import { findPostgres, startPostgres, type RunningPostgres } from './postgres-server.ts';
import { RecordsBusyError, RecordsUnreachableError } from './records-errors.ts';
import { describeRecords } from './records.contract.ts';
import { addTestJourneys, openTestRecords, TESTER, type TestRecords } from './testing.ts';

/** Breaks every other connection to the database, as a restart does; waits until it is done. */
const END_OTHER_SESSIONS = `
  select pg_terminate_backend(pid, 5000) from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid()`;

const TEXTS_SORTED_OTHERWISE = `
  select table_name, column_name from information_schema.columns
  where table_schema = 'public' and data_type = 'text' and collation_name is distinct from 'C'`;

const isPossible = findPostgres() !== undefined || process.env['REQUIRE_ALL'] === '1';
const describePostgres = isPossible ? describe : describe.skip;

describePostgres('a real PostgreSQL', () => {
  let server: RunningPostgres;
  let databases = 0;

  beforeAll(async () => {
    server = await startPostgres();
    // Brought up to date once; every test gets a copy.
    const url = await server.database('up-to-date');
    const records = await openRecords({ url, dataDirectory: '/nowhere', clock: { now: () => 1 } });
    await records.close();
  }, 60_000);
  afterAll(() => server.stop());

  const nextDatabase = (template?: string): Promise<string> =>
    server.database(`test-${(databases += 1)}`, template);
  /** Records on a database of their own, which is dropped with them: hundreds would take gigabytes. */
  const open = async (): Promise<TestRecords> => {
    const url = await nextDatabase('up-to-date');
    const test = await openTestRecords({ url });
    return {
      ...test,
      async dispose() {
        await test.dispose();
        await server.drop(url);
      },
    };
  };

  describeRecords('PostgreSQL', open);

  describe('several processes', () => {
    let test: TestRecords;
    afterEach(() => test.dispose());

    it('may open a new database at once', async () => {
      const url = await nextDatabase();
      const all = await Promise.all([1, 2, 3].map(() => openTestRecords({ url })));
      const [first, ...others] = all;
      if (!first) throw new RangeError('three were opened');
      test = first;
      expect(await Promise.all(all.map(({ records }) => records.users.count()))).toEqual([0, 0, 0]);
      for (const other of others) await other.dispose();
    });

    it('read while others hold up every change, and the changes are told that it is busy', async () => {
      const url = await nextDatabase('up-to-date');
      test = await openTestRecords({ url });
      const { records } = test;
      await addTestJourneys(records, test.clock.now(), 1);
      const other = openPostgres(url);
      const isHeld = Promise.withResolvers<void>();
      const isRead = Promise.withResolvers<void>();
      const holding = other.transaction().execute(async () => {
        isHeld.resolve();
        await isRead.promise;
      });
      await isHeld.promise;
      const changes = Array.from({ length: 12 }, () =>
        records.devices.rotate(TESTER, 'RFR-1', 'b'.repeat(64)),
      );
      const told = Promise.allSettled(changes);
      expect(await Promise.race([records.users.count(), ...changes])).toBe(0);
      for (const outcome of await told) {
        expect(outcome).toMatchObject({ reason: expect.any(RecordsBusyError) as unknown });
      }
      isRead.resolve();
      await holding;
      await other.destroy();
    }, 20_000);

    it.each(['read committed', 'serializable'])(
      'lose no change at once, by default %s',
      async (level) => {
        const url = await nextDatabase('up-to-date');
        const name = new URL(url).pathname.slice(1);
        const setting = `set default_transaction_isolation = '${level}'`;
        await server.run(url, `alter database "${name}" ${setting}`);
        test = await openTestRecords({ url });
        const { records } = test;
        await addTestJourneys(records, test.clock.now(), 1);
        const shell = await test.openAgain();
        const before = await records.devices.accessVersion();
        const rotate = (handle: typeof records, times: number) =>
          Array.from({ length: times }, () =>
            handle.devices.rotate(TESTER, 'RFR-1', 'b'.repeat(64)),
          );
        await Promise.all([...rotate(records, 20), ...rotate(shell, 20)]);
        expect(await records.devices.accessVersion()).toBe(before + 40);
      },
    );
  });

  it('has every text sorted by its bytes, whatever the language of the database', async () => {
    const url = await nextDatabase();
    await (await openTestRecords({ url })).dispose();
    expect(await server.run(url, TEXTS_SORTED_OTHERWISE)).toEqual([]);
  });

  it('whose connection breaks in the middle of a change fails that change alone', async () => {
    const url = await nextDatabase('up-to-date');
    const database = openPostgres(url);
    const users = (reading: Pick<typeof database, 'selectFrom'>) =>
      reading.selectFrom('users').selectAll().execute();
    const change = database.transaction().execute(async (transaction) => {
      await users(transaction);
      await server.run(url, END_OTHER_SESSIONS);
      await users(transaction);
    });
    await expect(change).rejects.toBeInstanceOf(RecordsUnreachableError);
    expect(await users(database)).toEqual([]);
    await database.destroy();
  });

  it('that is not there is told by its place, without the password', async () => {
    const url = 'postgres://wang:secret@127.0.0.1:1/records';
    const opening = openRecords({ url, dataDirectory: '/nowhere', clock: { now: () => 1 } });
    await expect(opening).rejects.toBeInstanceOf(RecordsUnreachableError);
    await expect(opening).rejects.toThrow(/^127\.0\.0\.1:1\/records: (?!.*secret)/);
  });
});
