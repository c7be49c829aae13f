import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Place } from '@lenglian/seed-files';
import { AlreadyExistsError, NotFoundError } from '../records-errors.ts';
import type { Page, Records } from '../records.ts';
import {
  addTestJourneys,
  testJourneys,
  testProfile,
  TESTER,
  type TestRecords,
} from '../testing.ts';
import type { NewContactOf } from './new-journeys.ts';
import { PLACEMENTS_KEPT } from './placement-snapshot.ts';

const HOUR = 3_600_000;

/** What every database must do for this part of the records. */
export function describeJourneys(open: () => Promise<TestRecords>): void {
  describe('journeys', () => {
    let test: TestRecords;
    let records: Records;

    beforeEach(async () => {
      test = await open();
      ({ records } = test);
    });
    afterEach(() => test.dispose());

    it('gives back what was added, with names and places', async () => {
      const now = test.clock.now();
      const { runIds, unitIds, lotIds, profileIds } = await addTestJourneys(records, now);
      const run = await records.journeys.runByCode('demo', 'XM-1');
      expect(run).toMatchObject({
        id: runIds.get('XM-1'),
        nameZh: '新梅号',
        state: 'IN_TRANSIT',
      });
      expect(run?.legs).toMatchObject([{ mode: 'RAIL', fromNameZh: '喀什', toNameEn: 'Weicheng' }]);
      expect(await records.journeys.unitByCode('demo', 'UNIT-2')).toMatchObject({
        id: unitIds.get('UNIT-2'),
        runId: run?.id,
        position: 2,
        equipmentGroup: 1,
      });
      expect(await records.journeys.lotByCode('demo', 'LOT-1')).toMatchObject({
        id: lotIds.get('LOT-1'),
        unitId: unitIds.get('UNIT-1'),
        profileId: profileIds.get('PEAR_KORLA'),
        placedFrom: now - 24 * HOUR,
        placedUntil: null,
      });
      expect(await records.journeys.places()).toHaveLength(2);
      expect(await records.journeys.services()).toHaveLength(1);
      const id = profileIds.get('PEAR_KORLA');
      expect(await records.journeys.profiles()).toEqual([{ ...testProfile(), id }]);
    });

    it('lists by run, unit and state', async () => {
      const { runIds, unitIds } = await addTestJourneys(records, test.clock.now(), 3);
      const runId = runIds.get('XM-1');
      const limit = 10;
      expect((await records.journeys.runs({ limit, state: 'active' })).items).toHaveLength(1);
      expect((await records.journeys.runs({ limit, state: 'CLOSED' })).items).toHaveLength(0);
      expect((await records.journeys.units({ limit, runId })).items).toHaveLength(3);
      expect((await records.journeys.units({ limit, runId: 'other' })).items).toHaveLength(0);
      expect((await records.journeys.lots({ limit, runId })).items).toHaveLength(3);
      const onOne = await records.journeys.lots({ limit, unitId: unitIds.get('UNIT-2') });
      expect(onOne.items.map(({ code }) => code)).toEqual(['LOT-2']);
    });

    it('pages through everything once', async () => {
      await addTestJourneys(records, test.clock.now(), 7);
      const codes: string[] = [];
      let page: Page<{ code: string }> | undefined;
      do {
        const cursor: string | undefined = page?.nextCursor ?? undefined;
        page = await records.journeys.units({ limit: 3, cursor });
        codes.push(...page.items.map(({ code }) => code));
      } while (page.nextCursor !== null);
      expect(codes).toEqual([1, 2, 3, 4, 5, 6, 7].map((number) => `UNIT-${number}`));
    });

    it('adds everything or nothing', async () => {
      const now = test.clock.now();
      await addTestJourneys(records, now);
      const version = await records.journeys.placementsVersion();
      const unit = { code: 'UNIT-9', kind: 'reefer' } as const;
      const placement = { unitCode: 'UNIT-9', profileCode: 'NO_SUCH', from: now };
      const lot = { code: 'LOT-9', commodityCode: 'X', quantityKilograms: null, placement };
      const bad = { organisationId: 'demo', units: [unit], lots: [lot] };
      await expect(records.journeys.addMany(TESTER, bad)).rejects.toBeInstanceOf(NotFoundError);
      expect(await records.journeys.unitByCode('demo', 'UNIT-9')).toBeUndefined();
      expect(await records.journeys.placementsVersion()).toBe(version);
      const again = records.journeys.addMany(TESTER, testJourneys(now));
      await expect(again).rejects.toBeInstanceOf(AlreadyExistsError);
    });

    it('adds whom to call about a run, a leg or a unit, or nothing where one is not there', async () => {
      const { runIds, unitIds } = await addTestJourneys(records, test.clock.now());
      const duty: Omit<NewContactOf, 'about'> = {
        ...{ role: 'MECHANIC', name: '机务值班', phone: '+8600000000001' },
        ...{ language: 'zh', hours: null },
      };
      const leg = { runCode: 'XM-1', legOrdinal: 0 };
      const contacts = [
        { about: leg, ...duty },
        { about: { runCode: 'XM-1' }, ...duty, deputy: { ...duty, hours: '白班' } },
        { about: { unitCode: 'UNIT-2' }, ...duty },
      ];
      const add = (them: NewContactOf[]) =>
        records.journeys.addMany(TESTER, { organisationId: 'demo', contacts: them });
      const beyond = { about: { ...leg, legOrdinal: 7 }, ...duty };
      await expect(add([...contacts, beyond])).rejects.toThrow(NotFoundError);
      const list = async () => {
        return (await records.contacts.list({ organisationId: 'demo', limit: 9 })).items;
      };
      expect(await list()).toEqual([]);
      await add(contacts);
      const [ofLeg, ofRun, deputy, ofUnit] = await list();
      expect([ofLeg, ofRun, deputy, ofUnit]).toMatchObject([
        { ...duty, subjectKind: 'leg', subjectId: runIds.get('XM-1'), legOrdinal: 0 },
        { ...duty, subjectKind: 'run', subjectId: runIds.get('XM-1'), legOrdinal: null },
        { subjectKind: 'run', hours: '白班', deputyOfId: ofRun?.id },
        { ...duty, subjectKind: 'unit', subjectId: unitIds.get('UNIT-2'), deputyOfId: null },
      ]);
    });

    it('tells a lot until long after it was unloaded, and the bindings for good', async () => {
      const start = test.clock.now();
      const { unitIds } = await addTestJourneys(records, start);
      const end = start + HOUR;
      const placement = {
        ...{ unitCode: 'UNIT-1', profileCode: 'PEAR_KORLA' },
        ...{ from: start - HOUR, until: end },
      };
      const lot = { code: 'GONE', commodityCode: 'PEAR_KORLA', quantityKilograms: null, placement };
      const added = await records.journeys.addMany(TESTER, {
        organisationId: 'demo',
        lots: [lot],
      });
      await records.devices.bind(TESTER, 'RFR-1', unitIds.get('UNIT-2') ?? '', end);
      const all = await records.journeys.placements(end + PLACEMENTS_KEPT);
      expect(all.lotPlacements.map(({ lotId }) => lotId)).toContain(added.lotIds.get('GONE'));
      const later = await records.journeys.placements(end + PLACEMENTS_KEPT + 1);
      expect(later).toEqual({
        ...all,
        lotPlacements: all.lotPlacements.filter(({ until }) => until === null),
      });
      expect(later.lotPlacements).toHaveLength(2);
      expect(later.deviceBindings).toHaveLength(3);
      test.clock.advanceTo(end + PLACEMENTS_KEPT + 1);
      expect(await records.journeys.placements()).toEqual(later);
    });

    it('tell where units with goods should stand: by plan, by delay, by report, and in a store', async () => {
      const now = test.clock.now();
      const { runIds, unitIds } = await addTestJourneys(records, now);
      const runId = runIds.get('XM-1') ?? '';
      const placement = { unitCode: 'STORE-1', profileCode: 'PEAR_KORLA', from: now };
      const { unitIds: stores } = await records.journeys.addMany(TESTER, {
        organisationId: 'demo',
        units: [{ code: 'STORE-1', kind: 'store' }],
        lots: [{ code: 'STORED', commodityCode: 'PEAR_KORLA', quantityKilograms: null, placement }],
      });
      const journeysOf = async (unitId: string | undefined) =>
        (await records.journeys.placements()).unitJourneys.filter((one) => one.unitId === unitId);
      const until = (at: number) => [
        { from: 0, until: now - 24 * HOUR },
        { from: at, until: null },
      ];
      const box = unitIds.get('UNIT-1');
      expect(await journeysOf(box)).toMatchObject([
        { from: now - 24 * HOUR, isOneBox: true, setpoint: null, stops: until(now + 24 * HOUR) },
      ]);
      await records.journeys.delayRun(TESTER, runId, { leg: 1, of: 'ARRIVAL', by: 2 * HOUR });
      expect(await journeysOf(box)).toMatchObject([{ stops: until(now + 26 * HOUR) }]);
      await records.journeys.reportLeg(TESTER, runId, { leg: 1, arrivedAt: now });
      expect(await journeysOf(box)).toMatchObject([{ stops: until(now) }]);
      expect(await journeysOf(stores.get('STORE-1'))).toEqual([
        {
          ...{ unitId: stores.get('STORE-1'), from: 0, until: null, setpoint: null },
          ...{ isOneBox: false, stops: [{ from: 0, until: null }], calls: [], holes: [] },
        },
      ]);
    });

    it('tell when units are on a round from door to door: by plan, and by report', async () => {
      const now = test.clock.now();
      const { runs = [], ...rest } = testJourneys(now, 1);
      const way = { fromPlaceCode: 'KASHGAR', toPlaceCode: 'WEICHENG' };
      const legs = [
        { ...way, mode: 'ROAD', plannedDepartureAt: now - HOUR, plannedArrivalAt: now } as const,
        {
          ...{ ...way, mode: 'CITY' as const },
          ...{ plannedDepartureAt: now + HOUR, plannedArrivalAt: now + 5 * HOUR },
        },
      ];
      await records.organisations.ensure(TESTER, { id: 'demo', nameZh: '演示', nameEn: 'Demo' });
      const { runIds } = await records.journeys.addMany(TESTER, {
        ...{ ...rest, runs: runs.map((run) => ({ ...run, legs })) },
      });
      const roundsNow = async () =>
        (await records.journeys.placements()).unitJourneys.map(({ rounds }) => rounds);
      expect(await roundsNow()).toEqual([[{ from: now + HOUR, until: now + 5 * HOUR }]]);
      const departedAt = now + 2 * HOUR;
      test.clock.advanceTo(departedAt);
      await records.journeys.reportLeg(TESTER, runIds.get('XM-1') ?? '', { leg: 2, departedAt });
      expect(await roundsNow()).toEqual([[{ from: departedAt, until: now + 5 * HOUR }]]);
    });

    it('tell where a ride gets to when, and what can be done there for goods in danger', async () => {
      const now = test.clock.now();
      const { runIds } = await addTestJourneys(records, now);
      const callsNow = async () =>
        (await records.journeys.placements()).unitJourneys.map(({ calls }) => calls);
      const call = { placeCode: 'WEICHENG', mode: 'RAIL', isReached: false };
      const planned = { ...call, at: now + 24 * HOUR, actions: [] };
      expect(await callsNow()).toEqual([[planned], [planned]]);

      const { items } = await records.network.places({ organisationId: 'demo', limit: 9 });
      const id = items.find(({ code }) => code === 'WEICHENG')?.id ?? '';
      const basis = { confidence: 'C', source: 'the keeper' } as const;
      const place: Place = {
        ...{ code: 'WEICHENG', nameZh: '渭城', nameEn: 'Weicheng', roles: ['terminal'], ...basis },
        ...{ latitudeDegrees: 34, longitudeDegrees: 108, accuracyKilometres: 5 },
        stopActions: { codes: ['PLUG_IN', 'ICE'], ...basis },
        offPowerMinutes: { value: 120, ...basis },
      };
      const before = await records.journeys.placementsVersion();
      await records.network.changePlace(TESTER, id, place);
      expect(await records.journeys.placementsVersion()).toBeGreaterThan(before);
      const runId = runIds.get('XM-1') ?? '';
      await records.journeys.delayRun(TESTER, runId, { leg: 1, of: 'ARRIVAL', by: 2 * HOUR });
      const late = { ...call, at: now + 26 * HOUR, actions: ['PLUG_IN', 'ICE'] };
      expect(await callsNow()).toEqual([[late], [late]]);
      // It left an hour after its plan, and nobody has said since when it will be there.
      await records.journeys.reportLeg(TESTER, runId, { leg: 1, departedAt: now - 23 * HOUR });
      expect(await callsNow()).toMatchObject([[{ at: now + 27 * HOUR }], [{}]]);
      await records.journeys.delayRun(TESTER, runId, { leg: 1, of: 'ARRIVAL', by: HOUR });
      expect(await callsNow()).toMatchObject([[{ at: now + 27 * HOUR }], [{}]]);
      await records.journeys.reportLeg(TESTER, runId, { leg: 1, arrivedAt: now });
      const there = { ...late, at: now, isReached: true };
      expect(await callsNow()).toEqual([[there], [there]]);
      // And for how long a unit may be without power there by contract; of where it left nobody said.
      const [{ stops } = { stops: [] }] = (await records.journeys.placements()).unitJourneys;
      expect(stops.map(({ offPowerMax }) => offPowerMax)).toEqual([undefined, 2 * HOUR]);
      expect(stops.map(({ isIntake }) => isIntake)).toEqual([undefined, undefined]);
      // Where goods only come from none are taken out.
      await records.network.changePlace(TESTER, id, { ...place, roles: ['origin'] });
      const [farm = { stops: [] }] = (await records.journeys.placements()).unitJourneys;
      expect(farm.stops.map(({ isIntake }) => isIntake)).toEqual([undefined, true]);
    });

    it('tells what is kept with a profile, and nothing of one that is not there', async () => {
      const details = { shelfLife: [{ daysMin: 210 }], kinetics: [] };
      await addTestJourneys(records, test.clock.now());
      const { profileIds } = await records.journeys.addMany(TESTER, {
        organisationId: 'demo',
        profiles: [testProfile({ code: 'KEEPS', details }), testProfile({ code: 'BARE' })],
      });
      const told = async (id: string) => records.journeys.profileDetails(id);
      expect(await told(profileIds.get('KEEPS') ?? '')).toEqual(details);
      expect(await told(profileIds.get('BARE') ?? '')).toBeNull();
      expect(await told('nobody')).toBeNull();
    });

    it('judges a lot by the newest version of its profile valid at the placing', async () => {
      const now = test.clock.now();
      await addTestJourneys(records, now);
      const later = testProfile({ version: 2, validFrom: now });
      const lot = (code: string, from: number) => {
        const placement = { unitCode: 'UNIT-1', profileCode: 'PEAR_KORLA', from };
        return { code, commodityCode: 'PEAR_KORLA', quantityKilograms: null, placement };
      };
      const lots = [lot('OLD', now - 1), lot('NEW', now)];
      await records.journeys.addMany(TESTER, { organisationId: 'demo', profiles: [later], lots });
      const profiles = await records.journeys.profiles();
      const versionOf = async (code: string) => {
        const id = (await records.journeys.lotByCode('demo', code))?.profileId;
        return profiles.find((profile) => profile.id === id)?.version;
      };
      expect([await versionOf('OLD'), await versionOf('NEW')]).toEqual([1, 2]);
    });
  });
}
