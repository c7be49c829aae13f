import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { planCheckSchema, problemSchema, type Room } from '@lenglian/console-contract';
import { ROLES, mayDo, type Role } from '@lenglian/rights';
import { ForeignWalk } from '../testing/foreign-walk.ts';
import { LiveClient, closeLiveClients } from '../testing/live-client.ts';
import {
  FOREIGN_ORGANISATION,
  NOW,
  Visitor,
  runApi,
  type ApiUnderTest,
} from '../testing/running-api.ts';
import { aVerdict } from '../testing/verdicts.ts';

let sut: ApiUnderTest;
const own = new Map<Role, Visitor>();
const foreign = new Map<Role, Visitor>();
let walk: ForeignWalk;
/** What a foreign organisation must never see. */
let ours: readonly string[];
let alertId: string;

beforeAll(async () => {
  sut = await runApi();
  for (const role of ROLES) {
    own.set(role, await Visitor.as(role, sut.url));
    foreign.set(role, await Visitor.as(role, sut.url, FOREIGN_ORGANISATION));
  }
  walk = await ForeignWalk.over(sut);
  ({ ours, alertId } = walk);
});
afterEach(closeLiveClients);
afterAll(() => sut.close());

const MANIFEST_HEAD = 'position,unitCode,lotCode,commodityCode,quantityKilograms,originPlaceCode';

