import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { custodyOf, type MilkSlip } from '@lenglian/goods';
import { aHandOver } from '@lenglian/goods/testing';
import { RecordRefusedError } from '../record-refused-error.ts';
import { HandOverStateError, InvalidRecordError, NotFoundError } from '../records-errors.ts';
import type { Records } from '../records.ts';
import { addTestJourneys, TESTER, TEST_START, type TestRecords } from '../testing.ts';
import type { HandOverRecord, NewHandOver } from './hand-over.ts';

const HOUR = 3_600_000;
const SLIP: MilkSlip = {
  ...{ vehiclePlate: '新A12345', transportPermitNumber: 'Z-1', escortName: '李四' },
  ...{ departureTemperatureCelsius: 3.4, arrivalTemperatureCelsius: 3.9 },
  ...{ farmTankTemperatureCelsius: 3.5, milkedAt: null, antibioticTestResult: 'NEGATIVE' },
  ...{ sampleNumber: null, cleaningRecord: 'CIP-1' },
};

/** What every database must do about goods that change hands. */
export function describeHandOvers(open: () => Promise<TestRecords>): void {
  describe('hand-overs', () => {
    let test: TestRecords;
    let records: Records;
    let lotId: string;

    beforeEach(async () => {
      test = await open();
      ({ records } = test);
      lotId = (await addTestJourneys(records, TEST_START)).lotIds.get('LOT-1') ?? '';
      await records.organisations.ensure(TESTER, { id: 'rail', nameZh: '铁路', nameEn: 'Rail' });
    });
    afterEach(() => test.dispose());

    const orchard = { name: '果园', organisationId: 'demo', personName: '张三' };
    const rail = { name: '铁路', organisationId: 'rail', personName: null };
    const market = { name: '市场', organisationId: null, personName: null };
    const handOver = (change: Partial<NewHandOver> = {}): NewHandOver => ({
      ...aHandOver({ handedOverAt: TEST_START - HOUR, placeCode: 'KASHGAR', from: orchard }),
      ...{ to: rail, runCode: 'XM-1', conditions: [], ...change },
    });
    const record = async (change: Partial<NewHandOver> = {}): Promise<HandOverRecord> =>
      (await records.handOvers.record(TESTER, 'demo', handOver(change))).handOver;
    const side = (of: 'FROM' | 'TO', organisationId: string) => ({ side: of, organisationId });
    const confirm = (id: string, organisationId = 'rail') =>
      records.handOvers.confirm(TESTER, id, side('TO', organisationId));
    const refusals = async (change: Partial<NewHandOver>): Promise<string[]> => {
      const error = await record(change).catch((thrown: unknown) => thrown);
      if (!(error instanceof RecordRefusedError)) throw error;
      return error.findings.map(({ code }) => code);
    };

    it('are recorded whole, and confirmed by the side that records', async () => {
      const recorded = await record({
        surfaceTemperatureCelsius: 1,
        photoSha256: ['0'.repeat(64)],
      });
      expect(recorded).toMatchObject({
        ...{ state: 'PROPOSED', runCode: 'XM-1', unitCode: 'UNIT-1', from: orchard, to: rail },
        ...{ surfaceTemperatureCelsius: 1, recordedBy: TESTER.id, recordedAt: TEST_START },
        lots: [{ lotId, lotCode: 'LOT-1', quantityKilograms: 20_000, result: 'ACCEPTED' }],
        confirmations: [{ side: 'FROM', confirmedBy: TESTER.id, isOnPaper: false }],
      });
      expect(await records.handOvers.get(recorded.id)).toEqual(recorded);
    });

    it('of a lot are those of its part too, as far as they were before it became one', async () => {
      const early = await record({ handedOverAt: TEST_START - 3 * HOUR });
      const { transformation } = await records.lots.transform(TESTER, 'demo', {
        ...{ kind: 'SPLIT', at: TEST_START - 2 * HOUR },
        inputs: [{ lotCode: 'LOT-1', quantityKilograms: 1_000 }],
        outputs: [{ lotCode: 'PART-1', quantityKilograms: 1_000 }],
      });
      const later = await record({ from: rail, to: market });
      const partId = transformation.outputs[0]?.lotId ?? '';
      const of = async (id: string) =>
        (await records.handOvers.custodyEvents(id)).map(({ handOverId }) => handOverId);
      expect(await of(partId)).toEqual([early.id]);
      expect(await of(lotId)).toEqual([early.id, later.id]);
      expect(custodyOf(await records.handOvers.custodyEvents(partId)).at(-1)).toMatchObject({
        custodianName: '铁路',
      });
    });

    it('of a mixture tell whoever had all of it before, and nobody where that were several', async () => {
      const mix = async (lotCodes: string[], lotCode: string, at = TEST_START - HOUR) => {
        const { transformation } = await records.lots.transform(TESTER, 'demo', {
          ...{ kind: 'MERGE', at, outputs: [{ lotCode, quantityKilograms: 2 }] },
          inputs: lotCodes.map((code) => ({ lotCode: code, quantityKilograms: 1 })),
        });
        return records.handOvers.custodyEvents(transformation.outputs[0]?.lotId ?? '');
      };
      const second = { ...handOver().lots[0]!, lotCode: 'LOT-2' };
      await record({ handedOverAt: TEST_START - 4 * HOUR });
      expect(await mix(['LOT-1', 'LOT-2'], 'MIX-1', TEST_START - 3 * HOUR)).toEqual([]);
      const later = await record({
        ...{ handedOverAt: TEST_START - 2 * HOUR, unitCode: 'UNIT-2', lots: [second] },
      });
      const both = await mix(['LOT-1', 'LOT-2'], 'MIX-2');
      expect(custodyOf(both).at(-1)).toMatchObject({ custodianName: '铁路', handOverId: later.id });
    });

    it('are confirmed by the other party itself, and by nobody else for it', async () => {
      const { id } = await record();
      await expect(confirm(id, 'demo')).rejects.toBeInstanceOf(NotFoundError);
      expect((await confirm(id)).state).toBe('CONFIRMED');
      expect((await confirm(id)).confirmations).toHaveLength(2);
    });

    it('with a party that has no records here are confirmed on paper', async () => {
      const { id } = await record({ to: market });
      const confirmed = await confirm(id, 'demo');
      expect(confirmed).toMatchObject({
        state: 'CONFIRMED',
        confirmations: [{ side: 'FROM' }, { side: 'TO', isOnPaper: true }],
      });
    });

    it('that are disputed stay what they were, until whoever disputed settles it', async () => {
      const { id } = await record();
      await confirm(id);
      const reason = '箱门有水';
      const answer = { ...side('TO', 'rail'), reason };
      const disputed = await records.handOvers.dispute(TESTER, id, answer);
      expect(disputed).toMatchObject({ state: 'DISPUTED', disputes: [{ side: 'TO', reason }] });
      const disputeId = disputed.disputes[0]?.id ?? '';
      const settlement = { disputeId, settlement: '已核对照片' };
      const settle = (organisationId: string) =>
        records.handOvers.settle(TESTER, id, { ...settlement, organisationId });
      await expect(settle('demo')).rejects.toBeInstanceOf(NotFoundError);
      const alone = { ...settlement, organisationId: 'rail', reason: '单方' };
      const decided = records.handOvers.settle(TESTER, id, alone);
      await expect(decided).rejects.toBeInstanceOf(InvalidRecordError);
      expect(await settle('rail')).toMatchObject({
        state: 'CONFIRMED',
        disputes: [{ reason, settlement: '已核对照片', settledBy: TESTER.id, settledAs: 'AGREED' }],
      });
      await expect(settle('rail')).rejects.toBeInstanceOf(HandOverStateError);
    });

    it('are mended by a record that takes their place, once', async () => {
      const first = await record();
      const second = await record({ supersedesId: first.id, sealAppliedNumber: 'S-1' });
      const found = await records.handOvers.get(first.id);
      expect(found).toMatchObject({ state: 'SUPERSEDED', supersededById: second.id });
      await expect(confirm(first.id)).rejects.toBeInstanceOf(HandOverStateError);
      const again = record({ supersedesId: first.id });
      await expect(again).rejects.toBeInstanceOf(HandOverStateError);
      const custody = custodyOf(await records.handOvers.custodyEvents(lotId));
      expect(custody.map(({ custodianName }) => custodianName)).toEqual(['果园', '铁路']);
    });

    it('are refused with every reason, and then nothing is written', async () => {
      const stranger = { ...rail, organisationId: 'nobody' };
      const [lot] = handOver().lots;
      expect(
        await refusals({
          ...{ to: stranger, runCode: 'NONE', handedOverAt: TEST_START + HOUR },
          ...{ surfaceTemperatureCelsius: 9, lots: [lot!, { ...lot!, lotCode: 'NONE' }] },
        }),
      ).toEqual(
        expect.arrayContaining([
          ...['IN_THE_FUTURE', 'UNKNOWN_RUN', 'UNKNOWN_LOT', 'CORE_MISSING'],
          'UNKNOWN_ORGANISATION',
        ]),
      );
      expect((await records.handOvers.list({ limit: 9 })).items).toEqual([]);
    });

    it('are held to the limits that held at the end of goods that were taken out before', async () => {
      const out = {
        organisationId: 'demo',
        kind: 'lot',
        subjectId: lotId,
        targetId: null,
      } as const;
      await records.bindings.correct(TESTER, { ...out, from: TEST_START - 2 * HOUR, until: null });
      expect(await refusals({ surfaceTemperatureCelsius: 30 })).toEqual([
        ...['LOT_IN_ANOTHER_UNIT', 'CORE_MISSING'],
      ]);
    });

    it('warn of a seal that is not the one put on, and of goods that another had', async () => {
      await record({ sealAppliedNumber: 'S-1' });
      const later = handOver({ handedOverAt: TEST_START - HOUR / 2, sealFoundNumber: 'S-2' });
      const { warnings } = await records.handOvers.record(TESTER, 'demo', { ...later, to: market });
      expect(warnings.map(({ code }) => code)).toEqual(['CUSTODIAN_DIFFERS', 'SEAL_DIFFERS']);
    });

    it('warn of more goods than there were by then', async () => {
      const told = async (kilograms: number, handedOverAt = TEST_START - HOUR) => {
        const [lot] = handOver().lots;
        const lots = lot ? [{ ...lot, quantityKilograms: kilograms }] : [];
        const what = handOver({ lots, handedOverAt });
        const { warnings } = await records.handOvers.record(TESTER, 'demo', what);
        return warnings.filter(({ code }) => code !== 'CUSTODIAN_DIFFERS');
      };
      const [warning] = await told(999_999);
      expect(warning).toMatchObject({
        ...{ code: 'MORE_HANDED_THAN_THERE_IS', severity: 'WARN' },
        parameters: { lotCode: 'LOT-1', handedKilograms: 999_999, leftKilograms: 21_000 },
      });
      await records.lots.transform(TESTER, 'demo', {
        ...{ kind: 'SPLIT', at: TEST_START - 2 * HOUR },
        inputs: [{ lotCode: 'LOT-1', quantityKilograms: 1_000 }],
        outputs: [{ lotCode: 'PART-1', quantityKilograms: 1_000 }],
      });
      expect(await told(20_000)).toEqual([]);
      expect(await told(21_000)).toMatchObject([{ parameters: { leftKilograms: 20_000 } }]);
      expect(await told(21_000, TEST_START - 3 * HOUR)).toEqual([]);
    });

    it('are listed for whoever recorded them and for their parties, by run, unit and lot', async () => {
      const { id, runId, unitId } = await record();
      const other = await record({ to: market, runCode: null, handedOverAt: TEST_START - 1 });
      const ids = async (query: object) =>
        (await records.handOvers.list({ limit: 9, ...query })).items.map((one) => one.id);
      expect(await ids({ organisationId: 'rail' })).toEqual([id]);
      expect(await ids({ organisationId: 'nobody' })).toEqual([]);
      expect(await ids({ organisationId: 'demo', runId: runId ?? '' })).toEqual([id]);
      expect(await ids({ unitId: unitId ?? '', lotId })).toEqual([id, other.id]);
      const page = await records.handOvers.list({ organisationId: 'demo', limit: 1 });
      expect(page.nextCursor).toBe(id);
      expect(await ids({ cursor: id })).toEqual([other.id]);
      expect(await ids({ newestFirst: true })).toEqual([other.id, id]);
      expect(await ids({ newestFirst: true, cursor: other.id })).toEqual([id]);
    });

    it('keep names of people out of the audit', async () => {
      const { milk } = await record({ kind: 'MILK', milk: SLIP });
      expect(milk).toEqual(SLIP);
      const { items } = await records.audit.list({ limit: 99 });
      expect(JSON.stringify(items)).toContain('CIP-1');
      expect(JSON.stringify(items)).not.toMatch(/张三|李四|新A12345/);
    });
  });
}
