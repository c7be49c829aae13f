import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Right } from '@lenglian/rights';
import { sha256Hex } from '../accounts/tokens.ts';
import { InvalidRecordError, NotFoundError } from '../records-errors.ts';
import type { Records, UserRecord } from '../records.ts';
import { addTestUser, TESTER, TEST_START, type TestRecords } from '../testing.ts';
import {
  API_TOKEN_LASTS_MAX,
  API_TOKENS_MAX,
  LAST_USE_WRITTEN_EVERY,
  type NewApiToken,
} from './api-token.ts';

const HOUR = 3_600_000;

/** What every database must do about tokens of users' programs. */
export function describeTokens(open: () => Promise<TestRecords>): void {
  describe('tokens', () => {
    let test: TestRecords;
    let records: Records;
    /** An operator. */
    let user: UserRecord;

    beforeEach(async () => {
      test = await open();
      ({ records } = test);
      user = await addTestUser(records);
    });
    afterEach(() => test.dispose());

    let made = 0;
    const hash = () => sha256Hex(`token ${(made += 1)}`);
    const add = (change: Partial<NewApiToken> = {}) =>
      records.tokens.add(user, {
        ...{ userId: user.id, name: '报表', tokenSha256: hash(), scopes: ['readings.read'] },
        expiresAt: TEST_START + HOUR,
        ...change,
      });
    const stands = async (tokenSha256: string, at = test.clock.now()) =>
      (await records.tokens.find(tokenSha256, at)) !== undefined;

    it('are found by their hash until they expire, and never told with it', async () => {
      const tokenSha256 = hash();
      const token = await add({ tokenSha256, scopes: ['alerts.read', 'journeys.read'] });
      expect(token).toMatchObject({
        ...{ userId: user.id, organisationId: 'demo', createdAt: TEST_START, lastUsedAt: null },
        scopes: ['journeys.read', 'alerts.read'],
      });
      expect(await records.tokens.find(tokenSha256, TEST_START + HOUR - 1)).toEqual(token);
      expect(await stands(tokenSha256, TEST_START + HOUR)).toBe(false);
      expect(await stands(hash())).toBe(false);
      expect(await records.tokens.get(token.id)).toEqual(token);
      const audit = await records.audit.list({ limit: 99 });
      expect(audit.items.at(-1)).toMatchObject({ action: 'token.add', actor: user.id });
      expect(JSON.stringify([token, audit])).not.toContain(tokenSha256);
    });

    it('end for good when they are revoked, once', async () => {
      const tokenSha256 = hash();
      const token = await add({ tokenSha256 });
      const other = hash();
      await add({ tokenSha256: other });
      test.clock.advanceTo(TEST_START + 1);
      const revoked = await records.tokens.revoke(user, token.id);
      expect(revoked).toEqual({ token: { ...token, revokedAt: TEST_START + 1 }, tokenSha256 });
      test.clock.advanceTo(TEST_START + 2);
      expect(await records.tokens.revoke(user, token.id)).toEqual(revoked);
      expect([await stands(tokenSha256), await stands(other)]).toEqual([false, true]);
      await expect(records.tokens.revoke(user, 'none')).rejects.toBeInstanceOf(NotFoundError);
    });

    it('end with the password, the role and the account of their user, as sessions do', async () => {
      const li = await addTestUser(records, 'li');
      const ofLi = hash();
      await add({ userId: li.id, tokenSha256: ofLi });
      for (const change of [
        { passwordHash: 'new' },
        { role: 'quality' as const },
        { isDisabled: true },
      ]) {
        const [tokenSha256, over] = [hash(), hash()];
        const { id } = await add({ tokenSha256 });
        await add({ tokenSha256: over, expiresAt: test.clock.now() + 1 });
        test.clock.advanceTo(test.clock.now() + 1);
        const changed = await records.users.change(TESTER, user.id, change);
        expect(changed.endedTokensSha256).toEqual([tokenSha256]);
        expect(await stands(tokenSha256, TEST_START)).toBe(false);
        expect((await records.tokens.get(id))?.revokedAt).toBe(test.clock.now());
        const [line] = (await records.audit.list({ limit: 1, newestFirst: true })).items;
        expect(line?.after).toMatchObject({ sessionsEnded: 0, tokensEnded: 1 });
      }
      await records.users.change(TESTER, li.id, { displayName: '李四' });
      expect(await stands(ofLi)).toBe(true);
    });

    it('may do what their user may, and neither nothing nor what no token can', async () => {
      const refused: Right[][] = [[], ['audit.read'], ['journeys.read', 'devices.configure']];
      for (const scopes of refused)
        await expect(add({ scopes })).rejects.toBeInstanceOf(InvalidRecordError);
      await records.users.change(TESTER, user.id, { role: 'admin' });
      await add({ scopes: ['audit.read'] });
      const users = add({ scopes: ['users.manage'] });
      await expect(users).rejects.toBeInstanceOf(InvalidRecordError);
      await expect(add({ userId: 'none' })).rejects.toBeInstanceOf(NotFoundError);
      const { id } = await addTestUser(records, 'li');
      await records.users.change(TESTER, id, { isDisabled: true });
      await expect(add({ userId: id })).rejects.toBeInstanceOf(NotFoundError);
    });

    it('last a year at most, and so many of one user stand at once', async () => {
      for (const expiresAt of [TEST_START, TEST_START + API_TOKEN_LASTS_MAX + 1])
        await expect(add({ expiresAt })).rejects.toBeInstanceOf(InvalidRecordError);
      const first = await add({ expiresAt: TEST_START + API_TOKEN_LASTS_MAX });
      for (let count = 1; count < API_TOKENS_MAX; count++) await add();
      await expect(add()).rejects.toBeInstanceOf(InvalidRecordError);
      await records.tokens.revoke(user, first.id);
      await add();
      test.clock.advanceTo(TEST_START + HOUR);
      await add({ expiresAt: TEST_START + 2 * HOUR });
    });

    it('tell when they were last used, to within an hour and without a line in the audit', async () => {
      const { id } = await add();
      const lines = async () => (await records.audit.list({ limit: 99 })).items.length;
      const before = await lines();
      const used = async (at: number) => {
        await records.tokens.noteUse(id, at);
        return (await records.tokens.get(id))?.lastUsedAt;
      };
      expect(await used(TEST_START)).toBe(TEST_START);
      expect(await used(TEST_START + LAST_USE_WRITTEN_EVERY - 1)).toBe(TEST_START);
      const later = TEST_START + LAST_USE_WRITTEN_EVERY;
      expect(await used(later)).toBe(later);
      expect(await lines()).toBe(before);
    });

    it('are listed by their user, page by page', async () => {
      const [first, second] = [await add(), await add()];
      const li = await addTestUser(records, 'li');
      await add({ userId: li.id });
      const page = await records.tokens.list({ userId: user.id, limit: 1 });
      expect(page.items).toEqual([first]);
      const rest = { userId: user.id, limit: 1, cursor: page.nextCursor ?? undefined };
      expect(await records.tokens.list(rest)).toEqual({ items: [second], nextCursor: null });
    });
  });
}
