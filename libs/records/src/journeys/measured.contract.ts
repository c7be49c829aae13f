import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor, Records } from '../records.ts';
import { addTestJourneys, testJourneys, TESTER, type TestRecords } from '../testing.ts';

const HOUR = 3_600_000;
const PROGRESS: Actor = { id: 'progress' };

/** What every database must do with what positions tell of runs. */
export function describeMeasured(open: () => Promise<TestRecords>): void {
  describe('measured legs', () => {
    let test: TestRecords;
    let records: Records;
    let now: number;

    beforeEach(async () => {
      test = await open();
      ({ records } = test);
      now = test.clock.now();
    });
    afterEach(() => test.dispose());

    const run = async (id: string) => (await records.journeys.run(id))!;
    const measure = (id: string, ...legs: [number | null, number | null][]) =>
      records.journeys.measureLegs(
        PROGRESS,
        id,
        legs.map(([measuredDepartureAt, measuredArrivalAt]) => ({
          ...{ measuredDepartureAt, measuredArrivalAt },
        })),
      );

    it('are put down as reports are, noted as progress’s, and take the run to its end', async () => {
      const { runIds } = await addTestJourneys(records, now);
      const id = runIds.get('XM-1')!;
      const version = await records.journeys.placementsVersion();
      const after = await measure(id, [now - 20 * HOUR, now - HOUR]);
      expect(after).toEqual(await run(id));
      expect(after).toMatchObject({ state: 'ARRIVED', revision: 2 });
      expect(after?.legs).toMatchObject([
        {
          ...{ departedAt: now - 20 * HOUR, departedBasis: 'MEASURED' },
          ...{ arrivedAt: now - HOUR, arrivedBasis: 'MEASURED' },
        },
      ]);
      expect(await records.journeys.placementsVersion()).toBeGreaterThan(version);
      const { items } = await records.audit.list({ limit: 2, newestFirst: true });
      expect(items.map(({ actor, action }) => `${actor} ${action}`)).toEqual([
        'progress run.setState',
        'progress run.measureLegs',
      ]);
    });

    it('that are the same again write nothing', async () => {
      const { runIds } = await addTestJourneys(records, now);
      const id = runIds.get('XM-1')!;
      await measure(id, [now - 20 * HOUR, null]);
      const before = await records.audit.list({ limit: 1, newestFirst: true });
      expect(await measure(id, [now - 20 * HOUR, null])).toBeUndefined();
      expect(await records.audit.list({ limit: 1, newestFirst: true })).toEqual(before);
    });

    it('take a run that loads on its way, and are corrected by later ones', async () => {
      await records.organisations.ensure(TESTER, { id: 'demo', nameZh: '演示', nameEn: 'Demo' });
      const journeys = testJourneys(now);
      const runs = journeys.runs!.map((one) => ({ ...one, state: 'LOADING' as const }));
      const { runIds } = await records.journeys.addMany(TESTER, { ...journeys, runs });
      const id = runIds.get('XM-1')!;
      expect(await measure(id, [now - 20 * HOUR, null])).toMatchObject({ state: 'IN_TRANSIT' });
      expect((await measure(id, [now - 21 * HOUR, null]))?.legs[0]).toMatchObject({
        ...{ departedAt: now - 21 * HOUR, measuredDepartureAt: now - 21 * HOUR },
      });
    });

    it('keep the departure board of a run that leaves by them, once, as it was then', async () => {
      const journeys = testJourneys(now);
      const runs = journeys.runs!.map((one) => ({ ...one, state: 'LOADING' as const }));
      await records.organisations.ensure(TESTER, { id: 'demo', nameZh: '演示', nameEn: 'Demo' });
      const { runIds } = await records.journeys.addMany(TESTER, { ...journeys, runs });
      const id = runIds.get('XM-1')!;
      const told = (departedAt: number | null) => [
        { measuredDepartureAt: departedAt, measuredArrivalAt: null },
      ];
      await records.journeys.measureLegs(PROGRESS, id, told(null), ['it loads']);
      expect(await records.departures.kept(id)).toBeUndefined();
      await records.journeys.measureLegs(PROGRESS, id, told(now - 20 * HOUR), ['it leaves']);
      await records.journeys.measureLegs(PROGRESS, id, told(now - 21 * HOUR), ['it has left']);
      const kept = { keptAt: now, boxes: ['it leaves'] };
      expect(await records.departures.kept(id)).toEqual(kept);
    });

    it('never undo what somebody said, and stay visible beside it', async () => {
      const { runIds } = await addTestJourneys(records, now);
      const id = runIds.get('XM-1')!;
      await measure(id, [now - 20 * HOUR, now - HOUR]);
      await records.journeys.reportLeg(TESTER, id, { leg: 1, departedAt: now - 22 * HOUR });
      await records.journeys.setRunState(TESTER, id, 'IN_TRANSIT');
      const said = await run(id);
      expect(said).toMatchObject({
        state: 'IN_TRANSIT',
        legs: [
          {
            ...{ departedAt: now - 22 * HOUR, departedBasis: 'REPORTED' },
            ...{ measuredDepartureAt: now - 20 * HOUR, measuredArrivalAt: now - HOUR },
            ...{ arrivedAt: null, arrivedBasis: 'REPORTED' },
          },
        ],
      });
      // Newer positions move what is measured, and no revision that anybody has to have seen.
      expect(await measure(id, [now - 19 * HOUR, now - 2 * HOUR])).toMatchObject({
        ...{ state: 'IN_TRANSIT', revision: said.revision },
        legs: [{ departedAt: now - 22 * HOUR, measuredDepartureAt: now - 19 * HOUR }],
      });
    });

    it('give way to a report that they do not fit, instead of refusing it', async () => {
      const { runIds } = await addTestJourneys(records, now);
      const id = runIds.get('XM-1')!;
      await measure(id, [now - 20 * HOUR, null]);
      await records.journeys.reportLeg(TESTER, id, { leg: 1, arrivedAt: now - 23 * HOUR });
      expect((await run(id)).legs[0]).toMatchObject({
        ...{ departedAt: null, departedBasis: null, measuredDepartureAt: now - 20 * HOUR },
        ...{ arrivedAt: now - 23 * HOUR, arrivedBasis: 'REPORTED' },
      });
    });

    it('that are taken back take back what stood on them, and the state', async () => {
      const { runIds } = await addTestJourneys(records, now);
      const id = runIds.get('XM-1')!;
      await measure(id, [now - 20 * HOUR, now - HOUR]);
      expect(await measure(id, [now - 20 * HOUR, null])).toMatchObject({
        ...{ state: 'IN_TRANSIT', legs: [{ arrivedAt: null, arrivedBasis: null }] },
      });
    });

    it('move units that join or leave at a stop, with their goods', async () => {
      await records.organisations.ensure(TESTER, { id: 'demo', nameZh: '演示', nameEn: 'Demo' });
      const journeys = testJourneys(now);
      const [first] = journeys.runs!;
      const [leg] = first!.legs;
      const half = now - 2 * HOUR;
      const aksu = { ...journeys.places![0]!, code: 'AKSU' };
      const legs = [
        { ...leg!, toPlaceCode: 'AKSU', plannedArrivalAt: half },
        { ...leg!, fromPlaceCode: 'AKSU', plannedDepartureAt: now - HOUR },
      ];
      const [unit, ...others] = journeys.units!;
      const joins = { ...unit!.run!, from: half };
      const lots = journeys.lots!.map((lot, index) =>
        index === 0 ? { ...lot, placement: { ...lot.placement!, from: half } } : lot,
      );
      const { runIds, unitIds } = await records.journeys.addMany(TESTER, {
        ...{ ...journeys, lots, places: [...journeys.places!, aksu] },
        runs: [{ ...first!, legs }],
        units: [{ ...unit!, run: joins }, ...others],
      });
      const id = runIds.get('XM-1')!;
      await measure(id, [now - 20 * HOUR, half + HOUR], [null, null]);
      const subjectId = unitIds.get('UNIT-1');
      const [ride] = await records.bindings.list({ kind: 'unit', subjectId, targetId: id });
      expect(ride).toMatchObject({ from: half + HOUR });
      const [load] = await records.bindings.list({ kind: 'lot', targetId: subjectId });
      expect(load).toMatchObject({ from: half + HOUR });
    });

    it('are measured by the way of the run, its places, its units and their devices', async () => {
      const { runIds, unitIds } = await addTestJourneys(records, now);
      const from = now - 24 * HOUR;
      expect(await records.journeys.way(runIds.get('XM-1')!)).toEqual({
        runId: runIds.get('XM-1'),
        route: {
          modes: ['RAIL'],
          places: ['KASHGAR', 'WEICHENG'].map((placeCode) => ({
            ...{ placeCode, latitudeDegrees: 40, longitudeDegrees: 80 },
            radiusKilometres: undefined,
          })),
        },
        riders: [1, 2].map((number) => ({
          ...{ unitId: unitIds.get(`UNIT-${number}`), joinsAt: 0, leavesAt: 1, from, until: null },
          devices: [{ deviceId: `RFR-${number}`, from, until: null }],
        })),
      });
      expect(await records.journeys.way('nobody')).toBeUndefined();
    });
  });
}
