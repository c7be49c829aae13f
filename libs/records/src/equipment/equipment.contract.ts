import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { NO_DETAILS, type JourneyPlan, type PlanLine } from '@lenglian/planning';
import { RecordRefusedError } from '../record-refused-error.ts';
import { InvalidRecordError, NotFoundError } from '../records-errors.ts';
import type { Records } from '../records.ts';
import { addTestJourneys, TESTER, TEST_START, testProfile, type TestRecords } from '../testing.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TANKER = '新A12345';

/** What every database must do with what is put down about units and devices. */
export function describeEquipment(open: () => Promise<TestRecords>): void {
  describe('equipment', () => {
    let test: TestRecords;
    let records: Records;
    let unitId: string;

    beforeEach(async () => {
      test = await open();
      ({ records } = test);
      unitId = (await addTestJourneys(records, TEST_START)).unitIds.get('UNIT-1') ?? '';
    });
    afterEach(() => test.dispose());

    const stateOf = async (id: string) => (await records.journeys.unit(id))?.state;
    const declare = (state: 'IN_USE' | 'EMPTY' | 'LAID_UP', validFrom = TEST_START) =>
      records.equipment.declare(TESTER, unitId, { state, validFrom, reason: null });
    const unload = async () => {
      const lotId = (await records.journeys.lotByCode('demo', 'LOT-1'))?.id ?? '';
      await records.bindings.correct(TESTER, {
        ...{ organisationId: 'demo', kind: 'lot', subjectId: lotId, targetId: null },
        ...{ from: TEST_START, until: null },
      });
    };

    it('is in use until it is declared empty or laid up, and what was declared stays', async () => {
      expect(await stateOf(unitId)).toBe('IN_USE');
      await unload();
      await declare('EMPTY');
      await declare('LAID_UP', TEST_START + HOUR);
      expect(await stateOf(unitId)).toBe('EMPTY');
      test.clock.advanceTo(TEST_START + HOUR);
      expect(await stateOf(unitId)).toBe('LAID_UP');
      const first = await records.equipment.declarations(unitId, { limit: 1 });
      expect(first.items.map(({ state }) => state)).toEqual(['LAID_UP']);
      const cursor = first.nextCursor ?? undefined;
      const rest = await records.equipment.declarations(unitId, { limit: 1, cursor });
      expect(rest).toMatchObject({ items: [{ state: 'EMPTY' }], nextCursor: null });
    });

    it('is not declared empty while goods lie in it', async () => {
      await expect(declare('EMPTY')).rejects.toThrow(InvalidRecordError);
      await declare('IN_USE');
      await unload();
      await declare('LAID_UP');
    });

    it('is not declared empty for a time before goods came that still lie in it', async () => {
      await expect(declare('EMPTY', TEST_START - 2 * DAY)).rejects.toThrow(InvalidRecordError);
    });

    it('that was empty is in use again when a plan loads it', async () => {
      const units = [{ code: 'BOX-1', kind: 'box' as const }];
      const added = await records.journeys.addMany(TESTER, { organisationId: 'demo', units });
      const id = added.unitIds.get('BOX-1') ?? '';
      const empty = { state: 'EMPTY', validFrom: TEST_START, reason: null } as const;
      await records.equipment.declare(TESTER, id, empty);
      const lot = {
        ...{ code: 'NEXT', commodityCode: 'PEAR_KORLA', quantityKilograms: 1 },
        ...{ originPlaceCode: null, note: null, ...NO_DETAILS },
      };
      await records.plans.take(TESTER, 'demo', aMilkRun([aLine({ lot })]));
      expect(await stateOf(id)).toBe('EMPTY');
      test.clock.advanceTo(TEST_START + HOUR);
      expect(await stateOf(id)).toBe('IN_USE');
    });

    it('that was laid up after it was planned holds up the loading until it is in use again', async () => {
      const { runId } = await records.plans.take(TESTER, 'demo', aMilkRun([aLine({})]));
      const id = (await records.journeys.unitByCode('demo', 'BOX-1'))?.id ?? '';
      const declared = (state: 'LAID_UP' | 'IN_USE') =>
        records.equipment.declare(TESTER, id, { state, validFrom: TEST_START, reason: null });
      const load = () => records.journeys.setRunState(TESTER, runId, 'LOADING');
      await declared('LAID_UP');
      await expect(load()).rejects.toMatchObject({
        findings: [{ code: 'UNIT_LAID_UP', parameters: { unitCode: 'BOX-1' } }],
      });
      await declared('IN_USE');
      expect((await load()).run.state).toBe('LOADING');
    });

    it('that is unknown has nothing put down about it, nor does the future', async () => {
      const cleaning = { isClean: true, certificateNumber: null, note: null };
      const cleaned = (id: string, cleanedAt: number) =>
        records.equipment.clean(TESTER, id, { ...cleaning, cleanedAt });
      await expect(cleaned('nothing', TEST_START)).rejects.toThrow(NotFoundError);
      await expect(cleaned(unitId, TEST_START + 1)).rejects.toThrow(InvalidRecordError);
      await cleaned(unitId, TEST_START);
      expect((await records.equipment.cleanings(unitId, { limit: 9 })).items).toMatchObject([
        { unitId, isClean: true, cleanedAt: TEST_START, recordedBy: TESTER.id },
      ]);
    });

    it('is calibrated for a time, by channel or as a whole', async () => {
      const calibrate = (days: number, change: object = {}) =>
        records.equipment.calibrate(TESTER, 'RFR-1', {
          ...{ channel: null, calibratedAt: TEST_START, validUntil: TEST_START + days * DAY },
          ...{ offsetKelvin: -0.2, certificateNumber: 'C-1', note: null },
          ...change,
        });
      await expect(calibrate(-1)).rejects.toThrow(InvalidRecordError);
      await expect(calibrate(1, { calibratedAt: TEST_START + 1 })).rejects.toThrow(
        InvalidRecordError,
      );
      await calibrate(1);
      await calibrate(30, { channel: 'supplyTemperatureCelsius' });
      const [newest] = (await records.equipment.calibrations('RFR-1', { limit: 1 })).items;
      expect(newest).toMatchObject({ channel: 'supplyTemperatureCelsius', offsetKelvin: -0.2 });
      const codes = async () => (await check('RFR-1')).map(({ code }) => code);
      // The whole device's ends first.
      expect(await codes()).toEqual(['CALIBRATION_EXPIRES']);
      await calibrate(30);
      expect(await codes()).toEqual([]);
    });

    /** A run of the unit's device, two days long. */
    const check = (deviceId: string) =>
      records.plans
        .check('demo', {
          ...aMilkRun([]),
          lines: [aLine({ unitCode: 'BOX-9', unitKind: 'box', deviceId, lot: null })],
        })
        .then((found) =>
          found.filter(({ code }) => !['DEVICE_ELSEWHERE', 'DEVICE_KIND_DIFFERS'].includes(code)),
        );

    describe('with compartments', () => {
      beforeEach(async () => {
        const profiles = [testProfile({ code: 'MILK_RAW' })];
        await records.journeys.addMany(TESTER, { organisationId: 'demo', profiles });
      });
      const lines = ['1', '2'].map((part, index) =>
        aLine({
          ...{ line: index + 1, unitCode: `${TANKER}/${part}`, unitKind: 'tanker' },
          setpointCelsius: 0.2,
          lot: {
            ...{ code: `MILK-${part}`, commodityCode: 'MILK_RAW', quantityKilograms: 8_000 },
            ...{ originPlaceCode: 'KASHGAR', note: null, ...NO_DETAILS },
            ...{ shipperName: '一牧场', harvestedAt: TEST_START - HOUR },
          },
        }),
      );

      it('that is coupled on at a later stop does not hold up the others', async () => {
        const milkRun = aMilkRun([]);
        const [first] = milkRun.legs;
        if (!first) throw new RangeError('the run of the tests has a leg');
        const stop = { code: 'AKSU', nameZh: '阿克苏', nameEn: 'Aksu', details: {} };
        const places = [{ ...stop, latitudeDegrees: 41, longitudeDegrees: 80 }];
        await records.journeys.addMany(TESTER, { organisationId: 'demo', places });
        const { plannedDepartureAt, plannedArrivalAt } = first;
        const between = (plannedDepartureAt + plannedArrivalAt) / 2;
        const legs = [
          { ...first, toPlaceCode: 'AKSU', plannedArrivalAt: between },
          { ...first, fromPlaceCode: 'AKSU', plannedDepartureAt: between },
        ];
        const [line] = lines;
        if (!line) throw new RangeError('the tests have a line');
        const joins = { ...milkRun, legs, lines: [{ ...line, joinPlaceCode: 'AKSU' }] };
        const { runId } = await records.plans.take(TESTER, 'demo', joins);
        test.clock.advanceTo(TEST_START + 2 * HOUR);
        const { run } = await records.journeys.setRunState(TESTER, runId, 'LOADING');
        expect(run.state).toBe('LOADING');
        // Where it is coupled on nobody can refuse that the train is there.
        const arrive = async () => {
          test.clock.advanceTo(test.clock.now() + HOUR);
          const report = { leg: 1, departedAt: TEST_START, arrivedAt: test.clock.now() };
          const { warnings } = await records.journeys.reportLeg(TESTER, runId, report);
          return warnings.map(({ code, severity }) => `${severity} ${code}`);
        };
        expect(await arrive()).toEqual(['WARN TANKER_NOT_CLEAN']);
        const id = (await records.journeys.unitByCode('demo', TANKER))?.id ?? '';
        const wash = { cleanedAt: test.clock.now() - HOUR / 2, isClean: true };
        const paper = { certificateNumber: null, note: null };
        await records.equipment.clean(TESTER, id, { ...wash, ...paper });
        expect(await arrive()).toEqual([]);
      });

      it('is dirty as a whole once milk was in one of them, and each once it was in the whole', async () => {
        const units = [
          { code: TANKER, kind: 'tanker' as const },
          { code: `${TANKER}/1`, kind: 'tanker' as const, wholeUnitCode: TANKER },
        ];
        const { unitIds } = await records.journeys.addMany(TESTER, {
          organisationId: 'demo',
          units,
        });
        const wash = { cleanedAt: TEST_START, isClean: true, certificateNumber: null, note: null };
        await records.equipment.clean(TESTER, unitIds.get(TANKER) ?? '', wash);
        const codesFor = async (unitCode: string) => {
          const line = aLine({ unitCode, unitKind: 'tanker', lot: lines[0]?.lot ?? null });
          const plan = { ...aMilkRun([line]), runCode: 'NEXT', loadingAt: test.clock.now() };
          return (await records.plans.check('demo', plan)).map(({ code }) => code);
        };
        expect(await codesFor(TANKER)).not.toContain('TANKER_NOT_CLEAN');
        await records.plans.take(TESTER, 'demo', aMilkRun(lines.slice(0, 1)));
        test.clock.advanceTo(TEST_START + 5 * HOUR);
        expect(await codesFor(TANKER)).toContain('TANKER_NOT_CLEAN');
        expect(await codesFor(`${TANKER}/1`)).toContain('TANKER_NOT_CLEAN');
      });

      it('rides as a whole, is washed before it loads, and comes out as it was planned', async () => {
        const { runId, warnings } = await records.plans.take(TESTER, 'demo', aMilkRun(lines));
        expect(warnings.map(({ code }) => code)).toContain('TANKER_TO_BE_CLEANED');
        const whole = await records.journeys.unitByCode('demo', TANKER);
        const part = await records.journeys.unitByCode('demo', `${TANKER}/1`);
        expect(part?.wholeUnitId).toBe(whole?.id);
        const lot = await records.journeys.lotByCode('demo', 'MILK-1');
        expect(lot).toMatchObject({ shipperName: '一牧场', harvestedAt: TEST_START - HOUR });

        test.clock.advanceTo(TEST_START + 2 * HOUR);
        const load = () => records.journeys.setRunState(TESTER, runId, 'LOADING');
        await expect(load()).rejects.toThrow(RecordRefusedError);
        const cleaning = { certificateNumber: null, note: null };
        const wash = (id = '', isClean = true) =>
          records.equipment.clean(TESTER, id, {
            ...{ ...cleaning, isClean, cleanedAt: test.clock.now() },
          });
        await wash(whole?.id);
        test.clock.advanceTo(TEST_START + 3 * HOUR);
        await wash(part?.id, false);
        await expect(load()).rejects.toThrow(RecordRefusedError);
        await wash(part?.id);
        expect((await load()).run.state).toBe('LOADING');
        expect((await records.journeys.unit(part?.id ?? ''))?.plannedSetpointCelsius).toBe(0.2);

        const plan = await records.plans.ofRun(runId);
        const goods = plan?.lines.filter((line) => line.lot !== null);
        expect(goods?.map(({ line: _, ...line }) => line)).toEqual(
          lines.map(({ line: _, ...line }) => line),
        );
      });
    });
  });
}

function aLine(change: Partial<PlanLine>): PlanLine {
  return {
    ...{ line: 1, unitCode: 'BOX-1', unitKind: 'box', position: null, equipmentGroup: null },
    ...{ deviceId: null, joinPlaceCode: null, leavePlaceCode: null, setpointCelsius: null },
    lot: null,
    ...change,
  };
}

function aMilkRun(lines: PlanLine[]): JourneyPlan {
  const departureAt = TEST_START + 4 * HOUR;
  return {
    ...{ runCode: 'MILK-RUN', serviceCode: 'XINMEI', loadingAt: TEST_START + HOUR },
    legs: [
      {
        ...{ mode: 'ROAD', fromPlaceCode: 'KASHGAR', toPlaceCode: 'WEICHENG' },
        ...{ plannedDepartureAt: departureAt, plannedArrivalAt: departureAt + 2 * DAY },
      },
    ],
    lines,
  };
}
