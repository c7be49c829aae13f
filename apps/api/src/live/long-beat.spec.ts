import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runsChangedSchema, unitsChangedSchema } from '@lenglian/console-contract';
import { aReading } from '@lenglian/readings/testing';
import { LiveClient, closeLiveClients } from '../testing/live-client.ts';
import { NOW, Visitor, runApi, type ApiUnderTest } from '../testing/running-api.ts';
import { Breather } from './breather.ts';
import { readJourneyBook } from './journey-book.ts';
import { LiveGateway } from './live.gateway.ts';

/** In messages of twenty: three. */
const CODES = Array.from({ length: 45 }, (_, i) => `MANY-${i}`);

let sut: ApiUnderTest;
let viewer: Visitor;
let first: LiveClient;

beforeEach(async () => {
  sut = await runApi();
  // Its own beat of a second would tell some of what the beats of the specs are to tell.
  await sut.api.app.get(LiveGateway).onApplicationShutdown();
  viewer = await Visitor.as('viewer', sut.url);
  first = await newBrowser();
});
afterEach(closeLiveClients);
afterEach(() => sut.close());

async function newBrowser(): Promise<LiveClient> {
  const browser = new LiveClient(sut.url, viewer.cookie);
  await browser.connected();
  return browser;
}

/** Many runs begin to be there. */
async function addRuns(): Promise<void> {
  const run = { serviceCode: 'TRYOUT', nameZh: '多', nameEn: 'Many', legs: [] };
  await sut.records.journeys.addMany(
    { id: 'system' },
    {
      organisationId: 'demo',
      runs: CODES.map((code) => ({ ...run, code, state: 'IN_TRANSIT' })),
      ...{ devices: [], units: [], lots: [] },
    },
  );
  await sut.api.replaceBook(await readJourneyBook(sut.records, NOW));
}

/** UNIT-2 says something now. */
function hear(celsius: number): void {
  sut.judge.hear({
    deviceId: 'REEFER-2',
    reading: aReading({
      ...{ deviceId: 'REEFER-2', measuredAt: NOW, receivedAt: NOW },
      measured: { cargoProbe1TemperatureCelsius: celsius },
    }),
    ...{ lastReceivedAt: NOW, isConnected: true },
  });
}

describe('a beat with much to tell', () => {
  it('tells an overview in several messages, of each run once', async () => {
    await first.join({ room: 'overview' });
    const told = () =>
      first.heard
        .filter(({ event }) => event === 'runs.changed')
        .map(({ payload }) => runsChangedSchema.parse(payload).runs.map(({ code }) => code))
        .map((codes) => codes.filter((code) => code.startsWith('MANY-')))
        .filter((codes) => codes.length > 0);
    await addRuns();
    await sut.api.live.feed.beat();
    // An answer of the server: everything sent before it has come.
    await first.join({ room: 'alerts' });
    expect(told().length).toBeGreaterThan(1);
    expect(told().flat().toSorted()).toEqual(CODES.toSorted());
  });

  it('lets others have their turn after each message', async () => {
    await first.join({ room: 'overview' });
    await addRuns();
    let isOver = false;
    const beat = sut.api.live.feed.beat(new Breather(0)).then(() => (isOver = true));
    let turnsOfOthers = 0;
    for (; !isOver; turnsOfOthers++) await nextTurn();
    await beat;
    expect(turnsOfOthers).toBeGreaterThanOrEqual(3);
  });

  it('never tells somebody who joins in the middle of anything older than his snapshot', async () => {
    await first.join({ room: 'unit', unitId: sut.ids.unitIds[1] ?? '' });
    await first.join({ room: 'run', runId: sut.ids.runId });
    const late = await newBrowser();
    let snapshot: unknown;
    const joiningInTheMiddle = {
      async breathe() {
        if (snapshot !== undefined) return false;
        hear(1.9);
        snapshot = await late.join({ room: 'run', runId: sut.ids.runId });
        return true;
      },
    };
    hear(0.7);
    const told = late.next('units.changed');
    await sut.api.live.feed.beat(joiningInTheMiddle);
    await told;
    const isNow = { code: 'UNIT-2', latest: { cargoTemperatureCelsius: 1.9 } };
    expect(snapshot).toMatchObject({ units: [{}, isNow, {}] });
    const heard = late.heard
      .filter(({ event }) => event === 'units.changed')
      .flatMap(({ payload }) => unitsChangedSchema.parse(payload).units)
      .filter(({ code }) => code === 'UNIT-2');
    expect(heard).not.toEqual([]);
    for (const unit of heard) expect(unit).toMatchObject(isNow);
  });
});
