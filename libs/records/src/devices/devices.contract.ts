import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AlreadyExistsError, DeviceRevokedError, NotFoundError } from '../records-errors.ts';
import type { Records } from '../records.ts';
import { addTestJourneys, TESTER, type TestRecords } from '../testing.ts';

const HASH = 'a'.repeat(64);
const HOUR = 3_600_000;

/** What every database must do for this part of the records. */
export function describeDevices(open: () => Promise<TestRecords>): void {
  describe('devices', () => {
    let test: TestRecords;
    let records: Records;

    beforeEach(async () => {
      test = await open();
      ({ records } = test);
    });
    afterEach(() => test.dispose());

    const device = {
      id: 'RFR-X',
      organisationId: 'demo',
      kind: 'reefer',
      tokenSha256: HASH,
    } as const;

    it('adds one with its defaults, and never uses an id again', async () => {
      await addTestJourneys(records, test.clock.now());
      expect(await records.devices.add(TESTER, device)).toMatchObject({
        id: 'RFR-X',
        samplingIntervalSeconds: 60,
        configVersion: 1,
        unitId: null,
        publishesFor: [],
      });
      await records.devices.revoke(TESTER, 'RFR-X');
      const again = records.devices.add(TESTER, device);
      await expect(again).rejects.toBeInstanceOf(AlreadyExistsError);
      await expect(records.devices.rotate(TESTER, 'RFR-X', HASH)).rejects.toBeInstanceOf(
        DeviceRevokedError,
      );
    });

    it("adds a gateway for devices of its own organisation, and for nobody else's", async () => {
      await addTestJourneys(records, test.clock.now());
      await records.organisations.ensure(TESTER, { id: 'other', nameZh: '乙', nameEn: 'B' });
      await records.devices.add(TESTER, { ...device, id: 'THEIRS', organisationId: 'other' });
      await records.devices.revoke(TESTER, 'RFR-2');
      const gateway = (...publishesFor: string[]) =>
        records.devices.add(TESTER, { ...device, id: 'GATE', publishesFor });
      for (const id of ['THEIRS', 'RFR-2', 'NOBODY'])
        await expect(gateway('RFR-1', id)).rejects.toBeInstanceOf(NotFoundError);
      expect(await gateway('RFR-1')).toMatchObject({ publishesFor: ['RFR-1'] });
      const { items } = await records.audit.list({ limit: 9, entity: 'device', entityId: 'GATE' });
      expect(items).toMatchObject([{ action: 'device.add', after: { publishesFor: ['RFR-1'] } }]);
    });

    it('adds all of many or none', async () => {
      await addTestJourneys(records, test.clock.now());
      const many = [device, { ...device, id: 'RFR-Y', unitId: 'nowhere' }];
      await expect(records.devices.addMany(TESTER, many)).rejects.toBeInstanceOf(NotFoundError);
      const twice = [device, device];
      await expect(records.devices.addMany(TESTER, twice)).rejects.toBeInstanceOf(
        AlreadyExistsError,
      );
      expect(await records.devices.get('RFR-X')).toBeUndefined();
    });

    it('lists in the order of the bytes of the ids, page by page', async () => {
      await addTestJourneys(records, test.clock.now(), 0);
      const ids = ['b', 'B-1', 'a_2', '冷-1', 'Z', 'a-1'];
      await records.devices.addMany(
        TESTER,
        ids.map((id) => ({ ...device, id })),
      );
      const first = await records.devices.list({ limit: 4 });
      const second = await records.devices.list({ limit: 4, cursor: first.nextCursor ?? '' });
      const listed = [...first.items, ...second.items].map(({ id }) => id);
      expect(listed).toEqual(['B-1', 'Z', 'a-1', 'a_2', 'b', '冷-1']);
    });

    it('tells who may connect, all and since a version', async () => {
      await addTestJourneys(records, test.clock.now(), 3);
      const before = await records.devices.accessVersion();
      expect(await records.devices.access()).toHaveLength(3);
      expect(await records.devices.access(before)).toEqual([]);
      await records.devices.rotate(TESTER, 'RFR-1', HASH);
      await records.devices.revoke(TESTER, 'RFR-2');
      await records.devices.revoke(TESTER, 'RFR-2');
      expect(await records.devices.accessVersion()).toBe(before + 2);
      const changed = await records.devices.access(before);
      expect(
        changed.map(({ deviceId, revoked, tokenSha256 }) => [deviceId, revoked, tokenSha256]),
      ).toEqual([
        ['RFR-1', false, HASH],
        ['RFR-2', true, '0'.repeat(64)],
      ]);
    });

    it('tells which must be told their configuration: added, bound, configured', async () => {
      const { unitIds } = await addTestJourneys(records, test.clock.now());
      const added = await records.devices.configuredSince(0);
      expect(added.devices.map(({ id }) => id)).toEqual(['RFR-1', 'RFR-2']);
      const configured = await records.devices.configure(TESTER, 'RFR-1', {
        reportingIntervalSeconds: 60,
      });
      expect(configured).toMatchObject({
        samplingIntervalSeconds: 60,
        reportingIntervalSeconds: 60,
        configVersion: 2,
      });
      const changed = await records.devices.configuredSince(added.version);
      expect(changed.devices.map(({ id }) => id)).toEqual(['RFR-1']);
      const unitId = unitIds.get('UNIT-1') ?? '';
      await records.devices.bind(TESTER, 'RFR-2', unitId, test.clock.now());
      const bound = await records.devices.configuredSince(changed.version);
      expect(bound.devices.map(({ id, unitId: on }) => [id, on])).toEqual([['RFR-2', unitId]]);
      expect(await records.devices.configuredSince(bound.version)).toEqual({
        version: bound.version,
        devices: [],
      });
    });

    it('are awaited no oftener than they measure, from when they are told so', async () => {
      await addTestJourneys(records, test.clock.now());
      const intervalOf = async () => {
        const { deviceBindings } = await records.journeys.placements();
        return deviceBindings.find(({ deviceId }) => deviceId === 'RFR-1')?.reportingInterval;
      };
      const before = await records.journeys.placementsVersion();
      await records.devices.configure(TESTER, 'RFR-1', {
        ...{ samplingIntervalSeconds: 1_800, reportingIntervalSeconds: 900 },
      });
      const slower = await records.journeys.placementsVersion();
      expect(slower).toBeGreaterThan(before);
      expect(await intervalOf()).toBe(1_800_000);
      await records.devices.configure(TESTER, 'RFR-1', { reportingIntervalSeconds: 600 });
      expect(await records.journeys.placementsVersion()).toBe(slower);
    });

    it('never lets bindings overlap, whatever moment they begin at', async () => {
      const now = test.clock.now();
      const { unitIds } = await addTestJourneys(records, now);
      const [one = '', two = ''] = [unitIds.get('UNIT-1'), unitIds.get('UNIT-2')];
      const before = await records.journeys.placementsVersion();
      await records.devices.bind(TESTER, 'RFR-1', two, now - HOUR);
      await records.devices.bind(TESTER, 'RFR-1', one, now - 2 * HOUR);
      await records.devices.bind(TESTER, 'RFR-1', two, now - HOUR / 2);
      expect(await records.journeys.placementsVersion()).toBe(before + 3);
      const { deviceBindings } = await records.journeys.placements();
      const ours = deviceBindings.filter(({ deviceId }) => deviceId === 'RFR-1');
      expect(ours.map(({ unitId, from, until }) => [unitId, from, until])).toEqual([
        [one, now - 24 * HOUR, now - 2 * HOUR],
        [one, now - 2 * HOUR, now - HOUR / 2],
        [two, now - HOUR / 2, null],
      ]);
      await expect(records.devices.bind(TESTER, 'RFR-1', 'nowhere', now)).rejects.toBeInstanceOf(
        NotFoundError,
      );
    });
  });
}
