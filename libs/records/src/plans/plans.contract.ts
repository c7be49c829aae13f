import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  containerCheckDigit,
  NO_DETAILS,
  type JourneyPlan,
  type PlanLine,
} from '@lenglian/planning';
import { RecordRefusedError } from '../record-refused-error.ts';
import { InvalidRecordError, RunStateError } from '../records-errors.ts';
import type { Records } from '../records.ts';
import { addTestJourneys, TESTER, TEST_START, type TestRecords } from '../testing.ts';
import { copyPlan } from './copy-plan.ts';
import { PlanRefusedError } from './plan-refused-error.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TOMORROW = TEST_START + DAY;
const RIDES = [
  [null, null],
  ['AKSU', null],
  [null, 'KORLA'],
] as const;

/** What every database must do with planned runs. */
export function describePlans(open: () => Promise<TestRecords>): void {
  describe('plans', () => {
    let test: TestRecords;
    let records: Records;

    beforeEach(async () => {
      test = await open();
      ({ records } = test);
      await addTestJourneys(records, TEST_START);
    });
    afterEach(() => test.dispose());

    const take = (plan: JourneyPlan) => records.plans.take(TESTER, 'demo', plan);
    const unitsOf = async (runId: string) =>
      (await records.journeys.units({ runId, limit: 100 })).items;

    it('are taken in one go: run, boxes, goods, in their places', async () => {
      const { runId, warnings } = await take(aTrain(32));
      expect(warnings.every(({ severity }) => severity === 'WARN')).toBe(true);
      test.clock.advanceTo(TOMORROW);
      expect(await records.journeys.run(runId)).toMatchObject({
        ...{ code: 'XM-2', nameZh: '新梅号', state: 'PLANNED' },
        legs: [{ fromPlaceCode: 'KASHGAR', plannedDepartureAt: TOMORROW }],
      });
      const units = await unitsOf(runId);
      expect(units.map(({ position }) => position).sort((a, b) => (a ?? 0) - (b ?? 0))).toEqual(
        Array.from({ length: 32 }, (_, index) => index + 1),
      );
      const lots = await records.journeys.lots({ runId, limit: 100 });
      expect(lots.items).toHaveLength(32);
      const { lotPlacements } = await records.journeys.placements();
      expect(lotPlacements).toHaveLength(34);
    });

    it('know where they are not to be heard by the ways of their service, and move that with them', async () => {
      const figure = (value: number) => ({ value, confidence: 'C', source: 'a test' });
      const name = { nameZh: '隧道', nameEn: 'Tunnel' };
      const [leg] = aTrain(1).legs;
      const hole = {
        ...{ code: 'TUNNEL', ...name, leg: 1 },
        ...{ afterMinutes: figure(120), durationMinutes: figure(16) },
      };
      const services = [
        {
          ...{ code: 'TUNNELLED', nameZh: '隧道班列', nameEn: 'Tunnelled' },
          details: { commodityCodes: [], ways: [{ legs: [leg], expectedCoverageHoles: [hole] }] },
        },
      ];
      await records.journeys.addMany(TESTER, { organisationId: 'demo', services });
      const { runId } = await take({ ...aTrain(1), serviceCode: 'TUNNELLED' });
      test.clock.advanceTo(TOMORROW);
      const [unit] = await unitsOf(runId);
      const holes = async () => {
        const { unitJourneys } = await records.journeys.placements();
        return unitJourneys.filter(({ unitId }) => unitId === unit?.id).map((one) => one.holes);
      };
      const from = (at: number) => [[{ ...name, from: at, until: at + 16 * 60_000 }]];
      expect(await holes()).toEqual(from(TOMORROW + 2 * HOUR));
      const late = { leg: 1, of: 'DEPARTURE', by: 3 * HOUR } as const;
      await records.journeys.delayRun(TESTER, runId, late);
      expect(await holes()).toEqual(from(TOMORROW + 5 * HOUR));
      test.clock.advanceTo(TOMORROW + 4 * HOUR);
      await records.journeys.setRunState(TESTER, runId, 'LOADING');
      await records.journeys.setRunState(TESTER, runId, 'IN_TRANSIT', TOMORROW + 4 * HOUR);
      expect(await holes()).toEqual(from(TOMORROW + 6 * HOUR));
    });

    /** Boxes 1 all the way, 2 from 阿克苏 on, 3 as far as 库尔勒. */
    const takeSteppedTrain = async (): Promise<string> => {
      const stop = (code: string) => {
        const at = { latitudeDegrees: 41, longitudeDegrees: 80, details: {} };
        return { code, nameZh: code, nameEn: code, ...at };
      };
      const places = [stop('AKSU'), stop('KORLA')];
      await records.journeys.addMany(TESTER, { organisationId: 'demo', places });
      const stops = ['KASHGAR', 'AKSU', 'KORLA', 'WEICHENG'];
      const legs = stops.slice(1).map((toPlaceCode, index) => ({
        ...{ mode: 'RAIL' as const, fromPlaceCode: stops[index] ?? '', toPlaceCode },
        plannedDepartureAt: TOMORROW + 12 * index * HOUR,
        plannedArrivalAt: TOMORROW + (12 * index + 10) * HOUR,
      }));
      const lines = aTrain(3).lines.map((line, index) => {
        const [joinPlaceCode, leavePlaceCode] = RIDES[index] ?? RIDES[0];
        const deviceId = joinPlaceCode === null ? null : 'RFR-9';
        return { ...line, joinPlaceCode, leavePlaceCode, deviceId };
      });
      await records.devices.add(TESTER, {
        ...{ id: 'RFR-9', organisationId: 'demo', kind: 'reefer', tokenSha256: '0'.repeat(64) },
      });
      return (await take({ ...aTrain(3), legs, lines })).runId;
    };
    /** Places in the train that are taken, and how many lots are aboard, so many hours after it left. */
    const aboard = async (runId: string, hours: number) => {
      test.clock.advanceTo(TOMORROW + hours * HOUR);
      const units = await unitsOf(runId);
      const positions = units.map(({ position }) => position ?? 0);
      const lots = await records.journeys.lots({ runId, limit: 9, isPlaced: true });
      const aboardNow = lots.items.filter((lot) => units.some(({ id }) => id === lot.unitId));
      return [positions.sort(), aboardNow.length];
    };

    it('of a stepped train bring units on and off at its stops, with their goods', async () => {
      const runId = await takeSteppedTrain();
      expect(await aboard(runId, 5)).toEqual([[1, 3], 2]);
      expect(await aboard(runId, 11)).toEqual([[1, 2, 3], 3]);
      expect(await aboard(runId, 23)).toEqual([[1, 2], 2]);
      // Setting a unit out is no unloading: its goods are watched until the run is over.
      const setOut = async () => (await records.journeys.lotByCode('demo', 'XM-LOT-3'))?.unitId;
      expect(await setOut()).toEqual(expect.any(String));
      const plan = await records.plans.ofRun(runId);
      expect(plan?.lines.map((line) => [line.joinPlaceCode, line.leavePlaceCode])).toEqual(RIDES);
    });

    it('keep their stops through a delay that is told too late, and through a correction', async () => {
      const runId = await takeSteppedTrain();
      test.clock.advanceTo(TOMORROW + 22.5 * HOUR);
      const late = { leg: 2, of: 'ARRIVAL', by: 6 * HOUR } as const;
      await records.journeys.delayRun(TESTER, runId, late);
      const unit = (await records.bindings.list({ kind: 'unit', targetId: runId })).find(
        ({ from }) => from === TOMORROW + 10 * HOUR,
      );
      await records.bindings.correct(TESTER, {
        ...{ organisationId: 'demo', kind: 'unit', subjectId: unit?.subjectId ?? '' },
        ...{ targetId: runId, from: TOMORROW + 10 * HOUR + 60_000, until: null, position: 2 },
      });
      test.clock.advanceTo(TOMORROW + 29 * HOUR);
      const arrivedAt = TOMORROW + 28.5 * HOUR;
      await records.journeys.reportLeg(TESTER, runId, { leg: 2, arrivedAt });
      const rides = await records.bindings.list({ kind: 'unit', targetId: runId });
      expect(rides.map(({ until }) => until)).toContain(arrivedAt);
      const plan = await records.plans.ofRun(runId);
      const stops = plan?.lines.map((line) => [line.joinPlaceCode, line.leavePlaceCode]);
      expect(stops).toEqual(RIDES);
    });

    it('that are over leave nothing in units that were set out on the way', async () => {
      const runId = await takeSteppedTrain();
      test.clock.advanceTo(TOMORROW + 23 * HOUR);
      for (const state of ['LOADING', 'IN_TRANSIT', 'ARRIVED', 'CLOSED'] as const)
        await records.journeys.setRunState(TESTER, runId, state);
      const placed = await records.journeys.lots({ runId, limit: 9, isPlaced: true });
      expect(placed.items).toEqual([]);
    });

    it('move with a delay, and the units that are still to join or leave with them', async () => {
      const runId = await takeSteppedTrain();
      test.clock.advanceTo(TOMORROW + 5 * HOUR);
      const planned = await records.journeys.legsAsOf(runId, test.clock.now());
      const late = { leg: 1, of: 'ARRIVAL', by: 4 * HOUR } as const;
      const { legs } = (await records.journeys.delayRun(TESTER, runId, late)).run;
      const hours = legs.map((leg) => (leg.plannedArrivalAt - TOMORROW) / HOUR);
      expect([hours, legs[0]?.plannedDepartureAt]).toEqual([[14, 26, 38], TOMORROW]);
      expect(await records.journeys.legsAsOf(runId, test.clock.now() - 1)).toEqual(planned);
      expect(await aboard(runId, 13)).toEqual([[1, 3], 2]);
      expect(await aboard(runId, 15)).toEqual([[1, 2, 3], 3]);
      const [bound] = await records.bindings.list({ kind: 'device', subjectId: 'RFR-9' });
      expect((bound?.from ?? 0) - TOMORROW).toBe(14 * HOUR);
      // What has happened is record: only the leaving is still to come.
      const earlier = { leg: 1, of: 'ARRIVAL', by: -2 * HOUR } as const;
      await records.journeys.delayRun(TESTER, runId, earlier);
      expect(await aboard(runId, 23)).toEqual([[1, 2, 3], 3]);
      expect(await aboard(runId, 25)).toEqual([[1, 2], 2]);
      const joined = await records.bindings.list({ kind: 'unit', targetId: runId });
      expect(joined.map(({ from }) => (from - TOMORROW) / HOUR).sort((x, y) => x - y)).toEqual([
        ...[-2, -2, 14],
      ]);
    });

    it('give way to what happened: a unit joins when the train really was there', async () => {
      const runId = await takeSteppedTrain();
      test.clock.advanceTo(TOMORROW + 13 * HOUR);
      expect((await unitsOf(runId)).map(({ position }) => position)).toContain(2);
      const before = test.clock.now();
      const arrivedAt = TOMORROW + 12 * HOUR;
      const report = { leg: 1, departedAt: TOMORROW + HOUR, arrivedAt };
      test.clock.advanceTo(before + 1);
      const { run } = await records.journeys.reportLeg(TESTER, runId, report);
      expect(run.legs[0]).toMatchObject({ arrivedAt, plannedArrivalAt: TOMORROW + 10 * HOUR });
      const joins = await records.bindings.list({ kind: 'unit', targetId: runId });
      expect(joins.map(({ from }) => (from - TOMORROW) / HOUR).sort((x, y) => x - y)).toEqual([
        ...[-2, -2, 12],
      ]);
      const then = { kind: 'unit', targetId: runId, asOf: before } as const;
      const believed = (await records.bindings.list(then)).map(({ from }) => from);
      expect(believed).toContain(TOMORROW + 10 * HOUR);
      const [bound] = await records.bindings.list({ kind: 'device', subjectId: 'RFR-9' });
      expect(bound?.from).toBe(arrivedAt);
      const plan = await records.plans.ofRun(runId);
      expect(plan?.lines.map((line) => [line.joinPlaceCode, line.leavePlaceCode])).toEqual(RIDES);
      expect((await records.journeys.legsAsOf(runId, before))[0]?.arrivedAt).toBeNull();
      expect(await records.journeys.nextRideChange(before)).toBe(TOMORROW + 22 * HOUR);
    });

    it('are not reported to have gone as no train goes', async () => {
      const runId = await takeSteppedTrain();
      test.clock.advanceTo(TOMORROW + 13 * HOUR);
      const report = (change: object) =>
        records.journeys.reportLeg(TESTER, runId, { leg: 1, ...change });
      await expect(report({ arrivedAt: TOMORROW + 14 * HOUR })).rejects.toThrow(RecordRefusedError);
      await expect(report({ leg: 4 })).rejects.toThrow(InvalidRecordError);
      await records.journeys.setRunState(TESTER, runId, 'LOADING');
      const { run: left } = await records.journeys.setRunState(
        TESTER,
        runId,
        'IN_TRANSIT',
        TOMORROW,
      );
      expect(left.legs[0]?.departedAt).toBe(TOMORROW);
      const { run: there } = await records.journeys.setRunState(TESTER, runId, 'ARRIVED');
      expect(there.legs.at(-1)?.arrivedAt).toBe(test.clock.now());
      await records.journeys.setRunState(TESTER, runId, 'IN_TRANSIT');
      const again = await records.journeys.run(runId);
      expect(again?.legs.map(({ departedAt, arrivedAt }) => [departedAt, arrivedAt])).toEqual([
        ...[
          [TOMORROW, null],
          [null, null],
          [null, null],
        ],
      ]);
    });

    it('are not moved over one another, nor when the run is over', async () => {
      const runId = await takeSteppedTrain();
      const delay = (leg: number, hours: number) =>
        records.journeys.delayRun(TESTER, runId, { leg, of: 'DEPARTURE', by: hours * HOUR });
      await expect(delay(2, -3)).rejects.toBeInstanceOf(RecordRefusedError);
      await expect(delay(9, 1)).rejects.toBeInstanceOf(InvalidRecordError);
      await records.journeys.setRunState(TESTER, runId, 'CANCELLED');
      await expect(delay(2, 1)).rejects.toBeInstanceOf(RunStateError);
    });

    it('with a few bad lines are refused whole, each line named with its field', async () => {
      const lines = [...aTrain(32).lines];
      const change = (index: number, part: Partial<PlanLine>): void => {
        lines[index] = { ...(lines[index] as PlanLine), ...part };
      };
      change(3, { unitCode: 'XJLU3000016' });
      change(10, { deviceId: 'RFR-NONE' });
      const twentieth = lines[20]?.lot;
      if (twentieth) change(20, { lot: { ...twentieth, commodityCode: 'SAND' } });
      const before = await records.audit.list({ limit: 1, newestFirst: true });

      const refusal = await take({ ...aTrain(32), lines }).catch((error: unknown) => error);

      expect(refusal).toBeInstanceOf(PlanRefusedError);
      const { findings } = refusal as PlanRefusedError;
      expect(
        findings
          .filter(({ severity }) => severity === 'REFUSE')
          .map(({ line, field, code }) => [line, field, code]),
      ).toEqual([
        [4, 'unitCode', 'BAD_CONTAINER_NUMBER'],
        [11, 'deviceId', 'UNKNOWN_DEVICE'],
        [21, 'commodityCode', 'UNKNOWN_COMMODITY'],
      ]);
      expect(await records.journeys.runByCode('demo', 'XM-2')).toBeUndefined();
      expect(await records.audit.list({ limit: 1, newestFirst: true })).toEqual(before);
    });

    it('may use boxes and devices that are known and free', async () => {
      const run = await records.journeys.runByCode('demo', 'XM-1');
      const line = { ...aTrain(1).lines[0], unitCode: 'UNIT-1', unitKind: 'reefer' } as PlanLine;
      const plan = { ...aTrain(1), lines: [{ ...line, unitKind: 'room' as const }] };
      const codes = async (one: JourneyPlan) =>
        (await records.plans.check('demo', one))
          .filter(({ severity }) => severity === 'REFUSE')
          .map(({ code, parameters }) => [code, parameters['runCode']]);
      expect(await codes(plan)).toEqual([
        ['UNIT_KIND_DIFFERS', undefined],
        ['UNIT_ELSEWHERE', 'XM-1'],
      ]);
      await records.journeys.setRunState(TESTER, run?.id ?? '', 'ARRIVED');
      await records.journeys.setRunState(TESTER, run?.id ?? '', 'CLOSED');
      expect(await codes(plan)).toEqual([['UNIT_KIND_DIFFERS', undefined]]);
      const ofOthers = await records.plans.check('other', plan);
      expect(ofOthers.map(({ code }) => code)).not.toContain('UNIT_KIND_DIFFERS');
    });

    it('come back from their run as they went in', async () => {
      const plan = aTrain(3);
      const { runId } = await take(plan);
      expect(await records.plans.ofRun(runId)).toEqual(plan);
      expect(await records.plans.ofRun('none')).toBeUndefined();
    });

    it("bring fifty boxes for tomorrow from last week's run", async () => {
      const { runId } = await take(aTrain(50));
      for (const state of ['LOADING', 'IN_TRANSIT', 'ARRIVED', 'CLOSED'] as const) {
        test.clock.advanceTo(test.clock.now() + 2 * DAY);
        await records.journeys.setRunState(TESTER, runId, state);
      }
      const old = await records.plans.ofRun(runId);
      if (!old) throw new RangeError('the run is there');
      const departureAt = test.clock.now() + DAY;
      const copied = await take(copyPlan(old, { runCode: 'XM-3', departureAt }));
      test.clock.advanceTo(departureAt);
      const units = await unitsOf(copied.runId);
      expect(units).toHaveLength(50);
      const lots = await records.journeys.lots({ runId: copied.runId, limit: 100 });
      expect(lots.items[0]).toMatchObject({ code: 'XM-3-1', quantityKilograms: 21_000 });
      // What was on a run that is over is still asked for by the run; it rides elsewhere now.
      const rode = await unitsOf(runId);
      expect(rode).toHaveLength(50);
      expect(rode.every((unit) => unit.runId === copied.runId)).toBe(true);
      const carried = await records.journeys.lots({ runId, limit: 100 });
      expect(carried.items.map(({ unitId }) => unitId)).toEqual(Array(50).fill(null));
    });

    it('that are cancelled leave their boxes free, and the past as it was', async () => {
      const { runId } = await take(aTrain(2));
      test.clock.advanceTo(TEST_START + HOUR);
      await records.journeys.setRunState(TESTER, runId, 'CANCELLED');
      test.clock.advanceTo(TOMORROW + HOUR);
      expect(await unitsOf(runId)).toEqual([]);
      expect((await records.plans.ofRun(runId))?.lines).toEqual([]);
      const asOf = TEST_START;
      const believed = await records.bindings.list({ kind: 'unit', targetId: runId, asOf });
      expect(believed).toHaveLength(2);
      await expect(records.journeys.setRunState(TESTER, runId, 'LOADING')).rejects.toBeInstanceOf(
        RunStateError,
      );
    });
  });
}

