import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AlreadyExistsError, LastAdminError } from '../records-errors.ts';
import type { Records } from '../records.ts';
import { ensureAdmin } from './first-start.ts';
import { addTestUser, TESTER, type TestRecords } from '../testing.ts';

const HASH = 'a'.repeat(64);
const HOUR = 3_600_000;

/** What every database must do for this part of the records. */
export function describeAccounts(open: () => Promise<TestRecords>): void {
  describe('users and sessions', () => {
    let test: TestRecords;
    let records: Records;

    beforeEach(async () => {
      test = await open();
      ({ records } = test);
    });
    afterEach(() => test.dispose());

    it('finds a user by id and by name, and refuses the name a second time', async () => {
      const user = await addTestUser(records);
      expect(await records.users.get(user.id)).toEqual(user);
      expect(await records.users.findByUsername('wang')).toEqual(user);
      expect(await records.users.count()).toBe(1);
      await expect(addTestUser(records)).rejects.toBeInstanceOf(AlreadyExistsError);
    });

    it('has one administrator of two processes that start for the first time at once', async () => {
      const other = await test.openAgain();
      const [first, second] = await Promise.all([ensureAdmin(records), ensureAdmin(other)]);
      expect(second.userId).toBe(first.userId);
      expect([first, second].filter(({ madeUpPassword }) => madeUpPassword !== null)).toHaveLength(
        1,
      );
      expect(await records.users.count()).toBe(1);
    });

    it('keeps password hashes out of the audit', async () => {
      const user = await addTestUser(records);
      await records.users.change(TESTER, user.id, { passwordHash: 'other-hash' });
      expect((await records.users.get(user.id))?.passwordHash).toBe('other-hash');
      const audit = JSON.stringify(await records.audit.list({ limit: 100 }));
      expect(audit).toContain('user.setPassword');
      expect(audit).not.toContain('-hash');
    });

    it('signs a user out who gets another role or password, or is disabled', async () => {
      const { id } = await addTestUser(records);
      const expiresAt = test.clock.now() + HOUR;
      const isSignedIn = async (token: string) =>
        (await records.sessions.find(token, test.clock.now())) !== undefined;
      const [first, second] = ['1'.repeat(64), '2'.repeat(64)];
      const signIn = async (token: string) =>
        records.sessions.open(token, { userId: id, expiresAt });
      await signIn(first);
      await records.users.change(TESTER, id, { displayName: '王五' });
      expect(await isSignedIn(first)).toBe(true);
      for (const change of [{ role: 'viewer' as const }, { isDisabled: true }]) {
        await signIn(second);
        const { endedTokensSha256 } = await records.users.change(TESTER, id, change);
        expect(endedTokensSha256).toContain(second);
        expect(await isSignedIn(second)).toBe(false);
      }
      await records.users.change(TESTER, id, { isDisabled: false });
      await signIn(first);
      await signIn(second);
      await records.users.change(TESTER, id, { passwordHash: 'new' });
      expect([await isSignedIn(first), await isSignedIn(second)]).toEqual([false, false]);
    });

    it('keeps one administrator who can sign in, in each organisation', async () => {
      const { id } = await addTestUser(records);
      await records.users.change(TESTER, id, { role: 'admin' });
      const other = await addTestUser(records, 'li');
      for (const change of [{ role: 'viewer' as const }, { isDisabled: true }])
        await expect(records.users.change(TESTER, id, change)).rejects.toBeInstanceOf(
          LastAdminError,
        );
      await records.users.change(TESTER, other.id, { role: 'admin' });
      await records.users.change(TESTER, id, { isDisabled: true });
      await expect(
        records.users.change(TESTER, other.id, { role: 'quality' }),
      ).rejects.toBeInstanceOf(LastAdminError);
    });

    it('keeps one even when two administrators lock each other out at once', async () => {
      const [wang, li] = [await addTestUser(records), await addTestUser(records, 'li')];
      for (const { id } of [wang, li]) await records.users.change(TESTER, id, { role: 'admin' });
      const outcomes = await Promise.allSettled([
        records.users.change(wang, li.id, { isDisabled: true }),
        records.users.change(li, wang.id, { role: 'viewer' }),
      ]);
      const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(refused.map(({ reason }) => reason as unknown)).toEqual([expect.any(LastAdminError)]);
      const { items } = await records.users.list({ organisationId: 'demo', limit: 9 });
      expect(items.filter((user) => user.role === 'admin' && !user.isDisabled)).toHaveLength(1);
    });

    it('ends the sign-in links of whoever gets another password', async () => {
      const { id: userId } = await addTestUser(records);
      const now = test.clock.now();
      await records.sessions.addOneTimeLink(HASH, { userId, expiresAt: now + HOUR });
      await records.users.change(TESTER, userId, { passwordHash: 'new' });
      expect(await records.sessions.useOneTimeLink(HASH, now)).toBeUndefined();
    });

    it('lists the users of an organisation', async () => {
      await addTestUser(records);
      const { items } = await records.users.list({ organisationId: 'demo', limit: 10 });
      expect(items.map(({ username }) => username)).toEqual(['wang']);
      expect((await records.users.list({ organisationId: 'other', limit: 10 })).items).toEqual([]);
    });

    it('ends a session when it expires or is closed', async () => {
      const { id: userId } = await addTestUser(records);
      const expiresAt = test.clock.now() + HOUR;
      await records.sessions.open(HASH, { userId, expiresAt });
      expect(await records.sessions.find(HASH, expiresAt - 1)).toEqual({ userId, expiresAt });
      expect(await records.sessions.find(HASH, expiresAt)).toBeUndefined();
      await records.sessions.close(HASH);
      expect(await records.sessions.find(HASH, expiresAt - 1)).toBeUndefined();
    });

    it('lets a one-time link be used once, even by two at the same time', async () => {
      const { id: userId } = await addTestUser(records);
      const session = { userId, expiresAt: test.clock.now() + HOUR };
      await records.sessions.addOneTimeLink(HASH, session);
      expect(await records.sessions.find(HASH, test.clock.now())).toBeUndefined();
      const other = await test.openAgain();
      const uses = await Promise.all(
        [records, records, other, other].map((handle) =>
          handle.sessions.useOneTimeLink(HASH, test.clock.now()),
        ),
      );
      expect(uses.filter((use) => use !== undefined)).toEqual([session]);
      expect(await records.sessions.useOneTimeLink(HASH, test.clock.now())).toBeUndefined();
    });
  });
}
