import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AlreadyExistsError } from '../records-errors.ts';
import type { Records } from '../records.ts';
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

    it('keeps password hashes out of the audit', async () => {
      const user = await addTestUser(records);
      await records.users.setPasswordHash(TESTER, user.id, 'other-hash');
      expect((await records.users.get(user.id))?.passwordHash).toBe('other-hash');
      const audit = JSON.stringify(await records.audit.list({ limit: 100 }));
      expect(audit).toContain('user.setPassword');
      expect(audit).not.toContain('-hash');
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
      const uses = await Promise.all([
        records.sessions.useOneTimeLink(HASH, test.clock.now()),
        records.sessions.useOneTimeLink(HASH, test.clock.now()),
      ]);
      expect(uses.filter((use) => use !== undefined)).toEqual([session]);
      expect(await records.sessions.useOneTimeLink(HASH, test.clock.now())).toBeUndefined();
    });
  });
}
