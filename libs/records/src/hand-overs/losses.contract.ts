import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sumLosses, type HandedLot, type LossGroup } from '@lenglian/goods';
import { aHandOver } from '@lenglian/goods/testing';
import { aPlannedLot } from '@lenglian/planning/testing';
import type { Records } from '../records.ts';
import { addTestJourneys, TESTER, TEST_START, type TestRecords } from '../testing.ts';
import type { NewHandOver } from './hand-over.ts';

const HOUR = 3_600_000;

/** What every database must do about what was lost on the way. */
export function describeLosses(open: () => Promise<TestRecords>): void {
  describe('losses', () => {
    let test: TestRecords;
    let records: Records;

    beforeEach(async () => {
      test = await open();
      ({ records } = test);
      await addTestJourneys(records, TEST_START);
      await records.organisations.ensure(TESTER, { id: 'rail', nameZh: '铁路', nameEn: 'Rail' });
    });
    afterEach(() => test.dispose());

    const handed = (lotCode: string, change: Partial<HandedLot> = {}): HandedLot => ({
      ...{ lotCode, quantityKilograms: 20_000, result: 'ACCEPTED', damagedKilograms: null },
      ...{ rejectedKilograms: null, reason: null, ...change },
    });
    const record = async (lots: HandedLot[], change: Partial<NewHandOver> = {}) =>
      (
        await records.handOvers.record(TESTER, 'demo', {
          ...aHandOver({ kind: 'DELIVERY', handedOverAt: TEST_START - HOUR, placeCode: null }),
          from: { name: '铁路', organisationId: null, personName: null },
          to: { name: '市场', organisationId: 'demo', personName: null },
          ...{ runCode: 'XM-1', unitCode: null, waybillNumber: null, conditions: [], lots },
          ...change,
        })
      ).handOver;
    const lossesBy = async (by: LossGroup, span: object = {}) => {
      const query = { organisationId: 'demo', from: TEST_START - 24 * HOUR, until: TEST_START };
      const of = { ...query, ...span };
      const rows = await records.handOvers.losses({ ...of, by });
      const all = await records.handOvers.losses({ ...of, by: null });
      return sumLosses(rows, all, by);
    };
    const wet = { damagedKilograms: 300, rejectedKilograms: 700, reason: '湿损 ' } as const;

    it('are summed by run, service, custodian, commodity and cause', async () => {
      await record([handed('LOT-1', wet), handed('LOT-2')]);
      const sums = {
        ...{ handOvers: 1, lots: 2, handedKilograms: 40_000, acceptedKilograms: 39_000 },
        ...{ damagedKilograms: 300, rejectedKilograms: 700, lostShare: 0.025 },
      };
      const run = await records.journeys.runByCode('demo', 'XM-1');
      expect((await lossesBy('run')).lines).toMatchObject([{ key: run?.id, ...sums }]);
      expect((await lossesBy('service')).lines).toMatchObject([{ key: 'XINMEI', ...sums }]);
      expect((await lossesBy('custodian')).lines).toMatchObject([{ key: '铁路', ...sums }]);
      expect((await lossesBy('commodity')).lines).toMatchObject([{ key: 'PEAR_KORLA', ...sums }]);
      const { lines, total } = await lossesBy('cause');
      expect(lines).toMatchObject([{ key: '湿损', lots: 1, lostShare: 0.025 }]);
      expect(total).toMatchObject(sums);
      const [named] = await records.handOvers.losses({ organisationId: 'demo', by: 'run' });
      expect(named).toMatchObject({ key: run?.id, code: 'XM-1' });
    });

    it('of a hand-over with goods of several causes count it once in all', async () => {
      await record([handed('LOT-1', wet), handed('LOT-2', { ...wet, reason: '冻害' })]);
      const { lines, total } = await lossesBy('cause');
      expect(lines.map(({ key }) => key).sort()).toEqual(['冻害', '湿损']);
      expect(total).toMatchObject({ handOvers: 1, lots: 2, lostShare: 0.05 });
    });

    it('of what was rejected without kilograms are all that was not damaged', async () => {
      const reason = '冻害';
      await record([
        handed('LOT-1', { result: 'REJECTED', damagedKilograms: 500, reason }),
        handed('LOT-2', { result: 'REJECTED', quantityKilograms: null, reason }),
      ]);
      expect((await lossesBy('commodity')).total).toMatchObject({
        // Of the second nobody said how much came: it is the lot as it was made.
        ...{ handedKilograms: 41_000, damagedKilograms: 500, rejectedKilograms: 40_500 },
        acceptedKilograms: 0,
      });
    });

    it('leave out what another record took the place of, what is disputed, and 出库', async () => {
      const first = await record([handed('LOT-1', wet)]);
      await record([handed('LOT-1', { ...wet, damagedKilograms: 100 })], {
        supersedesId: first.id,
      });
      const disputed = await record([handed('LOT-2', wet)]);
      await records.handOvers.dispute(TESTER, disputed.id, {
        ...{ side: 'TO', organisationId: 'demo', reason: '没有湿' },
      });
      await record([handed('LOT-2')], { kind: 'OUTBOUND' });
      const { total, notCounted } = await lossesBy('run');
      expect(total).toMatchObject({ handOvers: 1, damagedKilograms: 100, unconfirmedHandOvers: 1 });
      expect(notCounted).toEqual({
        ...{ supersededHandOvers: 1, disputedHandOvers: 1, disputedKilograms: 20_000 },
        unweighedLots: 0,
      });
      const { disputes } = (await records.handOvers.get(disputed.id))!;
      await records.handOvers.settle(TESTER, disputed.id, {
        ...{ disputeId: disputes[0]?.id ?? '', organisationId: 'demo', settlement: '湿损属实' },
      });
      expect((await lossesBy('run')).total.handOvers).toBe(2);
    });

    it('tell of a hand-over that is disputed or superseded once, though not all of its goods were weighed', async () => {
      const lots = [handed('LOT-1', wet), handed('LOT-U', { quantityKilograms: null })];
      const unweighed = aPlannedLot({
        ...{ code: 'LOT-U', quantityKilograms: null, originPlaceCode: null },
      });
      await records.stock.addLot(TESTER, 'demo', { ...unweighed, placement: null });
      const first = await record(lots);
      const second = await record(lots, { supersedesId: first.id });
      await records.handOvers.dispute(TESTER, second.id, {
        ...{ side: 'TO', organisationId: 'demo', reason: '没有湿' },
      });
      expect((await lossesBy('run')).notCounted).toEqual({
        ...{ supersededHandOvers: 1, disputedHandOvers: 1, disputedKilograms: 20_000 },
        unweighedLots: 0,
      });
    });

    it('are those of a span, or of a run, and of one organisation', async () => {
      await record([handed('LOT-1', wet)]);
      await record([handed('LOT-2', wet)], { handedOverAt: TEST_START, runCode: null });
      expect((await lossesBy('run')).total.handOvers).toBe(1);
      expect((await lossesBy('run', { until: TEST_START + 1 })).lines).toMatchObject([
        { lots: 1 },
        { key: null, lots: 1 },
      ]);
      const run = await records.journeys.runByCode('demo', 'XM-1');
      const ofRun = { runId: run?.id, from: undefined, until: undefined };
      expect((await lossesBy('cause', ofRun)).total.handOvers).toBe(1);
      expect((await lossesBy('run', { organisationId: 'rail' })).total.handOvers).toBe(0);
    });
  });
}
