import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  addedDeviceSchema,
  addedLotSchema,
  addedUnitSchema,
  listOf,
  organisationSchema,
  problemSchema,
  profileSchema,
  type AddedDeviceView,
  type AddedLotView,
  type AddedUnitView,
} from '@lenglian/console-contract';
import { DAY, HOUR } from '@lenglian/quantities';
import { newToken, seedOrganisation, sha256Hex } from '@lenglian/records';
import { profileEntrySchema, type ProfileEntryView } from '../journeys/profile-schemas.ts';
import { NOW, Visitor, runApi, type ApiUnderTest } from '../testing/running-api.ts';

const SEEDS = join(import.meta.dirname, '../../../../seeds');
const PROFILES = listOf(profileSchema);
/** Many requests, one after the other. */
const PATIENCE = 60_000;

let sut: ApiUnderTest;
/** The administrator of the second organisation, and of the first. */
let them: Visitor;
let us: Visitor;

beforeAll(async () => {
  sut = await runApi();
  const { records } = sut;
  const actor = { id: 'shell' };
  await records.organisations.ensure(actor, { id: 'north', nameZh: '北疆', nameEn: 'North' });
  await seedOrganisation(records, SEEDS, 'north');
  const admin = { organisationId: 'north', username: 'gulnar', displayName: '古丽' };
  const { id } = await records.users.add(actor, { ...admin, role: 'admin', passwordHash: '' });
  const token = newToken();
  await records.sessions.addOneTimeLink(sha256Hex(token), { userId: id, expiresAt: NOW + HOUR });
  them = new Visitor(sut.url);
  expect((await them.post('/api/v1/auth/one-time', { token })).status).toBe(200);
  us = await Visitor.as('admin', sut.url);
  await addStore();
}, PATIENCE);
afterAll(() => sut.close());

let unit: AddedUnitView;
let device: AddedDeviceView;
let stored: AddedLotView;

/** A store of theirs with a device and a lot, by codes that the first organisation has too. */
async function addStore(): Promise<void> {
  const store = { code: 'UNIT-1', kind: 'store', parts: ['1', '2'] };
  unit = addedUnitSchema.parse(await (await them.post('/api/v1/units', store)).json());
  const north = { id: 'NORTH-1', kind: 'store', unitCode: 'UNIT-1/1', boundFrom: NOW - HOUR };
  device = addedDeviceSchema.parse(await (await them.post('/api/v1/devices', north)).json());
  stored = await putAway('LOT-1');
}

async function putAway(code: string): Promise<AddedLotView> {
  const placement = { unitCode: 'UNIT-1/1', from: NOW - HOUR };
  const lot = { code, commodityCode: 'PEAR_KORLA', placement };
  return addedLotSchema.parse(await (await them.post('/api/v1/lots', lot)).json());
}

async function pears(): Promise<ProfileEntryView> {
  const page = await them.get(`/api/v1/profiles?code=PEAR_KORLA&validAt=${NOW}`);
  const [newest] = PROFILES.parse(await page.json()).items;
  const answer = await them.get(`/api/v1/profiles/${newest?.id}`);
  return profileEntrySchema.parse(await answer.json());
}

const findingsOf = async (response: Response) =>
  (problemSchema.parse(await response.json()).findings ?? []).map(
    ({ code, field }) => `${code} ${field}`,
  );

