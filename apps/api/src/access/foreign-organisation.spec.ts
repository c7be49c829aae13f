import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { planCheckSchema, problemSchema, type Room } from '@lenglian/console-contract';
import { aHandOver } from '@lenglian/goods/testing';
import type { NewContact } from '@lenglian/records';
import { RIGHTS, ROLES, mayDo, type Right, type Role } from '@lenglian/rights';
import { openApiOf } from '../http/openapi.ts';
import { LiveClient, closeLiveClients } from '../testing/live-client.ts';
import {
  FOREIGN_ORGANISATION,
  NOW,
  Visitor,
  runApi,
  type ApiUnderTest,
} from '../testing/running-api.ts';
import { aPlace, aService } from '../testing/network-entries.ts';
import { aVerdict } from '../testing/verdicts.ts';

let sut: ApiUnderTest;
const own = new Map<Role, Visitor>();
const foreign = new Map<Role, Visitor>();
/** What a foreign organisation must never see. */
let ours: string[];
let alertId: string;
let userId: string;
let handOverId: string;
let grantId: string;
let linkId: string;
let placeId: string;
let contactId: string;
let transformationId: string;
let serviceId: string;

beforeAll(async () => {
  sut = await runApi();
  for (const role of ROLES) {
    own.set(role, await Visitor.as(role, sut.url));
    foreign.set(role, await Visitor.as(role, sut.url, FOREIGN_ORGANISATION));
  }
  const verdict = aVerdict(sut, { sequence: 1 });
  alertId = verdict.alertId;
  await sut.judge.decide(verdict);
  sut.judge.quarantineNow({
    ...{ id: '77', receivedAt: NOW, organisationId: 'demo', deviceId: 'REEFER-1' },
    ...{ kind: 'TELEMETRY', reason: 'NOT_JSON', detail: 'nonsense', replayedAt: null },
    payload: Buffer.from('secret-payload'),
  });
  await handOver();
  await grant();
  await split();
  await contact();
  await link();
  const page = { organisationId: 'demo', limit: 1 };
  placeId = (await sut.records.network.places(page)).items[0]?.id ?? '';
  serviceId = (await sut.records.network.services(page)).items[0]?.id ?? '';
  const { runId, unitIds, lotIds, deviceIds } = sut.ids;
  userId = (await sut.records.users.findByUsername('viewer'))?.id ?? '';
  ours = [runId, ...unitIds, ...lotIds, ...deviceIds, alertId, userId, handOverId, grantId, linkId];
  ours.push(placeId, serviceId);
  ours.push('XLH-1', 'UNIT-1', 'LOT-1', '"PEAR"', 'secret-payload');
});
afterEach(closeLiveClients);
afterAll(() => sut.close());

/** The driver of the first unit. */
async function contact(): Promise<void> {
  const driver: NewContact = {
    ...{ subjectKind: 'unit', subjectId: sut.ids.unitIds[0] ?? '', legOrdinal: null },
    ...{ role: 'DRIVER', name: '买买提', phone: '+8613912345678', language: 'ug' },
    ...{ hours: null, deputyOfId: null, note: null },
  };
  contactId = (await sut.records.contacts.add({ id: 'system' }, 'demo', driver)).id;
  BODIES['PUT /api/v1/contacts/{id}'] = driver;
  BODIES['POST /api/v1/contacts/{id}/dial'] = { alertId };
}

/** A part of the third lot, in a box of its own. */
async function split(): Promise<void> {
  const part = { lotCode: 'PART-3', quantityKilograms: 1 };
  const { transformation } = await sut.records.lots.transform({ id: 'system' }, 'demo', {
    ...{ kind: 'SPLIT', at: NOW - 1, inputs: [{ lotCode: 'LOT-3', quantityKilograms: 1 }] },
    outputs: [part],
  });
  transformationId = transformation.id;
}

/** A grant to a third organisation. */
async function grant(): Promise<void> {
  const actor = { id: 'system' };
  await sut.records.organisations.ensure(actor, { id: 'third', nameZh: '第三方', nameEn: 'Third' });
  const given = await sut.records.grants.add(actor, {
    ...{ organisationId: 'demo', granteeOrganisationId: 'third', kind: 'custody' },
    ...{ subjectId: sut.ids.runId, legOrdinal: null, validFrom: NOW, validUntil: null },
  });
  grantId = given.id;
}

/** A link of our lot. */
async function link(): Promise<void> {
  const lotId = sut.ids.lotIds[0] ?? '';
  const made = await sut.records.lotLinks.add(
    { id: 'system' },
    { organisationId: 'demo', lotId, label: 'for them', validUntil: NOW + 3_600_000 },
  );
  linkId = made.link.id;
}

/** A disputed hand-over to somebody who has no records here. */
async function handOver(): Promise<void> {
  const reported = aHandOver({ handedOverAt: NOW, placeCode: null });
  const { handOvers } = sut.records;
  const actor = { id: 'system' };
  const recorded = await handOvers.record(actor, 'demo', { ...reported, conditions: [] });
  handOverId = recorded.handOver.id;
  const objection = { side: 'TO', organisationId: 'demo', reason: 'wet' } as const;
  const { disputes } = await handOvers.dispute(actor, handOverId, objection);
  const settlement = { disputeId: disputes[0]?.id, settlement: 'dried' };
  BODIES['POST /api/v1/hand-overs/{id}/settle'] = settlement;
}

interface Operation {
  readonly method: string;
  /** With `{id}` in it, as in the document. */
  readonly path: string;
  readonly right: Right;
}

