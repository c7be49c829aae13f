import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aPlan, aPlanLine, aPlannedLot, ANOTHER_CONTAINER } from '@lenglian/planning/testing';
import { HOUR } from '@lenglian/quantities';
import type { Records } from '../records.ts';
import { addTestJourneys, TESTER, TEST_START, type TestRecords } from '../testing.ts';

const LOADING = TEST_START + HOUR;

/** What every database must tell of a run as a plan, whatever happened on the way. */
export function describePlanOfRun(open: () => Promise<TestRecords>): void {
  describe('the plan of a run that has been on its way', () => {
    let test: TestRecords;
    let records: Records;
    let runId: string;

    beforeEach(async () => {
      test = await open();
      ({ records } = test);
      await addTestJourneys(records, TEST_START);
      ({ runId } = await records.plans.take(TESTER, 'demo', twoBoxes()));
      test.clock.advanceTo(LOADING + 10 * HOUR);
    });
    afterEach(() => test.dispose());

    const split = (at: number, lotCode: string, part: string, quantityKilograms: number) =>
      records.lots.transform(TESTER, 'demo', {
        ...{ kind: 'SPLIT', at, inputs: [{ lotCode, quantityKilograms }] },
        outputs: [{ lotCode: part, quantityKilograms, unitCode: ANOTHER_CONTAINER }],
      });
    const loads = async () =>
      (await records.plans.ofRun(runId))?.lines.map(({ unitCode, lot }) => [
        ...[unitCode === ANOTHER_CONTAINER ? 2 : 1, lot?.code, lot?.quantityKilograms],
      ]);

    it('has the goods that were loaded, and not the parts that were made of them', async () => {
      await split(LOADING + 2 * HOUR, 'G-1', 'P-1', 5_000);
      await split(LOADING + 3 * HOUR, 'P-1', 'P-2', 5_000);
      expect(await loads()).toEqual([
        [1, 'G-1', 21_000],
        [2, 'G-2', 21_000],
      ]);
    });

    it('has what was left of goods that were split before they were loaded, and the parts', async () => {
      await split(LOADING, 'G-1', 'P-1', 5_000);
      expect(await loads()).toEqual([
        [1, 'G-1', 16_000],
        [2, 'G-2', 21_000],
        [2, 'P-1', 5_000],
      ]);
    });

    it('has a lot once that was put into another box, and a box once that got another place', async () => {
      const lotId = (await records.journeys.lotByCode('demo', 'G-1'))?.id ?? '';
      const unitId = (await records.journeys.unitByCode('demo', ANOTHER_CONTAINER))?.id ?? '';
      const from = LOADING + 4 * HOUR;
      const common = { organisationId: 'demo', from, until: null } as const;
      await records.bindings.correct(TESTER, {
        ...{ ...common, kind: 'lot', subjectId: lotId, targetId: unitId },
      });
      await records.bindings.correct(TESTER, {
        ...{ ...common, kind: 'unit', subjectId: unitId, targetId: runId, position: 7 },
      });
      expect(await loads()).toEqual([
        [1, 'G-1', 21_000],
        [2, 'G-2', 21_000],
      ]);
      const plan = await records.plans.ofRun(runId);
      expect(plan?.lines.map(({ position }) => position)).toEqual([1, 2]);
    });
  });
}

function twoBoxes() {
  return aPlan({
    ...{ runCode: 'XM-5', serviceCode: 'XINMEI', loadingAt: LOADING },
    legs: [
      {
        ...{ mode: 'RAIL', fromPlaceCode: 'KASHGAR', toPlaceCode: 'WEICHENG' },
        ...{ plannedDepartureAt: LOADING + HOUR, plannedArrivalAt: LOADING + 40 * HOUR },
      },
    ],
    lines: [
      aPlanLine({ deviceId: null, lot: aPlannedLot({ code: 'G-1', originPlaceCode: null }) }),
      aPlanLine({
        ...{ line: 2, unitCode: ANOTHER_CONTAINER, position: 2, deviceId: null },
        lot: aPlannedLot({ code: 'G-2', originPlaceCode: null }),
      }),
    ],
  });
}
