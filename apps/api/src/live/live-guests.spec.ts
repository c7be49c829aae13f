import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { anEpisode } from '@lenglian/breaches/testing';
import type { Room } from '@lenglian/console-contract';
import { HOUR, MINUTE } from '@lenglian/quantities';
import { aReading } from '@lenglian/readings/testing';
import type { GrantRecord } from '@lenglian/records';
import { readJourneyBook } from './journey-book.ts';
import { LiveGuests } from './live-guests.ts';
import { LiveClient, closeLiveClients } from '../testing/live-client.ts';
import {
  FOREIGN_ORGANISATION,
  NOW,
  Visitor,
  runApi,
  type ApiUnderTest,
} from '../testing/running-api.ts';
import { aVerdict } from '../testing/verdicts.ts';

const SYSTEM = { id: 'system' };
const TAKEN_OVER = NOW - HOUR;

let sut: ApiUnderTest;
let owner: LiveClient;
let carrier: LiveClient;
let run: Room;
let unit: Room;

beforeEach(async () => {
  sut = await runApi();
  run = { room: 'run', runId: sut.ids.runId };
  unit = { room: 'unit', unitId: sut.ids.unitIds[0] ?? '' };
  [owner, carrier] = (await Promise.all([
    Visitor.as('viewer', sut.url),
    Visitor.as('viewer', sut.url, FOREIGN_ORGANISATION),
  ]).then((both) => both.map(({ cookie }) => new LiveClient(sut.url, cookie)))) as [
    LiveClient,
    LiveClient,
  ];
  for (const client of [owner, carrier]) await client.connected();
  await sut.api.live.feed.beat(); // what the start itself changed
});
afterEach(closeLiveClients);
afterEach(() => sut.close());

const give = (change: Partial<GrantRecord> = {}): Promise<GrantRecord> =>
  sut.records.grants.add(SYSTEM, {
    ...{ organisationId: 'demo', granteeOrganisationId: FOREIGN_ORGANISATION, kind: 'custody' },
    ...{ subjectId: sut.ids.runId, legOrdinal: null },
    ...{ validFrom: TAKEN_OVER, validUntil: NOW + HOUR, ...change },
  });
const hear = (at: number): void =>
  sut.judge.hear({
    deviceId: 'REEFER-1',
    reading: aReading({ deviceId: 'REEFER-1', measuredAt: at, receivedAt: at }),
    ...{ lastReceivedAt: at, isConnected: true },
  });
const breach = (sequence: number, startedAt: number): Promise<unknown> =>
  sut.judge.decide(
    aVerdict(sut, {
      ...{ sequence, alertId: `0197a000-0000-7000-8000-00000000000${sequence}` },
      episode: anEpisode({ startedAt, raisedAt: startedAt + 20 * MINUTE }),
    }),
  );
/** Answered after whatever was sent before. */
const settled = (client: LiveClient) => client.ask('join', { room: 'overview' });
const heardBy = ({ heard }: LiveClient, event: string) =>
  heard.filter((one) => one.event === event).map(({ payload }) => payload);

