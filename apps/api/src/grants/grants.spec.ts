import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { grantSchema, listOf, runSchema } from '@lenglian/console-contract';
import { HOUR } from '@lenglian/quantities';
import { aReading } from '@lenglian/readings/testing';
import { ROLES } from '@lenglian/rights';
import {
  FOREIGN_ORGANISATION,
  NOW,
  Visitor,
  runApi,
  type ApiUnderTest,
} from '../testing/running-api.ts';

let sut: ApiUnderTest;
let admin: Visitor;
let carrier: Visitor;
let run: string;

beforeEach(async () => {
  sut = await runApi();
  run = `/api/v1/runs/${sut.ids.runId}`;
  admin = await Visitor.as('admin', sut.url);
  carrier = await Visitor.as('viewer', sut.url, FOREIGN_ORGANISATION);
  for (const hours of [-3, -1])
    sut.history.readings.push(
      aReading({ deviceId: 'REEFER-1', measuredAt: NOW + hours * HOUR, receivedAt: NOW }),
    );
});
afterEach(() => sut.close());

const grant = async (change: object = {}) => {
  const response = await admin.post('/api/v1/grants', {
    ...{ granteeOrganisationId: FOREIGN_ORGANISATION, kind: 'custody' },
    ...{ subjectId: sut.ids.runId, validFrom: NOW - 2 * HOUR, validUntil: NOW + HOUR },
    ...change,
  });
  return grantSchema.parse(await response.json());
};
const statusOf = async (path: string, who = carrier) => (await who.get(path)).status;
const exported = `/export?from=${NOW - 5 * HOUR}&to=${NOW}&format=ndjson`;
const linesOf = async (who: Visitor) => {
  const response = await who.get(`${run}${exported}`);
  expect(response.status).toBe(200);
  return (await response.text()).trim().split('\n').filter(Boolean).length;
};

describe('a run in the custody of another organisation', () => {
  it('is seen by each of its roles, with the readings of that time and no others', async () => {
    await grant();
    for (const role of ROLES) {
      const visitor = await Visitor.as(role, sut.url, FOREIGN_ORGANISATION);
      expect({ role, status: await statusOf(run, visitor) }).toEqual({ role, status: 200 });
      expect({ role, lines: await linesOf(visitor) }).toEqual({ role, lines: 1 });
    }
    expect(await linesOf(admin)).toBe(2);
  });

  it("is on the list of what is in one's custody, while it is", async () => {
    const listed = async () =>
      listOf(runSchema)
        .parse(await (await carrier.get('/api/v1/runs?side=custody')).json())
        .items.map(({ code }) => code);
    expect(await listed()).toEqual([]);
    const { id } = await grant();
    expect(await listed()).toEqual(['XLH-1']);
    const own = listOf(runSchema).parse(await (await carrier.get('/api/v1/runs')).json());
    expect(own.items).toEqual([]);
    await admin.post(`/api/v1/grants/${id}/revoke`);
    expect(await listed()).toEqual([]);
  });

  it('opens nothing else of its owner, and changes nothing', async () => {
    await grant();
    const lot = `/api/v1/lots/${sut.ids.lotIds[0]}`;
    const doors = [`${run}/plan`, `${lot}/trace`, `${lot}/exposure`, `${lot}/custody`];
    for (const path of [...doors, '/api/v1/devices/REEFER-1'])
      expect({ path, status: await statusOf(path) }).toEqual({ path, status: 404 });
    const theirs = await Visitor.as('admin', sut.url, FOREIGN_ORGANISATION);
    expect((await theirs.post(`${run}/state`, { state: 'ARRIVED' })).status).toBe(404);
  });

  it('is not seen before it is, nor without a grant', async () => {
    expect([await statusOf(run), await statusOf(`${run}${exported}`)]).toEqual([404, 404]);
    await grant({ validFrom: NOW + HOUR, validUntil: NOW + 2 * HOUR });
    expect([await statusOf(run), await statusOf(`${run}${exported}`)]).toEqual([404, 404]);
  });

  it('is not seen live any more once the grant has expired; the evidence stays', async () => {
    await grant({ validUntil: NOW });
    expect(await statusOf(run)).toBe(404);
    expect(await linesOf(carrier)).toBe(1);
  });

  it('is not seen live any more once the grant was revoked; the evidence stays', async () => {
    const { id } = await grant();
    expect(await statusOf(run)).toBe(200);
    expect((await admin.post(`/api/v1/grants/${id}/revoke`, {})).status).toBe(200);
    expect(await statusOf(run)).toBe(404);
    expect(await linesOf(carrier)).toBe(1);
  });

  it('is seen with the leg in custody only', async () => {
    const leg = { mode: 'RAIL', plannedDepartureAt: NOW, plannedArrivalAt: NOW + HOUR } as const;
    const there = { ...leg, fromPlaceCode: 'KORLA', toPlaceCode: 'CHENGDU' };
    const back = { ...leg, fromPlaceCode: 'CHENGDU', toPlaceCode: 'KORLA' };
    const named = { nameZh: '往返', nameEn: 'There and back', serviceCode: 'XIANGLI' };
    const { runIds } = await sut.records.journeys.addMany(
      { id: 'system' },
      {
        organisationId: 'demo',
        runs: [{ ...named, code: 'TWO-LEGS', state: 'PLANNED', legs: [there, back] }],
      },
    );
    const subjectId = runIds.get('TWO-LEGS') ?? '';
    await grant({ subjectId, legOrdinal: 1 });
    const legsFor = async (who: Visitor) => {
      const seen = runSchema.parse(await (await who.get(`/api/v1/runs/${subjectId}`)).json());
      return seen.legs.map(({ fromPlaceCode }) => fromPlaceCode);
    };
    expect(await legsFor(admin)).toEqual(['KORLA', 'CHENGDU']);
    expect(await legsFor(carrier)).toEqual(['CHENGDU']);
  });
});

describe('grants', () => {
  it('are told to whoever gave them and to whoever has them, and to no third', async () => {
    const given = await grant();
    const theirs = await Visitor.as('admin', sut.url, FOREIGN_ORGANISATION);
    const list = async (who: Visitor, side: string) => {
      const response = await who.get(`/api/v1/grants?side=${side}`);
      return listOf(grantSchema).parse(await response.json()).items;
    };
    expect(await list(admin, 'given')).toEqual([given]);
    expect(await list(theirs, 'received')).toEqual([given]);
    expect([await list(theirs, 'given'), await list(admin, 'received')]).toEqual([[], []]);
    expect((await theirs.post(`/api/v1/grants/${given.id}/revoke`, {})).status).toBe(404);
  });
});