/** A train of boxes with pears that leaves tomorrow and loads two hours before. */
function aTrain(boxes: number): JourneyPlan {
  return {
    runCode: 'XM-2',
    serviceCode: 'XINMEI',
    loadingAt: TOMORROW - 2 * HOUR,
    legs: [
      {
        ...{ mode: 'RAIL', fromPlaceCode: 'KASHGAR', toPlaceCode: 'WEICHENG' },
        ...{ plannedDepartureAt: TOMORROW, plannedArrivalAt: TOMORROW + 5 * DAY },
      },
    ],
    lines: Array.from({ length: boxes }, (_, index) => ({
      line: index + 1,
      unitCode: containerCode(index),
      unitKind: 'reefer',
      position: index + 1,
      equipmentGroup: Math.floor(index / 8) + 1,
      deviceId: null,
      joinPlaceCode: null,
      leavePlaceCode: null,
      setpointCelsius: null,
      lot: {
        ...{ code: `XM-LOT-${index + 1}`, commodityCode: 'PEAR_KORLA' },
        ...{ quantityKilograms: 21_000, originPlaceCode: 'KASHGAR', note: null },
        ...NO_DETAILS,
      },
    })),
  };
}

/** The nth demonstration container; serial numbers without a check digit are left out. */
function containerCode(nth: number): string {
  let left = nth;
  for (let serial = 300_100; ; serial++) {
    const digit = containerCheckDigit(`XJLU${serial}`);
    if (digit === undefined) continue;
    if (left-- === 0) return `XJLU${serial}${digit}`;
  }
}