describe('a second organisation', () => {
  it(
    'has a unit, a device and a lot in a store by the codes of the first, which sees none of it',
    async () => {
      expect(unit.parts.map(({ code }) => code)).toEqual(['UNIT-1/1', 'UNIT-1/2']);
      expect(device).toMatchObject({ warnings: [], device: { unitCode: 'UNIT-1/1' } });
      expect(stored.lot).toMatchObject({ unitId: unit.parts[0]?.id, placedFrom: NOW - HOUR });
      const { deviceBindings, lotPlacements } = await sut.records.journeys.placements(NOW);
      // What the judge hears: the device speaks for the lot, by the organisation's own limits.
      expect(deviceBindings).toContainEqual(expect.objectContaining({ deviceId: 'NORTH-1' }));
      expect(lotPlacements).toContainEqual(expect.objectContaining({ lotId: stored.lot.id }));

      const secrets = [unit.unit.id, stored.lot.id, 'NORTH-1', 'PEAR_KORLA'];
      for (const list of ['units', 'lots', 'devices', 'profiles', 'places', 'services', 'audit']) {
        const text = await (await us.get(`/api/v1/${list}?limit=500`)).text();
        expect({ list, told: secrets.filter((id) => text.includes(id)) }).toEqual({
          list,
          told: [],
        });
      }
      for (const path of [
        `units/${unit.unit.id}`,
        `lots/${stored.lot.id}`,
        'devices/NORTH-1',
        'organisations/north',
      ])
        expect((await us.get(`/api/v1/${path}`)).status).toBe(404);
      expect((await us.get(`/api/v1/units/${sut.ids.unitIds[0]}`)).status).toBe(200);
    },
    PATIENCE,
  );

  it(
    'moves goods out of the store onto another unit, and ends where they lay',
    async () => {
      const { lot } = await putAway('LOT-2');
      const reefer = { code: 'XJLU3000015', kind: 'reefer' };
      const box = addedUnitSchema.parse(await (await them.post('/api/v1/units', reefer)).json());
      const span = { kind: 'lot', subjectId: lot.id, from: NOW, until: null, reason: 'loaded' };
      const moved = await them.post('/api/v1/bindings', { ...span, targetId: box.unit.id });
      expect(moved.status).toBe(200);
      const view = await (await them.get(`/api/v1/lots/${lot.id}`)).json();
      expect(view).toMatchObject({ unitId: box.unit.id });
    },
    PATIENCE,
  );

  it(
    'adds a version of its limits, by which its goods are judged from then on and no other',
    async () => {
      const { id, entry, version } = await pears();
      if (!entry) throw new RangeError('the seeds give every commodity its entry');
      const warmer = { ...entry, bandHighCelsius: { ...entry.bandHighCelsius, value: 3 } };
      const validFrom = NOW - HOUR / 2;
      const path = `/api/v1/profiles/${id}/versions`;
      const answer = await them.post(path, { ...warmer, validFrom, reason: 'trial' });
      const added = profileEntrySchema.parse(await answer.json());
      expect(added).toMatchObject({ version: version + 1, bandHighCelsius: 3, isSeeded: false });
      const { lotPlacements } = await sut.records.journeys.placements(NOW);
      const theirs = lotPlacements.filter(({ lotId }) => lotId === stored.lot.id);
      expect(theirs.map(({ profileId, from, until }) => [profileId, from, until])).toEqual([
        [id, NOW - HOUR, validFrom],
        [added.id, validFrom, null],
      ]);
      const history = PROFILES.parse(await (await them.get(path)).json()).items;
      expect(history.map((one) => one.version)).toEqual([version, version + 1]);
      // Nobody takes the place of a version that they have not seen, and none begins before the last.
      expect((await them.post(path, { ...warmer, validFrom: NOW })).status).toBe(412);
      const again = await them.post(`/api/v1/profiles/${added.id}/versions`, {
        ...{ ...warmer, validFrom: validFrom - 100 * DAY },
      });
      expect(await findingsOf(again)).toEqual([
        'VERSION_NOT_LATER validFrom',
        'TOO_LONG_AGO validFrom',
      ]);
    },
    PATIENCE,
  );

  it(
    'is told every fault of limits that contradict each other, with its field',
    async () => {
      const { entry } = await pears();
      if (!entry) throw new RangeError('the seeds give every commodity its entry');
      const figure = (value: number) => ({ value, confidence: 'C', source: 'a test' });
      const broken = {
        ...{ ...entry, code: 'BROKEN', validFrom: NOW },
        ...{ setpointCelsius: figure(9), criticalHighCelsius: figure(1) },
      };
      const response = await them.post('/api/v1/profiles', broken);
      expect(response.status).toBe(422);
      expect(await findingsOf(response)).toEqual(
        expect.arrayContaining([
          'SETPOINT_ABOVE_BAND setpointCelsius',
          'CRITICAL_HIGH_INSIDE_BAND criticalHighCelsius',
        ]),
      );
    },
    PATIENCE,
  );

  it(
    'cannot put goods away where they may not lie',
    async () => {
      const placement = { unitCode: 'UNIT-1/1', from: NOW - HOUR };
      const lot = { code: 'LOT-1', commodityCode: 'SAND', originPlaceCode: 'MOON', placement };
      const refused = await them.post('/api/v1/lots', lot);
      expect(refused.status).toBe(422);
      expect(await findingsOf(refused)).toEqual([
        'LOT_EXISTS code',
        'UNKNOWN_COMMODITY commodityCode',
        'UNKNOWN_PLACE originPlaceCode',
      ]);
      const nowhere = { ...lot, placement: { ...placement, unitCode: 'UNIT-9' } };
      expect(await findingsOf(await them.post('/api/v1/lots', nowhere))).toContain(
        'UNKNOWN_UNIT placement.unitCode',
      );
      const badUnit = { code: 'XJLU3000010', kind: 'reefer' };
      expect(await findingsOf(await them.post('/api/v1/units', badUnit))).toEqual([
        'BAD_CONTAINER_NUMBER code',
      ]);
    },
    PATIENCE,
  );

  it(
    'knows itself, and by name whom it has a grant with',
    async () => {
      const known = async (visitor: Visitor) => {
        const answer = await (await visitor.get('/api/v1/organisations')).json();
        return listOf(organisationSchema)
          .parse(answer)
          .items.map(({ id, isOwn }) => [id, isOwn]);
      };
      expect(await known(them)).toEqual([['north', true]]);
      await sut.records.grants.add(
        { id: 'system' },
        {
          ...{ organisationId: 'demo', granteeOrganisationId: 'north', kind: 'custody' },
          ...{ subjectId: sut.ids.runId, legOrdinal: null, validFrom: NOW, validUntil: null },
        },
      );
      expect(await known(them)).toEqual([
        ['demo', false],
        ['north', true],
      ]);
      expect(await known(us)).toEqual([
        ['demo', true],
        ['north', false],
      ]);
    },
    PATIENCE,
  );
});
