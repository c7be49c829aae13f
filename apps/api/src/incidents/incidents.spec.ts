import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RuleCode, VerdictChange } from '@lenglian/breaches';
import { anEpisode } from '@lenglian/breaches/testing';
import {
  incidentChangedSchema,
  incidentSchema,
  listOf,
  type IncidentTreeView,
  type IncidentView,
} from '@lenglian/console-contract';
import { HOUR, MINUTE } from '@lenglian/quantities';
import { readJourneyBook } from '../live/journey-book.ts';
import { LiveClient, closeLiveClients } from '../testing/live-client.ts';
import { NOW, Visitor, runApi, type ApiUnderTest } from '../testing/running-api.ts';

let sut: ApiUnderTest;
let operator: Visitor;
let console: LiveClient;
let sequence = 0;
/** Eight boxes on one genset, and a train of 21 each with its own. */
const trains = new Map<string, string[]>();

beforeAll(async () => {
  sut = await runApi();
  operator = await Visitor.as('operator', sut.url);
  await addTrain('XM', 8, 3);
  await addTrain('XL', 21, null);
  await sut.api.replaceBook(await readJourneyBook(sut.records, NOW));
  console = new LiveClient(sut.url, operator.cookie);
  await console.connected();
  await console.join({ room: 'incidents' });
});
afterAll(closeLiveClients);
afterAll(() => sut.close());

/** With a tunnel of 16 minutes that it enters an hour before NOW. */
async function addTrain(code: string, count: number, group: number | null): Promise<void> {
  const from = NOW - 10 * HOUR;
  const places = { fromPlaceCode: 'KORLA', toPlaceCode: 'CHENGDU' };
  const times = { plannedDepartureAt: from, plannedArrivalAt: NOW + 10 * HOUR };
  const tunnel = { code: 'T', nameZh: '中天山隧道', nameEn: 'Zhongtianshan tunnel' };
  const numbers = Array.from({ length: count }, (_, i) => i + 1);
  const { unitIds } = await sut.records.journeys.addMany(
    { id: 'system' },
    {
      organisationId: 'demo',
      runs: [
        {
          ...{ code, serviceCode: 'XIANGLI', nameZh: code, nameEn: code, state: 'IN_TRANSIT' },
          legs: [{ mode: 'RAIL', ...places, ...times }],
          holes: [{ ...tunnel, afterDeparture: 9 * HOUR, duration: 16 * MINUTE }],
        },
      ],
      units: numbers.map((n) => ({
        ...{ code: `${code}-${n}`, kind: 'reefer' },
        run: { runCode: code, position: n, equipmentGroup: group, from },
      })),
      lots: numbers.map((n) => ({
        ...{ code: `L-${code}-${n}`, commodityCode: 'PEAR', quantityKilograms: 20_000 },
        placement: { unitCode: `${code}-${n}`, profileCode: 'PEAR', from },
      })),
    },
  );
  trains.set(
    code,
    numbers.map((n) => unitIds.get(`${code}-${n}`) ?? ''),
  );
}

/** What the judge tells of a box. Rules that it may not have yet stand as they are named. */
function verdict(
  train: string,
  box: number,
  rule: string,
  changes: Partial<VerdictChange['episode']> = {},
): VerdictChange {
  const number = String(box).padStart(3, '0');
  const kind = { POWER_OFF: '1', NO_DATA: '2', BAND_HI: '3', CRIT_HI: '4' }[rule] ?? '5';
  return {
    ...{ sequence: ++sequence, lotId: null, deviceId: null, detectedAt: NOW },
    ...{ isLate: false, isAnnulled: false, mergedIntoId: null, splitFromId: null },
    ...{ unitId: trains.get(train)?.[box - 1] ?? '' },
    alertId: `0197a000-0000-7000-8000-000${kind}${train === 'XM' ? '1' : '2'}0000${number}`,
    episode: anEpisode({ rule: rule as RuleCode, startedAt: NOW - 20 * MINUTE, ...changes }),
  };
}

async function live(query = ''): Promise<IncidentView[]> {
  const response = await operator.get(`/api/v1/incidents?state=live${query}`);
  return listOf(incidentSchema).parse(await response.json()).items;
}

