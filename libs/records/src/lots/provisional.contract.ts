import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { containerCheckDigit, type PlanLine } from '@lenglian/planning';
import { HOUR } from '@lenglian/quantities';
import { PLACEMENTS_KEPT } from '../journeys/placement-snapshot.ts';
import type { Records } from '../records.ts';
import { addTestJourneys, TESTER, TEST_START, testProfile, type TestRecords } from '../testing.ts';

/** What every database must do with goods that nobody declared (有货无单). */
export function describeProvisionalLots(open: () => Promise<TestRecords>): void {
  describe('goods that nobody declared', () => {
    let test: TestRecords;
    let records: Records;
    let runId: string;
    let unitId: string;
    /** When its ride began. */
    const FROM = TEST_START - 2 * HOUR;

    beforeEach(async () => {
      test = await open();
      ({ records } = test);
      await addTestJourneys(records, TEST_START);
      const organisationId = 'demo';
      const leg = { mode: 'RAIL', fromPlaceCode: 'KASHGAR', toPlaceCode: 'WEICHENG' } as const;
      const times = { plannedDepartureAt: FROM, plannedArrivalAt: TEST_START + 24 * HOUR };
      const name = { nameZh: '忘单', nameEn: 'Forgotten' };
      const details = { commodityCodes: ['PLUM', 'PEAR_KORLA'] };
      const added = await records.journeys.addMany(TESTER, {
        ...{ organisationId, services: [{ code: 'F', ...name, details }] },
        profiles: [testProfile({ code: 'PLUM' })],
        runs: [
          {
            code: 'F-1',
            serviceCode: 'F',
            ...name,
            state: 'LOADING',
            legs: [{ ...leg, ...times }],
          },
        ],
        devices: ['DEV-F', 'DEV-P'].map((id) => {
          return { id, kind: 'reefer', tokenSha256: '0'.repeat(64) };
        }),
        units: [
          {
            ...{ code: 'FORGOTTEN', kind: 'reefer' },
            run: { runCode: 'F-1', position: 1, equipmentGroup: null, from: FROM },
            devices: [{ deviceId: 'DEV-F', from: FROM }],
          },
        ],
        lots: [{ code: 'REAL', commodityCode: 'PEAR_KORLA', quantityKilograms: 20_000 }],
      });
      runId = added.runIds.get('F-1') ?? '';
      unitId = added.unitIds.get('FORGOTTEN') ?? '';
    });
    afterEach(() => test.dispose());

    const settle = () => records.journeys.settleProvisional();
    const provisional = async () =>
      (await records.journeys.lots({ limit: 10, isProvisional: true })).items;
    const spans = async () => {
      const { lotPlacements } = await records.journeys.placements();
      const own = lotPlacements.filter(({ isProvisional }) => isProvisional);
      return own.map(({ from, until }) => [from, until]);
    };
    const bind = async (from: number, until: number | null = null) => {
      const real = await records.journeys.lotByCode('demo', 'REAL');
      await records.bindings.correct(TESTER, {
        ...{ organisationId: 'demo', kind: 'lot', subjectId: real?.id ?? '', targetId: unitId },
        ...{ from, until },
      });
    };
    const declare = (state: 'EMPTY' | 'LAID_UP' | 'IN_USE', validFrom: number) =>
      records.equipment.declare(TESTER, unitId, { state, validFrom, reason: null });

    it('are a lot of the first commodity of the service, for the ride, and made once', async () => {
      expect(await settle()).toBe(1);
      expect(await settle()).toBe(0);
      expect(await provisional()).toMatchObject([
        { code: 'F-1/FORGOTTEN', commodityCode: 'PLUM', isProvisional: true, unitId },
      ]);
      const { lotPlacements, unitJourneys } = await records.journeys.placements();
      const [plum] = (await records.journeys.profiles('demo')).filter(
        ({ code }) => code === 'PLUM',
      );
      expect(lotPlacements.filter((one) => one.unitId === unitId)).toMatchObject([
        { from: FROM, until: null, profileId: plum?.id, isProvisional: true },
      ]);
      expect(unitJourneys.some((one) => one.unitId === unitId)).toBe(true);
      const [lot] = await provisional();
      const entries = await records.audit.list({ limit: 10, entityId: lot?.id ?? '' });
      expect(entries.items.find(({ action }) => action === 'lot.bind')).toMatchObject({
        ...{ actor: 'system', reason: '有货无单' },
      });
    });

    it('are in no list of lots, and in no plan of the run, unless they are asked for', async () => {
      await settle();
      const codes = async (filter: object) =>
        (await records.journeys.lots({ limit: 10, ...filter })).items.map(({ code }) => code);
      expect(await codes({ unitId })).toEqual([]);
      expect(await codes({ runId })).toEqual([]);
      expect(await codes({ unitId, isProvisional: 'any' })).toEqual(['F-1/FORGOTTEN']);
      expect((await records.plans.ofRun(runId))?.lines).toMatchObject([{ lot: null }]);
    });

    it('lie nowhere once the goods are bound from the beginning, and the judge is told so', async () => {
      await settle();
      test.clock.advanceTo(TEST_START + HOUR);
      await bind(FROM);
      expect(await settle()).toBe(1);
      expect(await spans()).toEqual([[FROM, FROM]]);
      expect(await provisional()).toMatchObject([{ unitId: null }]);
      const [lot] = await provisional();
      const believed = await records.bindings.list({
        ...{ organisationId: 'demo', kind: 'lot', subjectId: lot?.id ?? '', asOf: TEST_START },
      });
      expect(believed).toMatchObject([{ targetId: unitId, from: FROM, until: null }]);
      const late = test.clock.now() + PLACEMENTS_KEPT + 1;
      const later = await records.journeys.placements(late);
      expect(later.lotPlacements.some(({ isProvisional }) => isProvisional)).toBe(false);
    });

    it('lie nowhere once anybody says when goods came in, or when they left', async () => {
      await settle();
      await bind(TEST_START - HOUR, TEST_START);
      await settle();
      expect(await spans()).toEqual([[FROM, FROM]]);
    });

    it('are the same, whatever was said first: the goods, or that the run is under way', async () => {
      await bind(TEST_START - HOUR);
      expect(await settle()).toBe(0);
      expect(await spans()).toEqual([]);
    });

    it('come back when a binding turns out to be wrong', async () => {
      await bind(FROM);
      expect(await settle()).toBe(0);
      const real = await records.journeys.lotByCode('demo', 'REAL');
      await records.bindings.correct(TESTER, {
        ...{ organisationId: 'demo', kind: 'lot', subjectId: real?.id ?? '', targetId: null },
        ...{ from: FROM, until: null },
      });
      expect(await settle()).toBe(1);
      expect(await spans()).toEqual([[FROM, null]]);
    });

    it('are none in a unit that is declared empty or laid up, from then on or for a time', async () => {
      await settle();
      await declare('EMPTY', TEST_START - HOUR);
      await settle();
      expect(await spans()).toEqual([[FROM, TEST_START - HOUR]]);
      await declare('IN_USE', TEST_START);
      await settle();
      expect(await spans()).toEqual([
        [FROM, TEST_START - HOUR],
        [TEST_START, null],
      ]);
      await declare('LAID_UP', FROM);
      await settle();
      expect(await spans()).toEqual([[TEST_START, null]]);
    });

    it('are none without a device that could tell of them', async () => {
      const device = { organisationId: 'demo', kind: 'device', subjectId: 'DEV-F' } as const;
      const span = { from: FROM, until: null };
      await records.bindings.correct(TESTER, { ...device, targetId: null, ...span });
      expect(await settle()).toBe(0);
      await records.bindings.correct(TESTER, { ...device, targetId: unitId, ...span });
      expect(await settle()).toBe(1);
    });

    it('are there also where a plan names a unit without goods: empty is declared, never inferred', async () => {
      const leg = { mode: 'RAIL', fromPlaceCode: 'KASHGAR', toPlaceCode: 'WEICHENG' } as const;
      const loadingAt = TEST_START + 48 * HOUR;
      const legs = [
        { ...leg, plannedDepartureAt: loadingAt, plannedArrivalAt: loadingAt + 24 * HOUR },
      ];
      const unitCode = `XJLU300201${containerCheckDigit('XJLU300201')}`;
      const line: PlanLine = {
        ...{ line: 1, unitCode, unitKind: 'reefer', position: 1, equipmentGroup: null },
        ...{ deviceId: 'DEV-P', joinPlaceCode: null, leavePlaceCode: null, lot: null },
        setpointCelsius: null,
      };
      const plan = { runCode: 'F-2', serviceCode: 'F', loadingAt, legs, lines: [line] };
      await records.plans.take(TESTER, 'demo', plan);
      test.clock.advanceTo(loadingAt);
      expect((await records.journeys.unitByCode('demo', unitCode))?.state).toBe('IN_USE');
      await records.journeys.setRunState(
        TESTER,
        (await records.journeys.runByCode('demo', 'F-2'))?.id ?? '',
        'LOADING',
      );
      await settle();
      const codes = (await provisional()).map(({ code }) => code);
      expect(codes.sort()).toEqual(['F-1/FORGOTTEN', `F-2/${unitCode}`]);
    });

    it('leave with the run, and are bound late on a run that is over', async () => {
      await settle();
      test.clock.advanceTo(TEST_START + HOUR);
      for (const state of ['IN_TRANSIT', 'ARRIVED', 'CLOSED'] as const)
        await records.journeys.setRunState(TESTER, runId, state, TEST_START + HOUR);
      expect(await settle()).toBe(0);
      expect(await spans()).toEqual([[FROM, TEST_START + HOUR]]);
      await bind(FROM, TEST_START + HOUR);
      await settle();
      expect(await spans()).toEqual([[FROM, FROM]]);
    });

    it('do not keep a unit from being declared empty, and goods that are bound to an empty one use it', async () => {
      await settle();
      await declare('EMPTY', FROM);
      expect((await records.journeys.unit(unitId))?.state).toBe('EMPTY');
      await bind(TEST_START - HOUR);
      expect((await records.journeys.unit(unitId))?.state).toBe('IN_USE');
    });
  });
}
