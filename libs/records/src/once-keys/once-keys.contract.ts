import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY, MINUTE } from '@lenglian/quantities';
import { CommitWatch } from '../database/commit-watch.ts';
import { addTestUser, TESTER, type TestRecords } from '../testing.ts';
import type { Records } from '../records.ts';
import {
  AnswerNotKeptError,
  OnceKeyInUseError,
  OnceKeyReusedError,
  OnceKeysExhaustedError,
  OutcomeUnknownError,
} from './once-key-errors.ts';
import type { OnceRequest } from './once-keys.ts';

const ANSWER = { status: 200, mediaType: 'application/json', body: '{"name":"香梨"}' };
const sha = (digit: string): string => digit.repeat(64);

/** What every database must do so that a request is done once. */
export function describeOnceKeys(open: () => Promise<TestRecords>): void {
  describe('keys of requests that are done once', () => {
    let test: TestRecords;
    let records: Records;
    let first: OnceRequest;

    beforeEach(async () => {
      test = await open();
      ({ records } = test);
      const { id: userId } = await addTestUser(records);
      const now = test.clock.now();
      first = { userId, keySha256: sha('a'), requestHmac: sha('1'), now, keysMax: 10 };
    });
    afterEach(() => test.dispose());

    const take = async (request: OnceRequest, by = records): Promise<string> => {
      const taken = await by.onceKeys.take(request);
      if (!('claimId' in taken)) throw new RangeError('the key was taken before');
      return taken.claimId;
    };

    it('give the answer again, and only for the same request', async () => {
      await records.onceKeys.keep(first.userId, await take(first), ANSWER);
      expect(await records.onceKeys.take({ ...first, now: first.now + DAY - 1 })).toEqual({
        answer: ANSWER,
      });
      const other = records.onceKeys.take({ ...first, requestHmac: sha('2') });
      await expect(other).rejects.toBeInstanceOf(OnceKeyReusedError);
    });

    it('are taken by one of many at once, in whatever process', async () => {
      const other = await test.openAgain();
      const all = Array.from({ length: 10 }, (_, index) =>
        take(first, index % 2 ? other : records),
      );
      const outcomes = await Promise.allSettled(all);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
      for (const { reason } of refused) expect(reason).toBeInstanceOf(OnceKeyInUseError);
    });

    it('of different users have nothing to do with each other', async () => {
      const { id: userId } = await addTestUser(records, 'li');
      await records.onceKeys.keep(first.userId, await take(first), ANSWER);
      expect(await take({ ...first, userId, requestHmac: sha('2') })).toMatch(/^[0-9a-f-]{36}$/);
    });

    it('are free again when nothing was done', async () => {
      await records.onceKeys.free(first.userId, await take(first));
      await take({ ...first, requestHmac: sha('2') });
    });

    it('stay taken when nobody knows what was done', async () => {
      await take(first);
      const later = { ...first, now: first.now + MINUTE };
      await expect(take(later)).rejects.toBeInstanceOf(OutcomeUnknownError);
      const second = { ...first, keySha256: sha('b') };
      await records.onceKeys.giveUp(first.userId, await take(second));
      await expect(take(second)).rejects.toBeInstanceOf(OutcomeUnknownError);
      await expect(take({ ...second, requestHmac: sha('2') })).rejects.toBeInstanceOf(
        OnceKeyReusedError,
      );
    });

    it('tell that it was done where the answer was not kept', async () => {
      await records.onceKeys.keep(first.userId, await take(first), undefined);
      await expect(take(first)).rejects.toBeInstanceOf(AnswerNotKeptError);
    });

    it('end after a day, and leave nothing behind', async () => {
      const keys = ['a', 'b', 'c'].map((digit) => ({ ...first, keySha256: sha(digit) }));
      for (const key of keys) await records.onceKeys.keep(first.userId, await take(key), ANSWER);
      const [a, b, c] = keys.map((key) => ({ ...key, now: first.now + DAY, keysMax: 3 }));
      for (const key of [a, b, c]) if (key) await take({ ...key, requestHmac: sha('2') });
    });

    it('are as many as a user may have, and no more; one that stands is still answered', async () => {
      await records.onceKeys.keep(first.userId, await take(first), ANSWER);
      const second = { ...first, keySha256: sha('b'), now: first.now + 5, keysMax: 2 };
      await take(second);
      const third = { ...second, keySha256: sha('c') };
      await expect(take(third)).rejects.toMatchObject({ freeAt: first.now + DAY });
      await expect(take(third)).rejects.toBeInstanceOf(OnceKeysExhaustedError);
      expect(await records.onceKeys.take({ ...first, keysMax: 2 })).toEqual({ answer: ANSWER });
      await take({ ...third, now: first.now + DAY });
    });

    it('are nothing that happened: the audit has no line of them', async () => {
      const lines = async () => (await records.audit.list({ limit: 100 })).items.length;
      const before = await lines();
      await records.onceKeys.keep(first.userId, await take(first), ANSWER);
      expect(await lines()).toBe(before);
    });
  });

  describe('a watch for commits', () => {
    let test: TestRecords;
    beforeEach(async () => {
      test = await open();
    });
    afterEach(() => test.dispose());

    it('sees a change that was committed before the work failed, and none of others', async () => {
      const { records } = test;
      const [watch, idle] = [new CommitWatch(), new CommitWatch()];
      const failing = watch.run(async () => {
        await addTestUser(records);
        throw new RangeError('later');
      });
      const told = expect(failing).rejects.toThrow('later');
      await idle.run(() => records.users.count());
      await told;
      expect([watch.mayHaveCommitted, idle.mayHaveCommitted]).toEqual([true, false]);
    });

    it('sees nothing where the change was refused', async () => {
      const watch = new CommitWatch();
      const refused = watch.run(() => test.records.devices.revoke(TESTER, 'nobody'));
      await expect(refused).rejects.toThrow('nobody');
      expect(watch.mayHaveCommitted).toBe(false);
    });
  });
}
