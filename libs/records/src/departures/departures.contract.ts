import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aHandOver } from '@lenglian/goods/testing';
import { NO_DETAILS, type JourneyPlan, type PlanLine } from '@lenglian/planning';
import {
  InvalidRecordError,
  NotFoundError,
  RevisionConflictError,
  RunStateError,
} from '../records-errors.ts';
import type { Records } from '../records.ts';
import { addTestJourneys, TESTER, TEST_START, type TestRecords } from '../testing.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DEPARTURE = TEST_START + 6 * HOUR;

/** What every database must do about boxes that are to leave. */
export function describeDepartures(open: () => Promise<TestRecords>): void {
  describe('departures', () => {
    let test: TestRecords;
    let records: Records;
    let runId: string;

    beforeEach(async () => {
      test = await open();
      ({ records } = test);
      await addTestJourneys(records, TEST_START);
      ({ runId } = await records.plans.take(TESTER, 'demo', aPlan([aLine('BOX-2', 2), aLine()])));
    });
    afterEach(() => test.dispose());

    const unitId = async (code = 'BOX-1') =>
      (await records.journeys.unitByCode('demo', code))?.id ?? '';
    const boxOf = async (code = 'BOX-1') => {
      const boxes = await records.departures.boxes(runId);
      return boxes.find(({ unitCode }) => unitCode === code);
    };
    const step = (state: 'LOADING' | 'IN_TRANSIT' | 'CANCELLED', boxes?: readonly unknown[]) =>
      records.journeys.setRunState(TESTER, runId, state, undefined, boxes);
    const seen = (checks: ('SEAL' | 'PULP')[]) =>
      checks.map((check) => ({ check, state: 'AMBER' as const }));
    const release = async (checks: ('SEAL' | 'PULP')[], ifRevision?: number) =>
      records.departures.release({ ...TESTER, ifRevision }, runId, {
        ...{ unitId: await unitId(), checks: seen(checks), reason: '站长同意' },
      });

    it('know what a box is loaded with before it is, in the order of the train', async () => {
      const boxes = await records.departures.boxes(runId);
      expect(boxes.map(({ unitCode }) => unitCode)).toEqual(['BOX-1', 'BOX-2']);
      expect(boxes[0]).toMatchObject({
        ...{ unitKind: 'box', position: 1, joinPlaceCode: null, plannedSetpointCelsius: 0.2 },
        ...{ state: 'IN_USE', inspection: null, sealNumber: null, devices: [] },
        lots: [{ lotCode: 'L-BOX-1', pulpTemperatureCelsius: 3, profile: { setpoint: 0 } }],
        loadsAt: DEPARTURE - HOUR,
      });
    });

    it('know the newest inspection, and the calibration of the device that rides', async () => {
      const inspect = async (inspectedAt: number, hasPassed: boolean) =>
        records.equipment.inspect(TESTER, await unitId(), {
          ...{ inspectedAt, hasPassed, workshopName: '乌铁箱修', note: null },
        });
      await inspect(TEST_START - HOUR, true);
      await inspect(TEST_START - DAY, false);
      await expect(inspect(TEST_START + 1, true)).rejects.toThrow(InvalidRecordError);
      await records.devices.bind(TESTER, 'RFR-1', await unitId(), TEST_START);
      const validUntil = TEST_START + 30 * DAY;
      await records.equipment.calibrate(TESTER, 'RFR-1', {
        ...{ channel: null, calibratedAt: TEST_START, validUntil, offsetKelvin: 0 },
        ...{ certificateNumber: null, note: null },
      });
      expect(await boxOf()).toMatchObject({
        inspection: { inspectedAt: TEST_START - HOUR, hasPassed: true },
        devices: [{ deviceId: 'RFR-1', calibratedUntil: validUntil }],
      });
      const list = await records.equipment.inspections(await unitId(), { limit: 1 });
      expect(list.items).toMatchObject([{ hasPassed: true, workshopName: '乌铁箱修' }]);
      expect(list.nextCursor).not.toBeNull();
    });

    it('know the seal that was put on for this trip, at closing or at a hand-over', async () => {
      const seal = async (sealNumber: string, sealedAt: number) =>
        records.equipment.seal(TESTER, await unitId(), { sealNumber, sealedAt, note: null });
      await seal('OLD', TEST_START - 4 * DAY);
      expect((await boxOf())?.sealNumber).toBeNull();
      await seal('S-1', TEST_START);
      await expect(seal('S-2', TEST_START + 1)).rejects.toThrow(InvalidRecordError);
      expect((await boxOf())?.sealNumber).toBe('S-1');
      const { items } = await records.equipment.seals(await unitId(), { limit: 9 });
      expect(items.map(({ sealNumber }) => sealNumber)).toEqual(['S-1', 'OLD']);

      test.clock.advanceTo(DEPARTURE);
      const { warnings } = await records.handOvers.record(TESTER, 'demo', {
        ...aHandOver({ handedOverAt: DEPARTURE, placeCode: null, unitCode: 'BOX-1' }),
        ...{
          waybillNumber: null,
          conditions: [],
          sealFoundNumber: 'S-9',
          sealAppliedNumber: 'S-3',
        },
        lots: [
          {
            ...{ lotCode: 'L-BOX-1', quantityKilograms: 1, result: 'ACCEPTED', reason: null },
            ...{ damagedKilograms: null, rejectedKilograms: null },
          },
        ],
      });
      expect(warnings).toMatchObject([{ code: 'SEAL_DIFFERS', parameters: { sealNumber: 'S-1' } }]);
      expect((await boxOf())?.sealNumber).toBe('S-3');
    });

    it('release a box with a reason, and take it back by a further entry', async () => {
      const first = await release(['SEAL', 'PULP'], 1);
      await expect(release([], 1)).rejects.toThrow(RevisionConflictError);
      await release([], 2);
      expect(await records.departures.releases(runId)).toEqual([
        first,
        expect.objectContaining({ checks: [], reason: '站长同意', recordedBy: TESTER.id }),
      ]);
      const audit = await records.audit.list({
        ...{ organisationId: 'demo', limit: 9, newestFirst: true, entityId: runId },
      });
      expect(audit.items[0]).toMatchObject({ action: 'run.release', reason: '站长同意' });
      expect(audit.items[1]?.after).toEqual({
        ...{ unitCode: 'BOX-1', checks: seen(['SEAL', 'PULP']) },
      });
    });

    it('release no box that does not ride on it, and none of a run that is over', async () => {
      const other = { unitId: await unitId('UNIT-1'), checks: seen(['SEAL']), reason: 'x' };
      await expect(records.departures.release(TESTER, runId, other)).rejects.toThrow(NotFoundError);
      await step('CANCELLED');
      await expect(release(['SEAL'])).rejects.toThrow(RunStateError);
    });

    it('keep the board as it was when the run left', async () => {
      await step('LOADING', ['too early']);
      expect(await records.departures.kept(runId)).toBeUndefined();
      test.clock.advanceTo(DEPARTURE);
      await step('IN_TRANSIT', [{ unitCode: 'BOX-1' }]);
      const kept = { keptAt: DEPARTURE, boxes: [{ unitCode: 'BOX-1' }] };
      expect(await records.departures.kept(runId)).toEqual(kept);
      await records.journeys.setRunState(TESTER, runId, 'ARRIVED');
      await step('IN_TRANSIT', ['taken back']);
      expect(await records.departures.kept(runId)).toEqual(kept);
    });

    it('know that a compartment was clean when it was loaded, also by the washing of the whole', async () => {
      const plan = aPlan([aLine('新A12345/1', 1, 'tanker')], 'MILK-1');
      ({ runId } = await records.plans.take(TESTER, 'demo', plan));
      await records.equipment.clean(TESTER, await unitId('新A12345'), {
        ...{ cleanedAt: TEST_START, isClean: true, certificateNumber: null, note: null },
      });
      const [whole, part] = await records.departures.boxes(runId);
      expect(whole).toMatchObject({ unitCode: '新A12345', lots: [] });
      expect(part).toMatchObject({
        ...{ wholeUnitId: whole?.unitId, cleanliness: { loadedAt: null } },
      });
      expect(part?.cleanliness.cleaning).toEqual({ cleanedAt: TEST_START, isClean: true });
    });
  });
}

function aPlan(lines: readonly PlanLine[], runCode = 'XM-9'): JourneyPlan {
  const leg = { mode: 'RAIL', fromPlaceCode: 'KASHGAR', toPlaceCode: 'WEICHENG' } as const;
  return {
    ...{ runCode, serviceCode: 'XINMEI', loadingAt: DEPARTURE - HOUR },
    legs: [{ ...leg, plannedDepartureAt: DEPARTURE, plannedArrivalAt: DEPARTURE + 2 * DAY }],
    lines,
  };
}

function aLine(unitCode = 'BOX-1', position = 1, unitKind: 'box' | 'tanker' = 'box'): PlanLine {
  return {
    ...{ line: position, unitCode, unitKind, position, equipmentGroup: null, deviceId: null },
    ...{ joinPlaceCode: null, leavePlaceCode: null, setpointCelsius: 0.2 },
    lot: {
      ...{ code: `L-${unitCode}`, commodityCode: 'PEAR_KORLA', quantityKilograms: 1 },
      ...{ originPlaceCode: null, note: null, ...NO_DETAILS, pulpTemperatureCelsius: 3 },
    },
  };
}