describe('a genset of eight boxes that fails', () => {
  const powerOff = (box: number) =>
    verdict('XM', box, 'POWER_OFF', {
      ...{ severity: 'INFO', startedAt: NOW - 20 * MINUTE + box * 5_000 },
    });

  it('is one incident with eight children, told at once, whatever order the boxes come in', async () => {
    const changes = console.heard;
    for (const box of [5, 1, 8]) await sut.judge.decide(powerOff(box));
    await sut.judge.decide(...[2, 3, 4, 6, 7].map(powerOff));
    const [incident, ...others] = await live('&severityMin=WARN');
    expect(others).toEqual([]);
    expect(incident).toMatchObject({
      ...{ cause: 'GENSET_GROUP', severity: 'MAJOR', state: 'OPEN', equipmentGroup: 3 },
      ...{ runCode: 'XM', unitId: null },
      goods: [{ commodityNameZh: '香梨', quantityKilograms: 160_000 }],
    });
    expect(incident?.children.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    const told = changes
      .filter(({ event }) => event === 'incident.changed')
      .map(({ payload }) => incidentChangedSchema.parse(payload).incident);
    expect(told.at(-1)).toEqual(incident);
    const lines = told.filter(({ severity }) => severity !== 'INFO').map(({ id }) => id);
    expect(new Set(lines).size).toBe(1);
  });

  it('takes in the boxes that turn warm, and tells it all as a tree', async () => {
    await sut.judge.decide(verdict('XM', 4, 'BAND_HI', { startedAt: NOW - 5 * MINUTE }));
    const [incident] = await live('&cause=GENSET_GROUP');
    const response = await operator.get(`/api/v1/incidents/${incident?.id}`);
    // POWER_OFF is not in the table of rules of every version.
    const tree = (await response.json()) as IncidentTreeView;
    const stages = tree.children.map((child) => child.stages.map(({ rule }) => rule as string));
    expect(stages[3]).toEqual(['POWER_OFF', 'BAND_HI']);
    expect(stages).toHaveLength(8);
    expect(tree.timeline.map(({ at }) => at)).toEqual(tree.timeline.map(({ at }) => at).sort());
    expect(tree.timeline.filter(({ event }) => event === 'BEGAN')).toHaveLength(9);
  });

  it('is taken once, with every alert of it, and everybody hears of it', async () => {
    const [open] = await live('&cause=GENSET_GROUP');
    const change = console.next(
      'incident.changed',
      ({ incident }) => incident.state === 'ACKNOWLEDGED',
    );
    const path = `/api/v1/incidents/${open?.id}/acknowledge`;
    const viewer = await Visitor.as('viewer', sut.url);
    expect((await viewer.post(path, {})).status).toBe(403);
    expect((await operator.post(path, { nextCheckAt: NOW + 5 * HOUR })).status).toBe(400);
    const taken = incidentSchema.parse(
      await (await operator.post(path, { note: '叫机务' })).json(),
    );
    const owned = { state: 'ACKNOWLEDGED', acknowledgedBy: 'operator 先生', note: '叫机务' };
    expect(taken).toMatchObject({ ...owned, nextCheckAt: NOW + HOUR });
    expect((await change).incident).toEqual(taken);
    const alerts = await operator.get(`/api/v1/alerts?state=ACKNOWLEDGED&runId=${taken.runId}`);
    expect(((await alerts.json()) as { items: unknown[] }).items).toHaveLength(9);
  });

  it('alerts again when a box of it gets worse, and is over with its last alert', async () => {
    await sut.judge.decide(verdict('XM', 4, 'CRIT_HI', { severity: 'CRITICAL' }));
    expect((await live('&severity=CRITICAL'))[0]).toMatchObject({
      state: 'OPEN',
      acknowledgedBy: null,
    });
    const end = { endedAt: NOW, clearedAt: NOW };
    const boxes = [1, 2, 3, 4, 5, 6, 7, 8];
    await sut.judge.decide(
      ...boxes.map((box) => {
        const lasting = powerOff(box);
        return { ...lasting, episode: { ...lasting.episode, ...end } };
      }),
      verdict('XM', 4, 'BAND_HI', { startedAt: NOW - 5 * MINUTE, ...end }),
      verdict('XM', 4, 'CRIT_HI', { severity: 'CRITICAL', ...end }),
    );
    expect(await live()).toEqual([]);
    const over = await operator.get('/api/v1/incidents?state=CLEARED&cause=GENSET_GROUP');
    const [incident] = listOf(incidentSchema).parse(await over.json()).items;
    const path = `/api/v1/incidents/${incident?.id}/acknowledge`;
    expect(await (await operator.post(path, {})).json()).toMatchObject({
      code: 'INCIDENT_NOT_LIVE',
    });
  });
});

describe('a train of 21 boxes', () => {
  const silent = (box: number, minutesAgo: number, raisedAfter = 30) => {
    const startedAt = NOW - minutesAgo * MINUTE;
    const raisedAt = startedAt + raisedAfter * MINUTE;
    return verdict('XL', box, 'NO_DATA', { startedAt, raisedAt });
  };
  const boxes = Array.from({ length: 21 }, (_, i) => i + 1);

  it('that turns out to be in a tunnel is one quiet incident, and a line once that lasts longer', async () => {
    await sut.judge.decide(...boxes.map((box) => silent(box, 35 - (box % 3))));
    const [incident, ...others] = await live();
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ cause: 'SILENCE_TOGETHER', severity: 'INFO' });
    expect(incident?.children).toHaveLength(21);
    expect(await live('&severityMin=WARN')).toEqual([]);
    const change = console.next('incident.changed', (told) => told.incident.severity === 'WARN');
    sut.clock.advanceTo((incident?.expectedUntil ?? 0) + 1);
    await sut.api.live.incidentNews.lookAgain();
    expect((await change).incident).toMatchObject({ id: incident?.id, severity: 'WARN' });
    expect(await live('&severityMin=WARN')).toHaveLength(1);
  });

  it('shows its incident to whoever joins later, also after a restart', async () => {
    const snapshot = await console.join({ room: 'incidents' });
    if (snapshot.room !== 'incidents') throw new RangeError(snapshot.room);
    expect(snapshot.incidents).toEqual(await live());
    const another = await sut.another();
    const later = new LiveClient(another, (await Visitor.as('viewer', another)).cookie);
    await later.connected();
    expect(await later.join({ room: 'incidents' })).toMatchObject({
      incidents: snapshot.incidents,
    });
  });
});