describe('a custodian', () => {
  it('is told what its owner is told of a run, as far as it is of its time', async () => {
    await give();
    hear(TAKEN_OVER - 1);
    expect(await owner.join(run)).toMatchObject({ units: [{ latest: {} }, {}, {}] });
    expect(await carrier.join(run)).toMatchObject({ units: [{ latest: null }, {}, {}] });
    await carrier.join(unit);
    hear(NOW);
    const told = carrier.next(
      'units.changed',
      ({ units: [told] }) => told?.latest?.measuredAt === NOW,
    );
    await sut.api.live.feed.beat();
    const [changed] = (await told).units;
    expect(changed).toMatchObject({ code: 'UNIT-1', latest: { measuredAt: NOW } });
  });

  it('hears of alerts that began in its time, once, without a name, and of no others', async () => {
    await give();
    for (const room of [run, unit]) await carrier.join(room);
    await owner.join(run);
    await breach(1, TAKEN_OVER - 1);
    await breach(2, TAKEN_OVER);
    const acknowledgement = { now: NOW, nextCheckAt: NOW + HOUR, note: '私' };
    const alert = await sut.records.alerts.acknowledge(
      SYSTEM,
      '0197a000-0000-7000-8000-000000000002',
      acknowledgement,
    );
    await sut.api.live.news.publish([alert]);
    for (const client of [owner, carrier]) await settled(client);
    expect(heardBy(owner, 'alert.changed')).toHaveLength(3);
    expect(heardBy(carrier, 'alert.changed')).toMatchObject([
      { alert: { startedAt: TAKEN_OVER, state: 'OPEN' } },
      { alert: { state: 'ACKNOWLEDGED', acknowledgedBy: null, note: null } },
    ]);
  });

  it.each(['expires', 'is revoked'])('leaves its rooms when the grant %s', async (how) => {
    const { id } = await give();
    for (const room of [run, unit]) await carrier.join(room);
    await owner.join(run);
    if (how === 'expires') {
      sut.clock.advanceTo(NOW + HOUR);
      await sut.api.live.feed.beat();
    } else {
      await sut.records.grants.revoke(SYSTEM, id);
      await sut.api.live.feed.lookAtGuests();
    }
    hear(NOW);
    const told = owner.next('units.changed', ({ units }) =>
      units.some(({ latest }) => latest?.measuredAt === NOW),
    );
    await sut.api.live.feed.beat();
    await told;
    await settled(carrier);
    expect(heardBy(carrier, 'room.closed')).toEqual([{ room: run }, { room: unit }]);
    expect(heardBy(carrier, 'units.changed')).toEqual([]);
    expect(await carrier.ask('join', run)).toEqual({ ok: false, code: 'NOT_FOUND' });
  });

  it('is let go by the api itself, within seconds of the revocation', async () => {
    const { id } = await give();
    await carrier.join(run);
    const closed = carrier.next('room.closed');
    await sut.records.grants.revoke(SYSTEM, id);
    expect(await closed).toEqual({ room: run });
  });

  it('sees a unit go that leaves the run, and nothing of where it goes', async () => {
    await give();
    for (const room of [run, unit]) await carrier.join(room);
    hear(NOW - MINUTE);
    await sut.api.live.feed.beat();
    await settled(carrier);
    await sut.records.bindings.correct(SYSTEM, {
      ...{ organisationId: 'demo', kind: 'unit', subjectId: sut.ids.unitIds[0] ?? '' },
      ...{ targetId: null, from: NOW, until: null },
    });
    await sut.api.replaceBook(await readJourneyBook(sut.records, NOW));
    hear(NOW);
    await sut.api.live.feed.beat();
    await settled(carrier);
    expect(heardBy(carrier, 'room.closed')).toEqual([{ room: unit }]);
    const { units } = heardBy(carrier, 'units.changed').at(-1) as { units: { code: string }[] };
    expect(units.find(({ code }) => code === 'UNIT-1')).toMatchObject({
      ...{ runId: null, latest: null, lots: [], deviceIds: [] },
    });
  });

  it('is told of no unit that left the run after its custody ended', async () => {
    await give();
    const guests = new LiveGuests(sut.records, sut.api.live.guestViews, sut.clock);
    await guests.lookUp(FOREIGN_ORGANISATION, sut.ids.runId);
    const room = { kind: 'run', runId: sut.ids.runId, guestId: FOREIGN_ORGANISATION } as const;
    const seen = sut.api.live.board.book.units.get(sut.ids.unitIds[0] ?? '');
    if (!seen) throw new RangeError('no unit');
    const left = { ...seen, runId: null };
    expect(guests.changedUnit(room, left)).toMatchObject({ code: 'UNIT-1', runId: null });
    sut.clock.advanceTo(NOW + HOUR);
    expect(guests.changedUnit(room, left)).toBeUndefined();
  });

  it('may leave a room before it has to', async () => {
    await give();
    await carrier.join(run);
    carrier.socket.emit('leave', run);
    await settled(carrier);
    hear(NOW);
    await sut.api.live.feed.beat();
    await settled(carrier);
    expect(heardBy(carrier, 'units.changed')).toEqual([]);
  });
});
