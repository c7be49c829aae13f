import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { InvalidRecordError, NotFoundError } from '../records-errors.ts';
import type { Records } from '../records.ts';
import { addTestJourneys, TESTER, TEST_START, type TestRecords } from '../testing.ts';
import { LOT_LINK_LASTS_MAX, LOT_LINKS_MAX, type NewLotLink } from './lot-link.ts';

const HOUR = 3_600_000;

/** What every database must do about links that show a lot. */
export function describeLotLinks(open: () => Promise<TestRecords>): void {
  describe('links of a lot', () => {
    let test: TestRecords;
    let records: Records;
    let lotId: string;
    let otherId: string;

    beforeEach(async () => {
      test = await open();
      ({ records } = test);
      const { lotIds } = await addTestJourneys(records, TEST_START);
      [lotId, otherId] = [lotIds.get('LOT-1') ?? '', lotIds.get('LOT-2') ?? ''];
    });
    afterEach(() => test.dispose());

    const add = (change: Partial<NewLotLink> = {}) =>
      records.lotLinks.add(TESTER, {
        ...{ organisationId: 'demo', lotId, label: '长沙红星', validUntil: TEST_START + HOUR },
        ...change,
      });

    it('open by their token until they end, in another process as well', async () => {
      const { link, token } = await add();
      expect(link).toMatchObject({ createdBy: TESTER.id, createdAt: TEST_START, revokedAt: null });
      const other = await test.openAgain();
      for (const handle of [records, other]) {
        expect(await handle.lotLinks.open(token, TEST_START + HOUR - 1)).toEqual(link);
        expect(await handle.lotLinks.open(token, TEST_START + HOUR)).toBeUndefined();
      }
      // Of a key that another process made up.
      expect(
        await records.lotLinks.open((await other.lotLinks.add(TESTER, link)).token, 0),
      ).toEqual(expect.objectContaining({ lotId }));
    });

    it('do not open by a token that is not theirs', async () => {
      expect(await records.lotLinks.open('A'.repeat(72), TEST_START)).toBeUndefined();
      const { token } = await add();
      const changed = (token.startsWith('A') ? 'B' : 'A') + token.slice(1);
      for (const other of [changed, '', 'nothing', 'A'.repeat(72), `${token}A`])
        expect(await records.lotLinks.open(other, TEST_START)).toBeUndefined();
    });

    it('end for good when they are revoked, once, and no other with them', async () => {
      const [{ link, token }, { token: second }] = [await add(), await add()];
      test.clock.advanceTo(TEST_START + 1);
      const revoked = await records.lotLinks.revoke(TESTER, link.id);
      expect(revoked).toEqual({ ...link, revokedAt: TEST_START + 1 });
      test.clock.advanceTo(TEST_START + 2);
      expect(await records.lotLinks.revoke(TESTER, link.id)).toEqual(revoked);
      expect(await records.lotLinks.open(token, TEST_START)).toBeUndefined();
      expect(await records.lotLinks.open(second, TEST_START)).toBeDefined();
      await expect(records.lotLinks.revoke(TESTER, 'none')).rejects.toBeInstanceOf(NotFoundError);
    });

    it('are of a lot that one has, for a time that is ahead and not too long', async () => {
      await expect(add({ lotId: 'none' })).rejects.toBeInstanceOf(NotFoundError);
      await records.organisations.ensure(TESTER, { id: 'buyer', nameZh: '买', nameEn: 'Buyer' });
      await expect(add({ organisationId: 'buyer' })).rejects.toBeInstanceOf(NotFoundError);
      for (const validUntil of [TEST_START, TEST_START + LOT_LINK_LASTS_MAX + 1])
        await expect(add({ validUntil })).rejects.toBeInstanceOf(InvalidRecordError);
      await add({ validUntil: TEST_START + LOT_LINK_LASTS_MAX });
      expect((await records.lotLinks.list({ lotId, limit: 9 })).items).toHaveLength(1);
    });

    it('are so many at most that stand at once', async () => {
      const made = [];
      for (let count = 0; count < LOT_LINKS_MAX; count++) made.push(await add());
      await expect(add()).rejects.toBeInstanceOf(InvalidRecordError);
      await add({ lotId: otherId });
      await records.lotLinks.revoke(TESTER, made[0]?.link.id ?? '');
      await add();
      test.clock.advanceTo(TEST_START + HOUR);
      await add({ validUntil: TEST_START + 2 * HOUR });
    });

    it('are listed by their lot, page by page, and never with what opens them', async () => {
      const [first, second, { token }] = [await add(), await add(), await add({ lotId: otherId })];
      const page = await records.lotLinks.list({ lotId, limit: 1 });
      expect(page.items).toEqual([first.link]);
      const rest = { lotId, limit: 1, cursor: page.nextCursor ?? undefined };
      expect(await records.lotLinks.list(rest)).toEqual({ items: [second.link], nextCursor: null });
      expect(await records.lotLinks.get(first.link.id)).toEqual(first.link);
      const audit = await records.audit.list({ limit: 99, entity: 'lotLink' });
      expect(audit.items.map(({ action }) => action)).toEqual(Array(3).fill('lotLink.add'));
      const all = JSON.stringify([page, await records.audit.list({ limit: 99 })]);
      for (const secret of [first.token, second.token, token])
        expect(all).not.toContain(secret.slice(30));
    });
  });
}
