import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { problemSchema, takenPlanSchema } from '@lenglian/console-contract';
import { placeViewSchema, serviceViewSchema } from '@lenglian/seed-files';
import { aPlace, aService } from '../testing/network-entries.ts';
import { NOW, Visitor, runApi, type ApiUnderTest } from '../testing/running-api.ts';

let sut: ApiUnderTest;
let operator: Visitor;

beforeAll(async () => {
  sut = await runApi();
  operator = await Visitor.as('operator', sut.url);
});
afterAll(() => sut.close());

const FIGURE = { value: 3, confidence: 'C' as const, source: 'a test' };

const problemOf = async (response: Response) => problemSchema.parse(await response.json());

describe('a place', () => {
  it('is added with its geofence and keys, and found by its role', async () => {
    const place = aPlace('KUQA_PRECOOLING', {
      ...{ roles: ['pre-cooling'], geofenceRadiusKilometres: FIGURE },
      ...{ gln: '6291041500213', unLocode: 'CNURC' },
    });
    const added = await operator.post('/api/v1/places', place);
    const view = placeViewSchema.parse(await added.json());
    expect(view).toMatchObject({ ...place, crs: 'WGS-84', revision: 1, isSeeded: false });
    expect(added.headers.get('etag')).toBe('"1"');
    const list = await (await operator.get('/api/v1/places?role=pre-cooling')).json();
    expect(list).toMatchObject({ items: [{ id: view.id }], nextCursor: null });
    expect((await operator.post('/api/v1/places', place)).status).toBe(409);
  });

  it.each([
    ['gln', '6291041500214'],
    ['unLocode', 'cn'],
    ['latitudeDegrees', 91],
    ['offPowerMinutes.value', 4],
    ['source', undefined],
  ])('without a right %s is refused by that name', async (path, value) => {
    const [field = '', inside] = path.split('.');
    const wrong = inside === undefined ? value : { ...FIGURE, [inside]: value };
    const answer = await operator.post('/api/v1/places', { ...aPlace('X'), [field]: wrong });
    expect((await problemOf(answer)).errors).toMatchObject([{ path }]);
  });

  it('is not overwritten by somebody who has not seen it as it is', async () => {
    const added = await operator.post('/api/v1/places', aPlace('TWO_AT_ONCE'));
    const { id } = placeViewSchema.parse(await added.json());
    const change = (nameZh: string, tag?: string) =>
      operator.send('PUT', `/api/v1/places/${id}`, aPlace('TWO_AT_ONCE', { nameZh }), {
        ...(tag !== undefined && { 'if-match': tag }),
      });
    const first = await change('甲', '"1"');
    expect([first.status, first.headers.get('etag')]).toEqual([200, '"2"']);
    const late = await change('乙', '"1"');
    expect([late.status, (await problemOf(late)).code]).toEqual([412, 'REVISION_CONFLICT']);
    expect((await change('乙', 'W/"2"')).status).toBe(400);
    const one = await operator.send('GET', `/api/v1/places/${id}`, undefined, {
      'if-none-match': '"2"',
    });
    expect([one.status, placeViewSchema.parse(await one.json()).nameZh]).toEqual([200, '甲']);
    expect((await change('丙')).status).toBe(200);
    const renamed = await operator.send('PUT', `/api/v1/places/${id}`, aPlace('OTHER'));
    expect(renamed.status).toBe(400);
  });
});

describe('a service', () => {
  it('is added with its ways, and a run goes one of them at once', async () => {
    const answer = await operator.post('/api/v1/services', aService('NEW_TRAIN'));
    expect(serviceViewSchema.parse(await answer.json())).toMatchObject({ revision: 1 });
    const plan = {
      ...{ runCode: 'NEW-1', serviceCode: 'NEW_TRAIN', departureAt: NOW + 1 },
      lines: [{ unitCode: 'XJLU3000015', lot: { code: 'NEW-L1', commodityCode: 'PEAR' } }],
    };
    const { run } = takenPlanSchema.parse(await (await operator.post('/api/v1/runs', plan)).json());
    expect(run.legs).toMatchObject([{ plannedArrivalAt: NOW + 1 + 6_000 * 60_000 }]);
  });

  it('that cannot be run is refused with everything to mend', async () => {
    const [way] = aService('X').ways;
    const [leg] = way?.legs ?? [];
    if (!way || !leg) throw new RangeError('the service of the tests has a leg');
    const answer = await operator.post(
      '/api/v1/services',
      aService('BROKEN', {
        commodityCodes: ['SAND'],
        ways: [{ ...way, legs: [leg, { ...leg, toPlaceCode: 'MOON' }] }],
      }),
    );
    expect(answer.status).toBe(422);
    const { findings = [] } = await problemOf(answer);
    expect(findings.map(({ code, field }) => `${code} ${field}`)).toEqual([
      'UNKNOWN_COMMODITY commodityCodes',
      'UNKNOWN_PLACE ways[0].legs[1]',
      'LEGS_APART ways[0].legs[1]',
    ]);
  });
});

describe('a change of what somebody else changed meanwhile', () => {
  it.each(['lot', 'run', 'user', 'device'])('of a %s is refused', async (kind) => {
    const admin = await Visitor.as('admin', sut.url);
    const { lotIds, runId } = sut.ids;
    const userId = (await sut.records.users.findByUsername('viewer'))?.id;
    const ways: Record<string, [string, string, object]> = {
      lot: ['PATCH', `/api/v1/lots/${lotIds[0]}`, { packageCount: 1 }],
      run: ['POST', `/api/v1/runs/${runId}/delay`, LATE],
      user: ['PATCH', `/api/v1/users/${userId}`, { displayName: '新名' }],
      device: ['PATCH', '/api/v1/devices/REEFER-1', { samplingIntervalSeconds: 120 }],
    };
    const [method, path, body] = ways[kind] as [string, string, object];
    const send = () => admin.send(method, path, body, { 'if-match': '"1"' });
    const answers = await Promise.all([send(), send()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });
});

const LATE = { leg: 1, of: 'ARRIVAL', delayMinutes: 5, reason: 'wind' };