/** Every operation that demands a right; that none is missing, the walk of rights proves. */
function operations(): Operation[] {
  const { paths } = openApiOf(sut.api.app);
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item as Record<string, Record<string, unknown>>)
      .filter(([, operation]) => RIGHTS.includes(operation?.['x-requires'] as Right))
      .map(([method, operation]) => ({
        ...{ method: method.toUpperCase(), path },
        right: operation['x-requires'] as Right,
      })),
  );
}

/** One of our records for each kind of path; a new kind of path must be added here. */
function idFor(path: string): string {
  const ids: Record<string, string | undefined> = {
    runs: sut.ids.runId,
    units: sut.ids.unitIds[0],
    lots: sut.ids.lotIds[0],
    devices: 'REEFER-1',
    alerts: alertId,
    quarantine: '77',
    users: userId,
    'hand-overs': handOverId,
    grants: grantId,
    places: placeId,
    contacts: contactId,
    transformations: transformationId,
    services: serviceId,
  };
  const id = ids[path.split('/')[3] ?? ''];
  if (id === undefined) throw new RangeError(`which record of ours is meant by ${path}?`);
  return id;
}

/** A body or query that is right, so that only whose record it is can be what refuses. */
const BODIES: Record<string, object> = {
  'POST /api/v1/hand-overs/{id}/confirm': { side: 'TO' },
  'POST /api/v1/hand-overs/{id}/dispute': { side: 'TO', reason: 'wet' },
  'POST /api/v1/alerts/{id}/acknowledge': {},
  'PATCH /api/v1/devices/{id}': { reportingIntervalSeconds: 300 },
  'POST /api/v1/runs/{id}/copy': { runCode: 'COPY', departureAt: NOW },
  'POST /api/v1/runs/{id}/delay': { leg: 1, of: 'ARRIVAL', delayMinutes: 5, reason: 'wind' },
  'POST /api/v1/runs/{id}/state': { state: 'ARRIVED' },
  'POST /api/v1/units/{id}/declarations': { state: 'IN_USE', validFrom: NOW },
  'POST /api/v1/units/{id}/cleanings': { cleanedAt: NOW, isClean: true },
  'POST /api/v1/devices/{id}/calibrations': { calibratedAt: NOW, validUntil: NOW + 1 },
  'POST /api/v1/runs/{id}/legs': { leg: 1, departedAt: NOW - 3_600_000 },
  'POST /api/v1/transformations/{id}/undo': { reason: 'wrong box' },
  'PUT /api/v1/places/{id}': aPlace('KORLA'),
  'PUT /api/v1/services/{id}': aService('XIANGLI'),
  'POST /api/v1/quarantine/{id}/replay': {},
  'PATCH /api/v1/lots/{id}': { packageCount: 840 },
  'POST /api/v1/lots/{id}/links': { validUntil: NOW + 3_600_000 },
  'PATCH /api/v1/users/{id}': { displayName: 'Viewer' },
};
const OF_ONE = `?from=${NOW - 3_600_000}&to=${NOW}&asOf=${NOW}`;
/** Lists are asked for all that they have, but those that want to be told of what. */
const QUERIES: Record<string, string> = {
  '/api/v1/bindings': '?kind=device&subjectId=REEFER-1',
};

const MANIFEST_HEAD = 'position,unitCode,lotCode,commodityCode,quantityKilograms,originPlaceCode';

function knock(visitor: Visitor, { method, path }: Operation): Promise<Response> {
  const url = path.replace('{linkId}', linkId).replace(/\{\w+\}/g, () => idFor(path));
  const query = path.includes('{') ? OF_ONE : (QUERIES[path] ?? '');
  if (method === 'GET') return visitor.send(method, `${url}${query}`);
  return visitor.send(method, url, BODIES[`${method} ${path}`] ?? {});
}

describe('a record of one organisation', () => {
  it.each(ROLES)('does not exist for the %s of another', async (role) => {
    const withId = operations().filter(
      ({ path, right }) => path.includes('{') && mayDo(role, right),
    );
    expect(withId.length).toBeGreaterThan(5);
    for (const operation of withId) {
      const response = await knock(foreign.get(role) as Visitor, operation);
      expect({ operation, status: response.status }).toEqual({ operation, status: 404 });
      expect(problemSchema.parse(await response.json()).code).toBe('NOT_FOUND');
    }
  });

  it('does exist for its own, by the very same requests', async () => {
    for (const operation of operations().filter(({ path }) => path.includes('{'))) {
      const { status } = await knock(own.get('admin') as Visitor, operation);
      // That a copy of the run would take the same boxes is told only to whoever may see the run.
      const expected = operation.path.endsWith('/copy') ? 422 : 200;
      expect({ operation, status }).toEqual({ operation, status: expected });
    }
  });

  it.each(ROLES)('is on no list of the %s of another', async (role) => {
    const lists = operations().filter(
      ({ path, method, right }) => method === 'GET' && !path.includes('{') && mayDo(role, right),
    );
    expect(lists.length).toBeGreaterThan(4);
    for (const operation of lists) {
      const response = await knock(foreign.get(role) as Visitor, operation);
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
      const unknown = ['NO_DEVICE', 'UNIT_OF_OTHERS', 'UNKNOWN_COMMODITY', 'UNKNOWN_SERVICE'];
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
    await sut.judge.decide(aVerdict(sut, { sequence: 2, alertId: `${alertId.slice(0, -1)}2` }));
    expect((await news).alert.unitCode).toBe('UNIT-1');
    // Answered after whatever was sent before.
    await them.join({ room: 'overview' });
    expect(them.heard.filter(({ event }) => event !== 'heartbeat')).toEqual([]);
  });
});
