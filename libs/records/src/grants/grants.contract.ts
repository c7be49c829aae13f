import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { InvalidRecordError, NotFoundError } from '../records-errors.ts';
import type { Records } from '../records.ts';
import { addTestJourneys, TESTER, TEST_START, type TestRecords } from '../testing.ts';
import type { GrantRecord, NewGrant } from './grant.ts';

const HOUR = 3_600_000;
const FROM = TEST_START - 2 * HOUR;
const UNTIL = TEST_START + 2 * HOUR;

/** What every database must do about what crosses organisations. */
export function describeGrants(open: () => Promise<TestRecords>): void {
  describe('grants', () => {
    let test: TestRecords;
    let records: Records;
    let runId: string;
    let lotId: string;

    beforeEach(async () => {
      test = await open();
      ({ records } = test);
      const added = await addTestJourneys(records, TEST_START);
      runId = added.runIds.get('XM-1') ?? '';
      lotId = added.lotIds.get('LOT-1') ?? '';
      for (const id of ['carrier', 'buyer']) {
        await records.organisations.ensure(TESTER, { id, nameZh: id, nameEn: id });
      }
    });
    afterEach(() => test.dispose());

    const grant = (change: Partial<NewGrant> = {}): Promise<GrantRecord> =>
      records.grants.add(TESTER, {
        ...{ organisationId: 'demo', granteeOrganisationId: 'carrier', kind: 'custody' },
        ...{ subjectId: runId, legOrdinal: 0, validFrom: FROM, validUntil: UNTIL },
        ...change,
      });
    const custody = (organisationId = 'carrier') =>
      records.grants.spans(organisationId, 'custody', runId);

    it('open a subject to one organisation, for their span, and to nobody else', async () => {
      const given = await grant();
      expect(given).toMatchObject({ grantedBy: TESTER.id, grantedAt: TEST_START, revokedAt: null });
      expect(await records.grants.get(given.id)).toEqual(given);
      expect(await custody()).toEqual([{ legOrdinal: 0, from: FROM, until: UNTIL }]);
      expect(await custody('buyer')).toEqual([]);
      expect(await custody('demo')).toEqual([]);
      expect(await records.grants.spans('carrier', 'consignee', runId)).toEqual([]);
      expect(await records.grants.spans('carrier', 'custody', lotId)).toEqual([]);
    });

    it('that are revoked end at that moment, once, and keep what was before it', async () => {
      const { id } = await grant({ validUntil: null });
      test.clock.advanceTo(TEST_START + HOUR);
      const revoked = await records.grants.revoke(TESTER, id);
      expect(revoked.revokedAt).toBe(TEST_START + HOUR);
      test.clock.advanceTo(TEST_START + 3 * HOUR);
      expect(await records.grants.revoke(TESTER, id)).toEqual(revoked);
      expect(await custody()).toEqual([{ legOrdinal: 0, from: FROM, until: TEST_START + HOUR }]);
      const audit = await records.audit.list({ limit: 9, entity: 'grant', entityId: id });
      expect(audit.items.map(({ action }) => action)).toEqual(['grant.add', 'grant.revoke']);
    });

    it('revoked after their end do not become longer, and before their beginning open nothing', async () => {
      const over = await grant({ validUntil: TEST_START - HOUR });
      const ahead = await grant({ validFrom: TEST_START + HOUR });
      await records.grants.revoke(TESTER, over.id);
      await records.grants.revoke(TESTER, ahead.id);
      expect(await custody()).toEqual([{ legOrdinal: 0, from: FROM, until: TEST_START - HOUR }]);
    });

    it('are only of what the owner has, to somebody else who exists, for a span', async () => {
      await expect(grant({ subjectId: 'none' })).rejects.toBeInstanceOf(NotFoundError);
      await expect(grant({ subjectId: lotId })).rejects.toBeInstanceOf(NotFoundError);
      await expect(grant({ legOrdinal: 7 })).rejects.toBeInstanceOf(NotFoundError);
      await expect(grant({ granteeOrganisationId: 'none' })).rejects.toBeInstanceOf(NotFoundError);
      const stolen = { organisationId: 'buyer' };
      await expect(grant(stolen)).rejects.toBeInstanceOf(NotFoundError);
      const oneself = { granteeOrganisationId: 'demo' };
      await expect(grant(oneself)).rejects.toBeInstanceOf(InvalidRecordError);
      await expect(grant({ validUntil: FROM })).rejects.toBeInstanceOf(InvalidRecordError);
      const legOfLot = { kind: 'consignee', subjectId: lotId } as const;
      await expect(grant(legOfLot)).rejects.toBeInstanceOf(InvalidRecordError);
      await expect(records.grants.revoke(TESTER, 'none')).rejects.toBeInstanceOf(NotFoundError);
      expect((await records.grants.list({ limit: 9 })).items).toEqual([]);
    });

    it('are listed by who gave and by who has them, page by page', async () => {
      const legOrdinal = null;
      const first = await grant();
      await grant({
        granteeOrganisationId: 'buyer',
        kind: 'consignee',
        subjectId: lotId,
        legOrdinal,
      });
      const third = await grant({ kind: 'lessor', subjectId: 'RFR-1', legOrdinal });
      const page = { granteeOrganisationId: 'carrier', limit: 1 };
      const { items, nextCursor } = await records.grants.list(page);
      expect(items).toEqual([first]);
      const rest = await records.grants.list({ ...page, cursor: nextCursor ?? undefined });
      expect(rest).toEqual({ items: [third], nextCursor: null });
      const given = await records.grants.list({ organisationId: 'demo', limit: 9 });
      expect(given.items).toHaveLength(3);
      const others = await records.grants.list({ organisationId: 'carrier', limit: 9 });
      expect(others.items).toEqual([]);
    });
  });
}