describe('a record of one organisation', () => {
  it.each(ROLES)('does not exist for the %s of another', async (role) => {
    const withId = walk
      .operations()
      .filter(({ path, right }) => path.includes('{') && mayDo(role, right));
    expect(withId.length).toBeGreaterThan(5);
    for (const operation of withId) {
      const response = await walk.knock(foreign.get(role) as Visitor, operation);
      expect({ operation, status: response.status }).toEqual({ operation, status: 404 });
      expect(problemSchema.parse(await response.json()).code).toBe('NOT_FOUND');
    }
  });

  it('does exist for its own, by the very same requests', async () => {
    for (const operation of walk.operations().filter(({ path }) => path.includes('{'))) {
      const role = mayDo('admin', operation.right) ? 'admin' : 'quality';
      const { status } = await walk.knock(own.get(role) as Visitor, operation);
      // That a copy of the run would take the same boxes is told only to whoever may see the run.
      const expected = operation.path.endsWith('/copy') ? 422 : 200;
      expect({ operation, status }).toEqual({ operation, status: expected });
    }
  });

  it.each(ROLES)('is on no list of the %s of another', async (role) => {
    const lists = walk
      .operations()
      .filter(
        ({ path, method, right }) => method === 'GET' && !path.includes('{') && mayDo(role, right),
      );
    expect(lists.length).toBeGreaterThan(4);
    for (const operation of lists) {
      const response = await walk.knock(foreign.get(role) as Visitor, operation);
      const text = await response.text();
      expect({ operation, status: response.status }).toEqual({ operation, status: 200 });
      expect(ours.filter((secret) => text.includes(secret))).toEqual([]);
    }
  });

  it.each(ROLES)('is no place to go on from in a list of the %s of another', async (role) => {
    const visitor = foreign.get(role) as Visitor;
    const answers = ['REEFER-1', 'NO-SUCH'].map(async (cursor) => {
      const response = await visitor.get(`/api/v1/devices?cursor=${cursor}`);
      return [response.status, await response.text()];
    });
    const [known, unknown] = await Promise.all(answers);
    expect(known).toEqual(unknown);
  });

  it('cannot be bound, nor bound to, by another', async () => {
    const correction = { kind: 'device', subjectId: 'REEFER-1', from: NOW, reason: 'mine' };
    for (const targetId of [null, sut.ids.unitIds[0]]) {
      const body = { ...correction, targetId };
      const response = await (foreign.get('admin') as Visitor).post('/api/v1/bindings', body);
      expect(response.status).toBe(404);
    }
  });

  it('is nothing that a plan of another could use, whichever way it comes', async () => {
    const them = foreign.get('admin') as Visitor;
    const goods = { code: 'LOT-X', commodityCode: 'PEAR', quantityKilograms: 1 };
    const line = { position: 1, unitCode: 'UNIT-1', lot: { ...goods, originPlaceCode: 'KORLA' } };
    const leg = { mode: 'RAIL', fromPlaceCode: 'KORLA', toPlaceCode: 'CHENGDU' };
    const times = { plannedDepartureAt: NOW + 1, plannedArrivalAt: NOW + 3_600_000 };
    const head = { runCode: 'THEIRS', serviceCode: 'XIANGLI', departureAt: NOW + 1 };
    const csv = await fetch(
      `${sut.url}/api/v1/runs/import?runCode=THEIRS&serviceCode=XIANGLI&departureAt=${NOW + 1}`,
      {
        method: 'POST',
        headers: { cookie: them.cookie, 'content-type': 'text/csv' },
        body: `${MANIFEST_HEAD}\n1,UNIT-1,LOT-X,PEAR,1,KORLA`,
      },
    );
    const refusals = [csv];
    for (const legs of [undefined, [{ ...leg, ...times }]]) {
      const plan = { ...head, legs, lines: [line] };
      refusals.push(await them.post('/api/v1/runs', plan));
      const check = await them.post('/api/v1/plans/check', plan);
      const { findings } = planCheckSchema.parse(await check.clone().json());
      const refused = await refusals.at(-1)?.clone().json();
      expect(problemSchema.parse(refused).findings).toEqual(findings);
    }
    for (const response of refusals) {
      expect(response.status).toBe(422);
      const { findings = [] } = problemSchema.parse(await response.json());
      const codes = findings.map(({ code }) => code);
      const unknown = ['NO_DEVICE', 'UNKNOWN_PLACE', 'UNKNOWN_COMMODITY', 'UNKNOWN_SERVICE'];
      expect(codes).toEqual(expect.arrayContaining(unknown));
      expect(codes).not.toContain('UNKNOWN_WAY');
      expect(JSON.stringify(findings)).not.toMatch(/XLH-1|REEFER-1|香梨/);
    }
  });

  it('is not what another adds: that is their own', async () => {
    const them = foreign.get('admin') as Visitor;
    const session = await (await them.get('/api/v1/auth/session')).json();
    expect(session).toMatchObject({ organisationId: FOREIGN_ORGANISATION });
    const password = 'long enough to be one';
    const user = { username: 'sun', displayName: '孙', role: 'viewer', password };
    expect((await them.post('/api/v1/users', user)).status).toBe(200);
    const added = await sut.records.users.findByUsername('sun');
    expect(added?.organisationId).toBe(FOREIGN_ORGANISATION);
  });

  it.each(ROLES)('cannot be watched by the %s of another', async (role) => {
    const client = new LiveClient(sut.url, (foreign.get(role) as Visitor).cookie);
    await client.connected();
    const rooms: Room[] = [
      { room: 'run', runId: sut.ids.runId },
      { room: 'unit', unitId: sut.ids.unitIds[0] ?? '' },
    ];
    for (const room of rooms)
      expect(await client.ask('join', room)).toEqual({ ok: false, code: 'NOT_FOUND' });
    for (const room of ['overview', 'alerts'] as const) {
      const text = JSON.stringify(await client.ask('join', { room }));
      expect(ours.filter((secret) => text.includes(secret))).toEqual([]);
    }
  });

  it('is not heard of by another, whose rooms have the same kinds', async () => {
    const [us, them] = [own, foreign].map(
      (visitors) => new LiveClient(sut.url, (visitors.get('admin') as Visitor).cookie),
    ) as [LiveClient, LiveClient];
    for (const client of [us, them]) {
      await client.connected();
      for (const room of ['overview', 'alerts'] as const) await client.join({ room });
    }
    const news = us.next('alert.changed');
    await sut.judge.decide(aVerdict(sut, { sequence: 4, alertId: `${alertId.slice(0, -1)}2` }));
    expect((await news).alert.unitCode).toBe('UNIT-1');
    // Answered after whatever was sent before.
    await them.join({ room: 'overview' });
    expect(them.heard.filter(({ event }) => event !== 'heartbeat')).toEqual([]);
  });
});
