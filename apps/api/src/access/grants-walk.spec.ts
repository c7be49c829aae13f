import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { problemSchema, roomSchema, type Room } from '@lenglian/console-contract';
import { HOUR } from '@lenglian/quantities';
import type { GrantKind, GrantRecord } from '@lenglian/records';
import { ROLES, mayDo, type Role } from '@lenglian/rights';
import { RIGHT_BY_ROOM } from '../live/room-rights.ts';
import { ForeignWalk, type Operation } from '../testing/foreign-walk.ts';
import { LiveClient, closeLiveClients } from '../testing/live-client.ts';
import {
  FOREIGN_ORGANISATION,
  NOW,
  Visitor,
  runApi,
  type ApiUnderTest,
} from '../testing/running-api.ts';

/** Everything that a grant opens to its grantee. Whatever is not in here stays closed. */
interface Opened {
  /** While it lasts. */
  readonly now: readonly string[];
  /** What happened in its time is the grantee's evidence: also when it is over. */
  readonly afterwards: readonly string[];
}

const OPENED: Readonly<Record<GrantKind, Opened>> = {
  custody: {
    now: [
      'GET /api/v1/runs/{id}',
      'GET /api/v1/runs/{id}/units',
      'GET /api/v1/runs/{id}/export',
      'GET /api/v1/runs/{id}/progress',
      'GET /api/v1/units/{id}',
      'GET /api/v1/units/{id}/readings',
      'GET /api/v1/units/{id}/export',
      'GET /api/v1/lots/{id}',
      'GET /api/v1/alerts/{id}',
      'room run',
      'room unit',
    ],
    afterwards: [
      'GET /api/v1/runs/{id}/export',
      'GET /api/v1/units/{id}/readings',
      'GET /api/v1/units/{id}/export',
      'GET /api/v1/alerts/{id}',
    ],
  },
  consignee: {
    now: [
      'GET /api/v1/lots/{id}',
      'GET /api/v1/lots/{id}/exposure',
      'GET /api/v1/lots/{id}/custody',
      'GET /api/v1/lots/{id}/freshness',
      'GET /api/v1/lots/{id}/certificate',
    ],
    afterwards: [],
  },
  lessor: { now: ['GET /api/v1/devices/{id}'], afterwards: [] },
};
/** Whoever was ever given something may know by whom, by name. */
const WHO_IT_IS_FROM = 'GET /api/v1/organisations/{id}';
/** Some hundred requests a walk. */
const PATIENCE = 60_000;
const KINDS = Object.keys(OPENED) as GrantKind[];

let sut: ApiUnderTest;
let walk: ForeignWalk;
const foreign = new Map<Role, Visitor>();

beforeEach(async () => {
  sut = await runApi();
  walk = await ForeignWalk.over(sut);
  for (const role of ROLES)
    foreign.set(role, await Visitor.as(role, sut.url, FOREIGN_ORGANISATION));
});
afterEach(closeLiveClients);
afterEach(() => sut.close());

/** Of the run, lot or device that the walk asks for; an hour to both sides unless said otherwise. */
function give(kind: GrantKind, span: Partial<GrantRecord> = {}): Promise<GrantRecord> {
  const { runId, lotIds, deviceIds } = sut.ids;
  const subjects = { custody: runId, consignee: lotIds[0], lessor: deviceIds[0] };
  return sut.records.grants.add(
    { id: 'system' },
    {
      ...{ organisationId: 'demo', granteeOrganisationId: FOREIGN_ORGANISATION, kind },
      ...{ subjectId: subjects[kind] ?? '', legOrdinal: null },
      ...{ validFrom: NOW - HOUR, validUntil: NOW + HOUR, ...span },
    },
  );
}

/** Of all that a role may ask for at all, whichever record it is of: what is answered. */
async function openTo(role: Role): Promise<string[]> {
  const visitor = foreign.get(role) as Visitor;
  const withId = ({ path, right }: Operation) => path.includes('{') && mayDo(role, right);
  const open: string[] = [];
  for (const operation of walk.operations().filter(withId)) {
    const door = `${operation.method} ${operation.path}`;
    const response = await walk.knock(visitor, operation);
    if (response.status === 200) open.push(door);
    else
      expect({ door, code: problemSchema.parse(await response.json()).code }).toEqual({
        ...{ door, code: 'NOT_FOUND' },
      });
  }
  return [...open, ...(await roomsOpenTo(role, visitor))];
}

async function roomsOpenTo(role: Role, visitor: Visitor): Promise<string[]> {
  const client = new LiveClient(sut.url, visitor.cookie);
  await client.connected();
  const open: string[] = [];
  for (const room of rooms().filter((one) => mayDo(role, RIGHT_BY_ROOM[one.room]))) {
    const answer = await client.ask('join', room);
    if (answer.ok && (room.room === 'run' || room.room === 'unit')) open.push(`room ${room.room}`);
    // One's own overview and alerts are always open, and never hold what is another's.
    const text = JSON.stringify(answer);
    if (room.room === 'overview' || room.room === 'alerts')
      expect(walk.ours.filter((secret) => text.includes(secret))).toEqual([]);
  }
  client.close();
  return open;
}

/** One of each kind of room that the contract knows. */
function rooms(): Room[] {
  const ids = { runId: sut.ids.runId, unitId: sut.ids.unitIds[0] };
  return roomSchema.options.map((option) =>
    roomSchema.parse({ room: option.shape.room.value, ...ids }),
  );
}

describe.each(KINDS)('a grant of %s', (kind) => {
  const { now, afterwards } = OPENED[kind];
  const expectOpen = async (doors: readonly string[]): Promise<void> => {
    for (const role of ROLES)
      expect({ role, open: (await openTo(role)).sort() }).toEqual({
        ...{ role, open: [...doors, WHO_IT_IS_FROM].toSorted() },
      });
  };

  it(
    'opens exactly its doors to every role, and leaves their evidence when it has expired',
    async () => {
      await give(kind);
      await expectOpen(now);
      sut.clock.advanceTo(NOW + HOUR);
      await expectOpen(afterwards);
    },
    PATIENCE,
  );

  it(
    'that is revoked leaves the same open as one that has expired',
    async () => {
      const { id } = await give(kind);
      await sut.records.grants.revoke({ id: 'system' }, id);
      await expectOpen(afterwards);
    },
    PATIENCE,
  );

  it(
    'that is still to come, or was over before anything of it happened, opens nothing of now',
    async () => {
      await give(kind, { validFrom: NOW + HOUR, validUntil: null });
      await expectOpen([]);
      await give(kind, { validFrom: NOW - 3 * HOUR, validUntil: NOW - 2 * HOUR });
      await expectOpen(afterwards.filter((door) => !door.includes('/alerts/')));
    },
    PATIENCE,
  );

  it('adds nothing to a list that is not asked for what is in custody', async () => {
    await give(kind);
    const lists = walk
      .operations()
      .filter(({ path, method }) => method === 'GET' && !path.includes('{'));
    for (const role of ROLES)
      for (const operation of lists.filter(({ right }) => mayDo(role, right))) {
        const text = await (await walk.knock(foreign.get(role) as Visitor, operation)).text();
        const told = walk.ours.filter((secret) => text.includes(secret));
        expect({ role, operation, told }).toEqual({ role, operation, told: [] });
      }
  });
});
