import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aPlan, aPlanLine, aPlannedLot } from '@lenglian/planning/testing';
import { DAY, HOUR, type Instant } from '@lenglian/quantities';
import type { Records } from '../records.ts';
import { addTestJourneys, TESTER, TEST_START, type TestRecords } from '../testing.ts';
import { PlanRefusedError } from './plan-refused-error.ts';

const SOON = TEST_START + DAY;
const NEXT_MONTH = TEST_START + 30 * DAY;

/** What every database must do with units that are planned for several runs, one after the other. */
export function describeRunsInTurn(open: () => Promise<TestRecords>): void {
  describe('runs that one unit is planned for in turn', () => {
    let test: TestRecords;
    let records: Records;

    beforeEach(async () => {
      test = await open();
      ({ records } = test);
      await addTestJourneys(records, TEST_START);
      await records.devices.add(TESTER, {
        ...{ id: 'RFR-7', organisationId: 'demo', kind: 'reefer', tokenSha256: '0'.repeat(64) },
      });
    });
    afterEach(() => test.dispose());

    /** Loads an hour before it leaves, and goes for five days. */
    const take = async (runCode: string, loadingAt: Instant, unitCode = 'XJLU3000015') =>
      (await records.plans.take(TESTER, 'demo', trip(runCode, loadingAt, unitCode))).runId;
    const rides = async () => {
      const unitId = (await records.journeys.unitByCode('demo', 'XJLU3000015'))?.id;
      const found = await records.bindings.list({ kind: 'unit', subjectId: unitId });
      return found.map(({ targetId, from, until }) => [targetId, from, until]);
    };

    it('are refused only where they overlap, in whatever order they are planned', async () => {
      const later = await take('XM-31', NEXT_MONTH);
      const sooner = await take('XM-7', SOON);
      const between = await take('XM-14', SOON + 7 * DAY);
      expect(await rides()).toEqual([
        [sooner, SOON, SOON + 7 * DAY],
        [between, SOON + 7 * DAY, NEXT_MONTH],
        [later, NEXT_MONTH, null],
      ]);
      for (const loadingAt of [SOON - DAY, SOON + 4 * DAY, NEXT_MONTH - DAY, NEXT_MONTH + DAY])
        await expect(take('XM-X', loadingAt)).rejects.toBeInstanceOf(PlanRefusedError);
    });

    it('leave goods alone that come into the unit when the run is over', async () => {
      const unitId = (await records.journeys.unitByCode('demo', 'UNIT-1'))?.id ?? '';
      const placement = { unitCode: 'UNIT-1', from: SOON, until: null };
      const later = aPlannedLot({ code: 'LATER', originPlaceCode: null });
      await records.stock.addLot(TESTER, 'demo', { ...later, placement });
      const runId = (await records.journeys.runByCode('demo', 'XM-1'))?.id ?? '';
      test.clock.advanceTo(TEST_START + HOUR);
      for (const state of ['ARRIVED', 'CLOSED'] as const)
        await records.journeys.setRunState(TESTER, runId, state);
      const lying = async () =>
        (await records.journeys.lots({ unitId, isPlaced: true, limit: 9 })).items;
      expect(await lying()).toEqual([]);
      test.clock.advanceTo(SOON);
      expect((await lying()).map(({ code }) => code)).toEqual(['LATER']);
    });

    it('leave the later one as it is when the sooner one is over or cancelled', async () => {
      const later = await take('XM-31', NEXT_MONTH);
      const sooner = await take('XM-7', SOON);
      test.clock.advanceTo(SOON + HOUR);
      await records.journeys.setRunState(TESTER, sooner, 'CANCELLED');
      expect((await rides()).at(-1)).toEqual([later, NEXT_MONTH, null]);
      const { items } = await records.journeys.lots({ codePrefix: 'XM-', limit: 9 });
      test.clock.advanceTo(NEXT_MONTH);
      expect(items.map(({ code }) => code)).toEqual(['XM-31-LOT', 'XM-7-LOT']);
      const aboard = await records.journeys.lots({ runId: later, limit: 9, isPlaced: true });
      expect(aboard.items.map(({ code }) => code)).toEqual(['XM-31-LOT']);
    });

    it('are warned about when the sooner one is late for the later one, and what to do', async () => {
      const sooner = await take('XM-7', SOON);
      await take('XM-14', SOON + 6 * DAY);
      const delay = (hours: number) =>
        records.journeys.delayRun(TESTER, sooner, { leg: 1, of: 'ARRIVAL', by: hours * HOUR });
      expect((await delay(12)).warnings).toEqual([]);
      expect((await delay(24)).warnings).toMatchObject([
        {
          ...{ code: 'NEXT_RUN_OVERLAPS', severity: 'WARN' },
          parameters: { unitCode: 'XJLU3000015', runCode: 'XM-14' },
        },
      ]);
      test.clock.advanceTo(SOON + 6 * DAY + HOUR);
      const arrivedAt = SOON + 6 * DAY + HOUR;
      const report = { leg: 1, departedAt: SOON + HOUR, arrivedAt };
      const { warnings } = await records.journeys.reportLeg(TESTER, sooner, report);
      expect(warnings.map(({ code }) => code)).toEqual(['NEXT_RUN_OVERLAPS']);
    });

    it('are warned about when a device is late for another unit', async () => {
      const sooner = await take('XM-7', SOON);
      const unitId = (await records.journeys.unitByCode('demo', 'XJLU3000015'))?.id ?? '';
      const other = (await records.journeys.unitByCode('demo', 'UNIT-1'))?.id ?? '';
      for (const [targetId, from] of [
        [unitId, SOON],
        [other, SOON + 6 * DAY],
      ] as const)
        await records.bindings.correct(TESTER, {
          ...{ organisationId: 'demo', kind: 'device', subjectId: 'RFR-7', targetId, from },
          until: null,
        });
      const late = { leg: 1, of: 'ARRIVAL', by: 3 * DAY } as const;
      const { warnings } = await records.journeys.delayRun(TESTER, sooner, late);
      expect(warnings).toMatchObject([
        { code: 'DEVICE_NEXT_OVERLAPS', parameters: { deviceId: 'RFR-7', other: 'UNIT-1' } },
      ]);
    });
  });
}

function trip(runCode: string, loadingAt: Instant, unitCode: string) {
  return aPlan({
    ...{ runCode, serviceCode: 'XINMEI', loadingAt },
    legs: [
      {
        ...{ mode: 'RAIL', fromPlaceCode: 'KASHGAR', toPlaceCode: 'WEICHENG' },
        ...{ plannedDepartureAt: loadingAt + HOUR, plannedArrivalAt: loadingAt + 5 * DAY },
      },
    ],
    lines: [
      aPlanLine({
        ...{ unitCode, deviceId: null },
        lot: aPlannedLot({ code: `${runCode}-LOT`, originPlaceCode: null }),
      }),
    ],
  });
}
