import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { problemSchema, type Room } from '@lenglian/console-contract';
import { RIGHTS, ROLES, mayDo, type Right, type Role } from '@lenglian/rights';
import { openApiOf } from '../http/openapi.ts';
import { LiveClient } from '../testing/live-client.ts';
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
/** What a foreign organisation must never see. */
let ours: string[];
let alertId: string;
let userId: string;

beforeAll(async () => {
  sut = await runApi();
  for (const role of ROLES) {
    own.set(role, await Visitor.as(role, sut.url));
    foreign.set(role, await Visitor.as(role, sut.url, FOREIGN_ORGANISATION));
  }
  userId = (await sut.records.users.findByUsername('viewer'))?.id ?? '';
  const verdict = aVerdict(sut, { sequence: 1 });
  alertId = verdict.alertId;
  await sut.judge.decide(verdict);
  sut.judge.quarantineNow({
    ...{ id: '77', receivedAt: NOW, organisationId: 'demo', deviceId: 'REEFER-1' },
    ...{ kind: 'TELEMETRY', reason: 'NOT_JSON', detail: 'nonsense', replayedAt: null },
    payload: Buffer.from('secret-payload'),
  });
  const { runId, unitIds, lotIds, deviceIds } = sut.ids;
  ours = [userId, runId, ...unitIds, ...lotIds, ...deviceIds, alertId];
  ours.push('XLH-1', 'UNIT-1', 'LOT-1', 'secret-payload');
});
afterAll(() => sut.close());

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
  };
  const id = ids[path.split('/')[3] ?? ''];
  if (id === undefined) throw new RangeError(`which record of ours is meant by ${path}?`);
  return id;
}

/** A body or query that is right, so that only whose record it is can be what refuses. */
const BODIES: Readonly<Record<string, object>> = {
  'POST /api/v1/alerts/{id}/acknowledge': {},
  'PATCH /api/v1/devices/{id}': { reportingIntervalSeconds: 300 },
  'POST /api/v1/runs/{id}/copy': { runCode: 'COPY', departureAt: NOW },
  'POST /api/v1/runs/{id}/state': { state: 'ARRIVED' },
  'POST /api/v1/quarantine/{id}/replay': {},
};
const QUERY = `?from=${NOW - 3_600_000}&to=${NOW}&kind=device&subjectId=REEFER-1`;

function knock(visitor: Visitor, { method, path }: Operation): Promise<Response> {
  const url = path.replace(/\{\w+\}/g, () => idFor(path));
  if (method === 'GET') return visitor.send(method, `${url}${QUERY}`);
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
    const reading = operations().filter(
      ({ path, method }) => path.includes('{') && (method === 'GET' || path.includes('devices')),
    );
    for (const operation of reading) {
      const { status } = await knock(own.get('admin') as Visitor, operation);
      expect({ operation, status }).toEqual({ operation, status: 200 });
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

  it('cannot be bound, nor bound to, by another', async () => {
    const correction = { kind: 'device', subjectId: 'REEFER-1', from: NOW, reason: 'mine' };
    for (const targetId of [null, sut.ids.unitIds[0]]) {
      const body = { ...correction, targetId };
      const response = await (foreign.get('admin') as Visitor).post('/api/v1/bindings', body);
      expect(response.status).toBe(404);
    }
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
    client.close();
  });
});
