import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { traceBack, traceForward } from '@lenglian/goods';
import { RecordRefusedError } from '../record-refused-error.ts';
import { InvalidRecordError, NotFoundError } from '../records-errors.ts';
import type { LotRecord, Records } from '../records.ts';
import { addTestJourneys, TESTER, TEST_START, testProfile, type TestRecords } from '../testing.ts';
import type { NewTransformation } from './record-transformation.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What every database must do about lots that become other lots, and what is known of them. */
export function describeLots(open: () => Promise<TestRecords>): void {
  describe('lots', () => {
    let test: TestRecords;
    let records: Records;

    beforeEach(async () => {
      test = await open();
      ({ records } = test);
      await addTestJourneys(records, TEST_START, 3);
    });
    afterEach(() => test.dispose());

    const lot = async (code: string): Promise<LotRecord> => {
      const found = await records.journeys.lotByCode('demo', code);
      if (!found) throw new RangeError(`no lot ${code}`);
      return found;
    };
    const unitOf = async (code: string) => {
      const { unitId } = await lot(code);
      return unitId === null ? null : (await records.journeys.unit(unitId))?.code;
    };
    const part = (lotCode: string, quantityKilograms: number | null) => {
      return { lotCode, quantityKilograms };
    };
    const transform = (change: Partial<NewTransformation> = {}) =>
      records.lots.transform(TESTER, 'demo', {
        ...{ kind: 'SPLIT', at: TEST_START - HOUR, inputs: [part('LOT-1', 5_000)] },
        outputs: [{ ...part('PART-1', 5_000), unitCode: 'UNIT-2' }],
        ...change,
      });
    const refusals = async (change: Partial<NewTransformation>): Promise<string[]> => {
      const error = await transform(change).catch((thrown: unknown) => thrown);
      if (!(error instanceof RecordRefusedError)) throw error;
      return error.findings.map(({ code }) => code);
    };

    it('are split: the part lies elsewhere, the rest stays and is less', async () => {
      await records.lots.change(TESTER, (await lot('LOT-1')).id, { waybillNumber: 'DD-7' });
      await transform();
      expect(await lot('LOT-1')).toMatchObject({
        quantityKilograms: 21_000,
        leftKilograms: 16_000,
      });
      expect([await unitOf('LOT-1'), await unitOf('PART-1')]).toEqual(['UNIT-1', 'UNIT-2']);
      expect(await lot('PART-1')).toMatchObject({
        ...{ commodityCode: 'PEAR_KORLA', leftKilograms: 5_000, waybillNumber: 'DD-7' },
        placedFrom: TEST_START - HOUR,
      });
    });

    it('leave their unit when nothing is left of them', async () => {
      await transform({ inputs: [part('LOT-1', null)], outputs: [part('PART-1', 20_990)] });
      expect(await unitOf('LOT-1')).toBeNull();
      expect(await lot('LOT-1')).toMatchObject({
        leftKilograms: 0,
        placedUntil: TEST_START - HOUR,
      });
      expect(await unitOf('PART-1')).toBe('UNIT-1');
      const again = { inputs: [part('LOT-1', null)], outputs: [part('PART-2', 1)] };
      expect(await refusals(again)).toEqual(['LOT_USED_UP', 'NO_UNIT', 'MASS_GAINED']);
    });

    it('are what they were again when their transformation was a mistake, which stays on record', async () => {
      const whole = { inputs: [part('LOT-1', null)], outputs: [part('PART-1', 20_990)] };
      const { transformation } = await transform(whole);
      const before = await records.journeys.placements();
      test.clock.advanceTo(TEST_START + HOUR);
      await records.lots.undo(TESTER, transformation.id, 'wrong box');
      expect([await unitOf('LOT-1'), await unitOf('PART-1')]).toEqual(['UNIT-1', null]);
      expect(await lot('LOT-1')).toMatchObject({ leftKilograms: 21_000, placedUntil: null });
      expect(await records.lots.related((await lot('LOT-1')).id)).toEqual([]);
      const after = await records.journeys.placements();
      expect(after.version).toBeGreaterThan(before.version);
      expect(after.lotPlacements.filter(({ isInherited }) => isInherited)).toEqual([]);
      const { id } = await lot('PART-1');
      const believed = { kind: 'lot', subjectId: id, asOf: TEST_START } as const;
      expect(await records.bindings.list(believed)).toHaveLength(1);
      const undone = { undoneAt: TEST_START + HOUR, undoneReason: 'wrong box' };
      expect(await records.lots.transformation(transformation.id)).toMatchObject(undone);
      const [newest] = (await records.audit.list({ limit: 1, newestFirst: true })).items;
      await records.lots.undo(TESTER, transformation.id, 'again');
      expect(await records.lots.transformation(transformation.id)).toMatchObject(undone);
      expect((await records.audit.list({ limit: 1, newestFirst: true })).items).toEqual([newest]);
      // The goods can be parted rightly now.
      await transform({ ...whole, outputs: [part('PART-2', 20_990)] });
      expect(await unitOf('PART-2')).toBe('UNIT-1');
    });

    it('stay what they became when more of the same lot became other lots since', async () => {
      const { transformation } = await transform();
      await transform({ inputs: [part('LOT-1', null)], outputs: [part('REST-1', 16_000)] });
      const undo = records.lots.undo(TESTER, transformation.id, 'wrong box');
      await expect(undo).rejects.toMatchObject({
        findings: [{ code: 'LOT_WENT_ON', parameters: { lotCode: 'LOT-1' } }],
      });
    });

    it('lie nowhere when the run they were on was unloaded since', async () => {
      const whole = { inputs: [part('LOT-1', null)], outputs: [part('PART-1', 20_990)] };
      const { transformation } = await transform(whole);
      test.clock.advanceTo(TEST_START + HOUR);
      const runId = (await records.journeys.runByCode('demo', 'XM-1'))?.id ?? '';
      for (const state of ['ARRIVED', 'CLOSED'] as const)
        await records.journeys.setRunState(TESTER, runId, state);
      test.clock.advanceTo(TEST_START + 2 * HOUR);
      await records.lots.undo(TESTER, transformation.id, 'wrong box');
      expect(await lot('LOT-1')).toMatchObject({ unitId: null, placedUntil: TEST_START + HOUR });
    });

    it('stay what they became once something of it went on', async () => {
      const { transformation } = await transform();
      await transform({ inputs: [part('PART-1', 1_000)], outputs: [part('CRATE-1', 1_000)] });
      const undo = records.lots.undo(TESTER, transformation.id, 'wrong box');
      await expect(undo).rejects.toMatchObject({
        findings: [{ code: 'LOT_WENT_ON', parameters: { lotCode: 'PART-1' } }],
      });
      expect((await lot('LOT-1')).leftKilograms).toBe(16_000);
    });

    it('are traced back and forward through all that they went through', async () => {
      await transform();
      await transform({
        ...{ kind: 'COMMINGLE', at: TEST_START },
        inputs: [part('PART-1', null), part('LOT-3', 15_000)],
        outputs: [part('MIX', 20_000)],
      });
      const [mix, first] = [await lot('MIX'), await lot('LOT-1')];
      const history = await records.lots.related(mix.id);
      expect(await records.lots.related(first.id)).toEqual(history);
      expect(traceBack(mix.id, history).map(({ fraction, depth }) => [depth, fraction])).toEqual([
        ...[
          [1, 0.25],
          [1, 0.75],
          [2, 0.25],
        ],
      ]);
      const forward = traceForward(first.id, history, () => 21_000);
      expect(forward.map(({ lotId }) => lotId)).toEqual([(await lot('PART-1')).id, mix.id]);
    });

    it('take what they went through along: the judge is told where the goods lay before', async () => {
      await transform();
      const { id } = await lot('PART-1');
      const { lotPlacements } = await records.journeys.placements();
      const own = lotPlacements.filter(({ lotId }) => lotId === id);
      expect(own).toMatchObject([
        { from: TEST_START - DAY, until: TEST_START - HOUR, isInherited: true },
        { from: TEST_START - HOUR, until: null },
      ]);
      expect(own[0]?.unitId).toBe((await lot('LOT-1')).unitId);
    });

    it('of several have no one stream of values, so nothing of it is inherited', async () => {
      await transform({
        ...{ kind: 'MERGE', inputs: [part('LOT-1', null), part('LOT-2', null)] },
        outputs: [part('BOTH', 42_000)],
      });
      const { id } = await lot('BOTH');
      const { lotPlacements } = await records.journeys.placements();
      const own = lotPlacements.filter(({ lotId }) => lotId === id);
      expect(own.map(({ isInherited }) => isInherited)).toEqual([undefined]);
    });

    it('lie where the first that went in lay, whatever the order of the records', async () => {
      await transform({
        ...{ kind: 'MERGE', inputs: [part('LOT-2', 1_000), part('LOT-1', 1_000)] },
        outputs: [part('BOTH', 2_000)],
      });
      expect(await unitOf('BOTH')).toBe('UNIT-2');
    });

    it('that lay nowhere any more need a place to lie', async () => {
      const { id } = await lot('LOT-1');
      const nowhere = {
        organisationId: 'demo',
        kind: 'lot',
        subjectId: id,
        targetId: null,
      } as const;
      await records.bindings.correct(TESTER, {
        ...nowhere,
        from: TEST_START - 2 * HOUR,
        until: null,
      });
      expect(await refusals({ outputs: [part('PART-1', 5_000)] })).toEqual(['NO_UNIT']);
      await transform();
      expect(await unitOf('PART-1')).toBe('UNIT-2');
    });

    it('are refused with every reason, and then nothing is written', async () => {
      const before = await records.audit.list({ limit: 500 });
      const wrong = {
        inputs: [part('LOT-1', 99_000), part('NONE', 1)],
        outputs: [part('LOT-2', 200_000)],
      };
      expect(await refusals(wrong)).toEqual([
        ...['WRONG_COUNT', 'MORE_THAN_IS_LEFT', 'UNKNOWN_LOT', 'LOT_EXISTS', 'MASS_GAINED'],
      ]);
      expect(await records.audit.list({ limit: 500 })).toEqual(before);
    });

    it('of another organisation are not known', async () => {
      await records.organisations.ensure(TESTER, { id: 'other', nameZh: '别家', nameEn: 'Other' });
      const mine = records.lots.transform(TESTER, 'other', {
        ...{ kind: 'SPLIT', at: TEST_START - HOUR, inputs: [part('LOT-1', 5_000)] },
        outputs: [part('THEFT', 5_000)],
      });
      await expect(mine).rejects.toThrow(RecordRefusedError);
    });

    it('are put into no unit of another organisation', async () => {
      await records.organisations.ensure(TESTER, { id: 'other', nameZh: '别家', nameEn: 'Other' });
      const units = [{ code: 'THEIRS', kind: 'reefer' as const }];
      await records.journeys.addMany(TESTER, { organisationId: 'other', units });
      for (const unitCode of ['THEIRS', 'NONE']) {
        const outputs = [{ ...part('PART-1', 5_000), unitCode }];
        await expect(transform({ outputs })).rejects.toThrow(NotFoundError);
      }
      expect(await records.journeys.lotByCode('demo', 'PART-1')).toBeUndefined();
    });

    it('keep what is said of them, on record with what was said before', async () => {
      const { id } = await lot('LOT-1');
      const said = {
        shipperName: '库尔勒果业',
        harvestedAt: TEST_START - 9 * DAY,
        packageCount: 840,
      };
      await records.lots.change(TESTER, id, said);
      expect(await lot('LOT-1')).toMatchObject({ ...said, consigneeName: null });
      const { items } = await records.audit.list({ limit: 10, entity: 'lot', entityId: id });
      expect(items.at(-1)).toMatchObject({
        ...{ action: 'lot.change', before: { shipperName: null }, after: said },
      });
      await expect(records.lots.change(TESTER, 'none', said)).rejects.toThrow(NotFoundError);
    });

    it('of watery fruit are judged by warmer limits, for all of their time', async () => {
      const { id, profileId } = await lot('LOT-1');
      await records.lots.change(TESTER, id, { brixDegrees: 8 });
      const changed = await lot('LOT-1');
      expect(changed.profileId).not.toBe(profileId);
      const profiles = await records.journeys.profiles();
      // −0.115 × 8 + 0.5 = −0.42, to the warmer tenth.
      expect(profiles.find((one) => one.id === changed.profileId)).toMatchObject({
        ...{ code: 'PEAR_KORLA:BRIX_8', criticalLow: -0.4, band: { low: -0.2, high: 2 } },
      });
      expect(changed.placedFrom).toBe(TEST_START - DAY);
      await records.lots.change(TESTER, (await lot('LOT-2')).id, { brixDegrees: 8.3 });
      expect((await lot('LOT-2')).profileId).toBe(changed.profileId);
      await records.lots.change(TESTER, id, { brixDegrees: null });
      expect((await lot('LOT-1')).profileId).toBe(profileId);
    });

    it('that somebody chose other limits for keep them', async () => {
      const chosen = testProfile({ code: 'CHOSEN', criticalLow: -0.9 });
      await records.journeys.addMany(TESTER, { organisationId: 'demo', profiles: [chosen] });
      const { id, unitId } = await lot('LOT-1');
      await records.bindings.correct(TESTER, {
        ...{ organisationId: 'demo', kind: 'lot', subjectId: id, targetId: unitId },
        ...{ from: TEST_START - DAY, until: null, profileCode: 'CHOSEN' },
      });
      const { profileId } = await lot('LOT-1');
      await records.lots.change(TESTER, id, { brixDegrees: 8 });
      expect((await lot('LOT-1')).profileId).toBe(profileId);
    });

    it('of a cultivar are judged by its limits, and of an unknown one not at all', async () => {
      const colder = { setpointCelsius: -1, bandLowCelsius: -1.3, criticalLowCelsius: -1.5 };
      const details = { cultivars: [{ code: 'SNOW', ...colder }] };
      await records.journeys.addMany(TESTER, {
        organisationId: 'demo',
        profiles: [testProfile({ version: 2, details })],
      });
      const { id } = await lot('LOT-1');
      await records.lots.change(TESTER, id, { cultivarCode: 'SNOW' });
      const { profileId } = await lot('LOT-1');
      const profiles = await records.journeys.profiles();
      expect(profiles.find((one) => one.id === profileId)).toMatchObject({ criticalLow: -1.5 });
      const unknown = records.lots.change(TESTER, id, { cultivarCode: 'NONE' });
      await expect(unknown).rejects.toThrow(NotFoundError);
    });

    it('that would have no safe temperature are refused', async () => {
      const narrow = testProfile({ code: 'NARROW', band: { low: -0.5, high: 0 }, setpoint: -0.2 });
      await records.journeys.addMany(TESTER, {
        organisationId: 'demo',
        profiles: [narrow],
        lots: [
          {
            ...{ code: 'N-1', commodityCode: 'NARROW', quantityKilograms: 1 },
            placement: { unitCode: 'UNIT-3', profileCode: 'NARROW', from: TEST_START - HOUR },
          },
        ],
      });
      const { id } = await lot('N-1');
      const change = records.lots.change(TESTER, id, { brixDegrees: 1 });
      await expect(change).rejects.toThrow(InvalidRecordError);
      expect((await lot('N-1')).brixDegrees).toBeNull();
    });
  });
}
