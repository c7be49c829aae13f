import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aHandOver } from '@lenglian/goods/testing';
import { DAY, HOUR } from '@lenglian/quantities';
import { HandOverStateError, InvalidRecordError, NotFoundError } from '../records-errors.ts';
import type { Records } from '../records.ts';
import { addTestJourneys, TESTER, TEST_START, type TestRecords } from '../testing.ts';
import { LINK_VALID_MAX, type LinkAnswer, type NewHandOverLink } from './hand-over-link.ts';
import type { HandOverRecord, NewHandOver } from './hand-over.ts';

const TOKEN = 'a'.repeat(64);
const CONFIRM: LinkAnswer = { answer: 'confirm', name: '赵六' };

/** What every database must do about answers by a link. */
export function describeHandOverLinks(open: () => Promise<TestRecords>): void {
  describe('links to hand-overs', () => {
    let test: TestRecords;
    let records: Records;
    let id: string;

    beforeEach(async () => {
      test = await open();
      ({ records } = test);
      await addTestJourneys(records, TEST_START);
      await records.organisations.ensure(TESTER, { id: 'rail', nameZh: '铁路', nameEn: 'Rail' });
      id = (await record()).id;
    });
    afterEach(() => test.dispose());

    const orchard = { name: '果园', organisationId: 'demo', personName: '张三' };
    const market = { name: '市场', organisationId: null, personName: null };
    const record = async (change: Partial<NewHandOver> = {}): Promise<HandOverRecord> => {
      const reported = {
        ...aHandOver({ handedOverAt: TEST_START - HOUR, placeCode: null, from: orchard }),
        ...{ to: market, conditions: [], ...change },
      };
      return (await records.handOvers.record(TESTER, 'demo', reported)).handOver;
    };
    const link = (change: Partial<NewHandOverLink> = {}, organisationId = 'demo') =>
      records.handOvers.addLink(TESTER, organisationId, {
        ...{ handOverId: id, side: 'TO', tokenSha256: TOKEN, validUntil: TEST_START + DAY },
        ...change,
      });
    const opens = async (token = TOKEN) =>
      (await records.handOvers.openLink(token, test.clock.now())) !== undefined;
    const answer = (what = CONFIRM, token = TOKEN) => records.handOvers.answerByLink(token, what);

    it('open one hand-over for one side, until it has answered, once', async () => {
      const made = await link();
      expect(await records.handOvers.openLink(TOKEN, TEST_START)).toEqual({
        ...{ link: made, handOver: await records.handOvers.get(id), toAgree: [] },
      });
      expect(await opens('b'.repeat(64))).toBe(false);
      const { handOver } = await answer();
      expect(handOver).toMatchObject({
        state: 'CONFIRMED',
        confirmations: [
          { side: 'FROM', isByLink: false, personName: null },
          {
            ...{ side: 'TO', isByLink: true, isOnPaper: false, confirmedBy: made.id },
            ...{ personName: '赵六', confirmedAt: TEST_START },
          },
        ],
      });
      expect(await opens()).toBe(false);
      await expect(answer()).rejects.toBeInstanceOf(NotFoundError);
      expect(await records.handOvers.get(id)).toEqual(handOver);
    });

    it('are used once, also by two at the same moment', async () => {
      await link();
      const both = await Promise.allSettled([
        answer({ answer: 'dispute', name: null, reason: '湿' }),
        answer({ answer: 'dispute', name: null, reason: '湿' }),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect((await records.handOvers.get(id))?.disputes).toHaveLength(1);
    });

    const disputed = async () => {
      const made = await link();
      const { handOver } = await answer({ answer: 'dispute', name: '赵六', reason: '箱门有水' });
      return { made, handOver, disputeId: handOver.disputes[0]?.id ?? '' };
    };
    const settle = (disputeId: string, settlement: string, reason?: string) =>
      records.handOvers.settle(TESTER, id, {
        ...{ organisationId: 'demo', disputeId, settlement, reason },
      });
    const AGAIN = 'f'.repeat(64);

    it('take a dispute too, to which the recorder proposes a settlement and the same side agrees', async () => {
      const { made, handOver, disputeId } = await disputed();
      expect(handOver).toMatchObject({
        state: 'DISPUTED',
        disputes: [
          {
            ...{ side: 'TO', isByLink: true, openedBy: made.id, personName: '赵六' },
            ...{ reason: '箱门有水', proposals: [] },
          },
        ],
      });
      await settle(disputeId, '扣 50 千克');
      const proposed = await settle(disputeId, '扣 80 千克');
      const [first, second] = proposed.disputes[0]?.proposals ?? [];
      expect(proposed).toMatchObject({
        ...{ state: 'DISPUTED', revision: handOver.revision + 2 },
        disputes: [{ settledAt: null, settlement: null, settledAs: null }],
      });
      expect(first).toMatchObject({ settlement: '扣 50 千克', proposedBy: TESTER.id });
      const again = await link({ tokenSha256: AGAIN });
      const toAgree = { disputeId, reason: '箱门有水', id: second?.id, settlement: '扣 80 千克' };
      expect((await records.handOvers.openLink(AGAIN, TEST_START))?.toAgree).toEqual([toAgree]);
      const agree = (settlementId = '') =>
        answer({ answer: 'agree', name: '钱七', settlementId }, AGAIN);
      await expect(agree(first?.id)).rejects.toBeInstanceOf(HandOverStateError);
      expect((await agree(second?.id)).handOver).toMatchObject({
        ...{ state: 'CONFIRMED' },
        confirmations: [{}, { side: 'TO', isByLink: true, personName: '钱七' }],
        disputes: [
          {
            ...{ settledAs: 'AGREED', settledBy: again.id, settledAt: TEST_START },
            ...{ settlement: '扣 80 千克', settlementReason: null, agreedByName: '钱七' },
            ...{ personName: '赵六', proposals: [{}, { id: second?.id }] },
          },
        ],
      });
      await expect(settle(disputeId, '另议', '晚了')).rejects.toBeInstanceOf(HandOverStateError);
      expect(await opens(AGAIN)).toBe(false);
    });

    it('that disputed can be settled against by the recorder, with a reason that is kept', async () => {
      const { disputeId } = await disputed();
      await settle(disputeId, '扣 50 千克');
      expect(await settle(disputeId, '不扣', '司机联系不上，照片无水')).toMatchObject({
        state: 'PROPOSED',
        disputes: [
          {
            ...{ settledAs: 'DECIDED', settledBy: TESTER.id, settlement: '不扣' },
            ...{ settlementReason: '司机联系不上，照片无水', agreedByName: null },
            proposals: [{ settlement: '扣 50 千克' }],
          },
        ],
      });
      await expect(settle(disputeId, '扣', '改主意')).rejects.toBeInstanceOf(HandOverStateError);
      const { items } = await records.audit.list({ limit: 99, entityId: id });
      expect(items.slice(-2)).toMatchObject([
        { action: 'hand-over.propose', after: { disputeId, settlement: '扣 50 千克' } },
        {
          ...{ action: 'hand-over.settle', reason: '司机联系不上，照片无水' },
          after: { disputeId, settledAs: 'DECIDED' },
        },
      ]);
    });

    it('of a side that has confirmed by now are still made to agree to a settlement', async () => {
      const { disputeId } = await disputed();
      await records.handOvers.confirm(TESTER, id, { side: 'TO', organisationId: 'demo' });
      await expect(link({ tokenSha256: AGAIN })).rejects.toBeInstanceOf(HandOverStateError);
      const proposed = await settle(disputeId, '扣 80 千克');
      await link({ tokenSha256: AGAIN });
      await expect(answer(CONFIRM, AGAIN)).rejects.toBeInstanceOf(NotFoundError);
      const settlementId = proposed.disputes[0]?.proposals[0]?.id ?? '';
      const { handOver } = await answer({ answer: 'agree', name: '钱七', settlementId }, AGAIN);
      expect(handOver).toMatchObject({
        ...{ state: 'CONFIRMED', confirmations: [{}, { isOnPaper: true }] },
        disputes: [{ settledAs: 'AGREED', agreedByName: '钱七' }],
      });
    });

    it('end at their time, with a newer one, on paper, and when another record takes the place', async () => {
      await link();
      test.clock.advanceTo(TEST_START + DAY - 1);
      expect(await opens()).toBe(true);
      test.clock.advanceTo(TEST_START + DAY);
      expect(await opens()).toBe(false);
      await expect(answer()).rejects.toBeInstanceOf(NotFoundError);
      const tokens = ['b', 'c', 'd'].map((letter) => letter.repeat(64)) as [string, string, string];
      const validUntil = TEST_START + 2 * DAY;
      for (const tokenSha256 of tokens.slice(0, 2)) await link({ tokenSha256, validUntil });
      expect([await opens(tokens[0]), await opens(tokens[1])]).toEqual([false, true]);
      await records.handOvers.confirm(TESTER, id, { side: 'TO', organisationId: 'demo' });
      expect(await opens(tokens[1])).toBe(false);
      await expect(answer(CONFIRM, tokens[1])).rejects.toBeInstanceOf(NotFoundError);
      const other = await record({ handedOverAt: TEST_START - 2 * HOUR });
      await link({ handOverId: other.id, tokenSha256: tokens[2], validUntil });
      await record({ supersedesId: other.id });
      expect(await opens(tokens[2])).toBe(false);
    });

    it('are made for a side without records here, by whoever recorded, for a week at most', async () => {
      const refused = async (making: Promise<unknown>, error: unknown) =>
        expect(making).rejects.toBeInstanceOf(error);
      await refused(link({ side: 'FROM' }), NotFoundError);
      await refused(link({ handOverId: 'none' }), NotFoundError);
      await refused(link({}, 'rail'), NotFoundError);
      const rail = { name: '铁路', organisationId: 'rail', personName: null };
      const { id: ofRail } = await record({ to: rail });
      await refused(link({ handOverId: ofRail }), NotFoundError);
      for (const validUntil of [TEST_START, TEST_START + LINK_VALID_MAX + 1])
        await refused(link({ validUntil }), InvalidRecordError);
      await link({ validUntil: TEST_START + LINK_VALID_MAX });
      await records.handOvers.confirm(TESTER, id, { side: 'TO', organisationId: 'demo' });
      const late = link({ tokenSha256: 'e'.repeat(64) });
      await refused(late, HandOverStateError);
    });

    it('leave lines in the audit without token, hash or name; the name is erased as others are', async () => {
      const made = await link();
      await answer();
      const { items } = await records.audit.list({ limit: 99, entityId: id });
      expect(items.slice(-2)).toMatchObject([
        { action: 'hand-over.link', actor: TESTER.id, after: { linkId: made.id, side: 'TO' } },
        { action: 'hand-over.confirm', actor: 'link', after: { linkId: made.id, isByLink: true } },
      ]);
      expect(JSON.stringify(items)).not.toMatch(/a{64}|赵六/);
      await records.persons.erase({ ...TESTER, reason: 'PIPL 47' }, 'demo', '赵六');
      expect(await records.handOvers.get(id)).toMatchObject({
        confirmations: [{}, { isByLink: true, personName: null }],
        erasedPersons: ['SIGNED'],
      });
    });
  });
}
