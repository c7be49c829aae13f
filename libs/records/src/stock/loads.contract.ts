import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { NO_DETAILS, type JourneyPlan } from '@lenglian/planning';
import { RecordRefusedError } from '../record-refused-error.ts';
import type { Records } from '../records.ts';
import { addTestJourneys, TESTER, TEST_START, testProfile, type TestRecords } from '../testing.ts';
import type { BindingCorrection } from '../bindings/binding.ts';
import type { NewTransformation } from '../lots/record-transformation.ts';

const HOUR = 3_600_000;
const TANK = '新A12345';

/** What every database must do about goods that come into a unit without a manifest. */
export function describeLoads(open: () => Promise<TestRecords>): void {
  describe('loads without a manifest', () => {
    let test: TestRecords;
    let records: Records;
    let unitIds: ReadonlyMap<string, string>;
    let lotIds: ReadonlyMap<string, string>;
    let runId: string;

    beforeEach(async () => {
      test = await open();
      ({ records } = test);
      const ridden = await addTestJourneys(records, TEST_START, 3);
      runId = [...ridden.runIds.values()][0] ?? '';
      const milk = {
        ...{ commodityCode: 'MILK_RAW', quantityKilograms: 8_000 },
        placement: { unitCode: 'FARM', profileCode: 'MILK_RAW', from: TEST_START - HOUR },
      };
      const added = await records.journeys.addMany(TESTER, {
        organisationId: 'demo',
        profiles: [
          testProfile({ code: 'MILK_RAW', setpoint: 3, band: { low: 2.5, high: 4 } }),
          testProfile({ code: 'MELON', setpoint: 7, band: { low: 6, high: 10 } }),
        ],
        units: [
          { code: TANK, kind: 'tanker' },
          { code: `${TANK}/1`, kind: 'tanker', wholeUnitCode: TANK },
          { code: `${TANK}/2`, kind: 'tanker', wholeUnitCode: TANK },
          { code: 'BOX', kind: 'reefer' },
          { code: 'FARM', kind: 'store' },
          { code: 'TRUCK', kind: 'truck' },
        ],
        lots: [
          { ...milk, code: 'MILK-A' },
          { ...milk, code: 'MILK-B' },
          { code: 'MELONS', commodityCode: 'MELON', quantityKilograms: 900 },
        ],
      });
      unitIds = new Map([...ridden.unitIds, ...added.unitIds]);
      lotIds = new Map([...ridden.lotIds, ...added.lotIds]);
    });
    afterEach(() => test.dispose());

    const unit = (code: string) => unitIds.get(code) ?? '';
    const put = (lotCode: string, unitCode: string, change: Partial<BindingCorrection> = {}) =>
      records.bindings.correct(TESTER, {
        ...{ organisationId: 'demo', kind: 'lot', from: TEST_START, until: null },
        ...{ subjectId: lotIds.get(lotCode) ?? '', targetId: unit(unitCode), ...change },
      });
    const ride = (change: Partial<BindingCorrection> = {}) =>
      records.bindings.correct(TESTER, {
        ...{ organisationId: 'demo', kind: 'unit', from: TEST_START, until: null },
        ...{ subjectId: unit('BOX'), targetId: runId, ...change },
      });
    const commingle = (unitCode: string | undefined, change: Partial<NewTransformation> = {}) =>
      records.lots.transform(TESTER, 'demo', {
        ...{ kind: 'COMMINGLE', at: test.clock.now(), ...change },
        inputs: ['MILK-A', 'MILK-B'].map((lotCode) => ({ lotCode, quantityKilograms: null })),
        outputs: [{ lotCode: 'MILK', quantityKilograms: 16_000, unitCode }],
      });
    const refusals = async (changing: Promise<unknown>): Promise<string[]> => {
      const error = await changing.catch((thrown: unknown) => thrown);
      if (!(error instanceof RecordRefusedError)) throw error;
      return error.findings.map(({ code, field }) => `${code} ${field}`);
    };
    const wash = (code: string, cleanedAt = test.clock.now()) =>
      records.equipment.clean(TESTER, unit(code), {
        ...{ cleanedAt, isClean: true, certificateNumber: null, note: null },
      });
    const declare = (state: 'EMPTY' | 'LAID_UP') =>
      records.equipment.declare(TESTER, unit('BOX'), {
        ...{ state, validFrom: TEST_START, reason: null },
      });
    const told = (warnings: readonly { readonly code: string }[]) =>
      warnings.map(({ code }) => code);

    const anotherRun = async (code: string) => {
      const times = { plannedDepartureAt: TEST_START, plannedArrivalAt: TEST_START + 24 * HOUR };
      const leg = { mode: 'RAIL', fromPlaceCode: 'KASHGAR', toPlaceCode: 'WEICHENG' } as const;
      const names = { serviceCode: 'XINMEI', nameZh: '新梅号', nameEn: 'Xinmei' };
      const { runIds } = await records.journeys.addMany(TESTER, {
        organisationId: 'demo',
        runs: [{ code, ...names, state: 'PLANNED', legs: [{ ...leg, ...times }] }],
      });
      return runIds.get(code) ?? '';
    };

    it('bring milk into a clean tanker only, by a correction', async () => {
      expect(await refusals(put('MILK-A', `${TANK}/1`))).toEqual(['TANKER_NOT_CLEAN targetId']);
      expect(
        told((await put('MILK-A', `${TANK}/1`, { from: TEST_START + HOUR })).warnings),
      ).toEqual(['TANKER_TO_BE_CLEANED']);
      await wash(TANK);
      expect(await put('MILK-B', `${TANK}/2`)).toMatchObject({ warnings: [] });
      // It lies there by now: saying until when is no new load.
      const ended = await put('MILK-B', `${TANK}/2`, { until: TEST_START + HOUR });
      expect(ended).toMatchObject({ warnings: [], binding: { until: TEST_START + HOUR } });
    });

    it('come on top of the milk of another farm, and into no tank that was emptied since it was washed', async () => {
      await wash(TANK);
      await put('MILK-A', `${TANK}/1`);
      test.clock.advanceTo(TEST_START + HOUR);
      const from = test.clock.now();
      expect(await put('MILK-B', `${TANK}/1`, { from })).toMatchObject({ warnings: [] });
      await put('MILK-B', `${TANK}/2`, { from });
      test.clock.advanceTo(TEST_START + 3 * HOUR);
      await put('MILK-B', '', { from: TEST_START + 2 * HOUR, targetId: null });
      expect(await refusals(put('MILK-A', `${TANK}/2`, { from: test.clock.now() }))).toEqual([
        'TANKER_NOT_CLEAN targetId',
      ]);
    });

    it('lie in no tank that is cleaned: neither it, nor a part of it, nor the whole', async () => {
      await put('MILK-A', `${TANK}/1`, { hasHappened: true, until: TEST_START + 2 * HOUR });
      await put('MILK-B', TANK, { hasHappened: true, until: TEST_START + HOUR });
      await put('MELONS', 'BOX');
      test.clock.advanceTo(TEST_START + 3 * HOUR);
      const after = (minutes: number) => TEST_START + minutes * 60_000;
      const full = ['GOODS_IN_TANK cleanedAt'];
      expect(await refusals(wash(TANK, after(90)))).toEqual(full);
      expect(await refusals(wash(`${TANK}/1`, after(90)))).toEqual(full);
      expect(await refusals(wash(`${TANK}/2`, after(30)))).toEqual(full);
      await wash(`${TANK}/2`, after(60));
      await wash(TANK, after(120));
      await wash('BOX');
      await wash(TANK, TEST_START);
    });

    it('bring milk into a clean tanker only, by a transformation, and mix what lies in one already', async () => {
      expect(await refusals(commingle(`${TANK}/1`))).toEqual([
        'TANKER_NOT_CLEAN outputs.0.unitCode',
      ]);
      await wash(TANK);
      await put('MILK-A', `${TANK}/1`);
      await put('MILK-B', `${TANK}/1`);
      test.clock.advanceTo(TEST_START + HOUR);
      expect((await commingle(undefined)).warnings).toEqual([]);
      expect(await records.journeys.lotByCode('demo', 'MILK')).toMatchObject({
        unitId: unit(`${TANK}/1`),
      });
    });

    it('are put down all the same where they have happened, with what speaks against them', async () => {
      const dirty = await put('MILK-A', `${TANK}/1`, { hasHappened: true });
      expect(dirty).toMatchObject({
        binding: { targetId: unit(`${TANK}/1`) },
        warnings: [{ code: 'TANKER_NOT_CLEAN', severity: 'WARN' }],
      });
      const mixed = await commingle(`${TANK}/2`, { hasHappened: true });
      expect(told(mixed.warnings)).toEqual(['TANKER_NOT_CLEAN']);
      // What does not add up is no matter of where it lies.
      const again = commingle(`${TANK}/2`, { hasHappened: true });
      expect(await refusals(again)).toContain('LOT_USED_UP inputs.0');
    });

    it('come into no unit that is laid up, and put one in use that was empty', async () => {
      await declare('LAID_UP');
      expect(await refusals(put('MELONS', 'BOX'))).toEqual(['UNIT_LAID_UP targetId']);
      const parted = records.lots.transform(TESTER, 'demo', {
        ...{ kind: 'SPLIT', at: TEST_START, inputs: [{ lotCode: 'LOT-1', quantityKilograms: 5 }] },
        outputs: [{ lotCode: 'PART', quantityKilograms: 5, unitCode: 'BOX' }],
      });
      expect(await refusals(parted)).toEqual(['UNIT_LAID_UP outputs.0.unitCode']);
      await declare('EMPTY');
      await put('MELONS', 'BOX');
      expect((await records.journeys.unit(unit('BOX')))?.state).toBe('IN_USE');
    });

    it('that are still to come have not happened, whoever says so', async () => {
      await declare('LAID_UP');
      const tomorrow = { from: TEST_START + 24 * HOUR, hasHappened: true };
      expect(await refusals(put('MELONS', 'BOX', tomorrow))).toEqual(['UNIT_LAID_UP targetId']);
    });

    it('bear what the carriage is to be set to on its run', async () => {
      await ride({ setpointCelsius: 0 });
      expect(await refusals(put('MELONS', 'BOX'))).toEqual(['SETPOINT_OUTSIDE targetId']);
      await ride({ setpointCelsius: 8 });
      expect(told((await put('MELONS', 'BOX')).warnings)).toEqual(['SETPOINT_DIFFERS']);
    });

    it('are asked for when their unit comes onto a run, or is to be set to another temperature', async () => {
      await put('MELONS', 'BOX');
      expect(await refusals(ride({ setpointCelsius: 0 }))).toEqual([
        'SETPOINT_OUTSIDE setpointCelsius',
      ]);
      const was = await ride({ setpointCelsius: 0, hasHappened: true });
      expect(was.warnings).toMatchObject([{ code: 'SETPOINT_OUTSIDE', severity: 'WARN' }]);
      expect((await ride({ setpointCelsius: 0, position: 9 })).warnings).toEqual([]);
      expect((await ride({ setpointCelsius: 7 })).warnings).toEqual([]);
    });

    it('ride in no unit that is laid up', async () => {
      await declare('LAID_UP');
      expect(await refusals(ride())).toEqual(['UNIT_LAID_UP subjectId']);
      expect((await ride({ targetId: null })).warnings).toEqual([]);
    });

    it('are watched by what is calibrated, and made for it; what is not is told', async () => {
      const calibrated = { calibratedAt: TEST_START - 2 * HOUR, validUntil: TEST_START - HOUR };
      await records.equipment.calibrate(TESTER, 'RFR-1', {
        ...{ channel: null, offsetKelvin: 0, certificateNumber: null, note: null, ...calibrated },
      });
      const watch = (deviceId: string, unitCode: string) =>
        records.bindings.correct(TESTER, {
          ...{ organisationId: 'demo', kind: 'device', subjectId: deviceId },
          ...{ targetId: unit(unitCode), from: TEST_START, until: null },
        });
      await records.bindings.correct(TESTER, {
        ...{ organisationId: 'demo', kind: 'device', subjectId: 'RFR-2', targetId: null },
        ...{ from: TEST_START, until: null },
      });
      expect((await watch('RFR-1', 'BOX')).warnings).toMatchObject([
        { code: 'CALIBRATION_EXPIRED' },
        { code: 'TAKEN_FROM', severity: 'WARN', parameters: { name: 'RFR-1', taken: 'UNIT-1' } },
      ]);
      expect(told((await watch('RFR-2', TANK)).warnings)).toEqual(['DEVICE_KIND_DIFFERS']);
      expect(told((await watch('RFR-2', 'BOX')).warnings)).toEqual(['TAKEN_FROM']);
    });

    it('ride with a unit that another run must do without: it is said which', async () => {
      const other = await anotherRun('XM-2');
      expect((await ride()).warnings).toEqual([]);
      const ends = TEST_START + HOUR;
      expect((await ride({ targetId: other, from: ends })).warnings).toMatchObject([
        { code: 'TAKEN_FROM', field: 'subjectId', parameters: { name: 'BOX', taken: 'XM-1' } },
      ]);
      expect((await ride({ targetId: null, from: ends })).warnings).toEqual([]);
      // Before and after is no time of it.
      const before = { targetId: other, from: TEST_START - HOUR, until: TEST_START };
      expect((await ride(before)).warnings).toEqual([]);
    });

    it('ride on no run that is over, but for what has happened', async () => {
      await ride({ until: TEST_START + 2 * HOUR });
      test.clock.advanceTo(TEST_START + HOUR);
      for (const state of ['ARRIVED', 'CLOSED'] as const)
        await records.journeys.setRunState(TESTER, runId, state);
      const full = ['RUN_IS_OVER targetId'];
      expect(await refusals(ride({ from: TEST_START + HOUR }))).toEqual(full);
      const longer = { until: TEST_START + 2 * HOUR };
      expect(await refusals(ride(longer))).toEqual(full);
      expect(await refusals(ride({ subjectId: unit('TRUCK') }))).toEqual(full);
      expect((await ride({ until: TEST_START + HOUR, position: 7 })).warnings).toEqual([]);
      const was = await ride({ ...longer, hasHappened: true });
      expect(was).toMatchObject({
        binding: { targetId: runId, until: TEST_START + 2 * HOUR },
        warnings: [{ code: 'RUN_IS_OVER', severity: 'WARN' }],
      });
      const cancelled = await anotherRun('XM-3');
      await records.journeys.setRunState(TESTER, cancelled, 'CANCELLED');
      expect(await refusals(ride({ targetId: cancelled, subjectId: unit('TRUCK') }))).toEqual(full);
    });

    it('lie only with what bears the same temperature', async () => {
      expect(await refusals(put('MELONS', 'UNIT-1'))).toContain('BANDS_DO_NOT_MEET targetId');
      await put('LOT-1', 'UNIT-1', { targetId: null });
      expect((await put('MELONS', 'UNIT-1')).warnings).toEqual([]);
      // They do not for what lies beside them against all advice.
      await put('LOT-1', 'UNIT-1', { hasHappened: true });
      await put('LOT-2', 'UNIT-2', { targetId: null });
      expect(await refusals(put('LOT-2', 'UNIT-1'))).toEqual(['BANDS_DO_NOT_MEET targetId']);
    });

    it('that turn out to be of another sugar are told to suit neither the set-point nor their neighbours', async () => {
      const inBox = (code: string, commodityCode: string) => ({
        ...{ code, commodityCode, quantityKilograms: 900 },
        placement: { unitCode: 'BOX', profileCode: commodityCode, from: TEST_START - HOUR },
      });
      const added = await records.journeys.addMany(TESTER, {
        organisationId: 'demo',
        profiles: [testProfile({ code: 'CHERRY', setpoint: -0.4, band: { low: -1, high: 0 } })],
        lots: [inBox('WATERY', 'PEAR_KORLA'), inBox('CHERRIES', 'CHERRY')],
      });
      await ride({ setpointCelsius: -0.4, hasHappened: true });
      const id = added.lotIds.get('WATERY') ?? '';
      const change = (what: Parameters<Records['lots']['change']>[2]) =>
        records.lots.change(TESTER, id, what);
      expect(await change({ waybillNumber: 'DD-9' })).toEqual([]);
      // −0.115 × 5 + 0.5 = −0.075, to the warmer tenth 0; its band begins at 0.2 then.
      expect(await change({ brixDegrees: 5 })).toMatchObject([
        { code: 'BANDS_DO_NOT_MEET', severity: 'WARN', field: 'brixDegrees' },
        { code: 'SETPOINT_OUTSIDE', severity: 'WARN', field: 'brixDegrees' },
      ]);
      expect((await records.journeys.lot(id))?.brixDegrees).toBe(5);
      await put('CHERRIES', 'BOX', {
        targetId: null,
        subjectId: added.lotIds.get('CHERRIES') ?? '',
      });
      await ride({ targetId: null, from: TEST_START });
      expect(await change({ brixDegrees: null })).toEqual([]);
    });

    it('lie there also for a plan: it brings nothing that does not bear what they do', async () => {
      await put('MELONS', 'TRUCK');
      const found = async (plan: JourneyPlan) =>
        (await records.plans.check('demo', plan))
          .filter(({ severity }) => severity === 'REFUSE')
          .map(({ code, line, field }) => `${code} ${line ?? '-'} ${field}`);
      const pears = aTruckRun('PEARS', 'PEAR_KORLA', { setpointCelsius: 0 });
      expect(await found(pears)).toEqual([
        'SETPOINT_OUTSIDE 1 setpointCelsius',
        'BANDS_DO_NOT_MEET 1 commodityCode',
      ]);
      await put('MELONS', 'TRUCK', { targetId: null, from: TEST_START + HOUR });
      expect(await found(pears)).toEqual([]);
      // What another run brings there is taken out when that is over.
      await records.plans.take(TESTER, 'demo', pears);
      expect(await found(aTruckRun('MORE', 'MELON', { daysLater: 3 }))).toEqual([]);
    });
  });
}

/** A truck with one lot, underway for a day from tomorrow on. */
function aTruckRun(
  runCode: string,
  commodityCode: string,
  {
    setpointCelsius = null,
    daysLater = 0,
  }: { setpointCelsius?: number | null; daysLater?: number },
): JourneyPlan {
  const departureAt = TEST_START + (1 + daysLater) * 24 * HOUR;
  return {
    ...{ runCode, serviceCode: 'XINMEI', loadingAt: departureAt },
    legs: [
      {
        ...{ mode: 'ROAD', fromPlaceCode: 'KASHGAR', toPlaceCode: 'WEICHENG' },
        ...{ plannedDepartureAt: departureAt, plannedArrivalAt: departureAt + 24 * HOUR },
      },
    ],
    lines: [
      {
        ...{ line: 1, unitCode: 'TRUCK', unitKind: 'truck', position: null, equipmentGroup: null },
        ...{ deviceId: null, joinPlaceCode: null, leavePlaceCode: null, setpointCelsius },
        lot: {
          ...{ code: `${runCode}-L`, commodityCode, quantityKilograms: 900 },
          ...{ originPlaceCode: null, note: null, ...NO_DETAILS },
        },
      },
    ],
  };
}
