import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { alertSchema, listOf } from '@lenglian/console-contract';
import { LiveClient, closeLiveClients } from '../testing/live-client.ts';
import { NOW, Visitor, runApi, type ApiUnderTest } from '../testing/running-api.ts';
import { aVerdict } from '../testing/verdicts.ts';
import { readJourneyBook } from './journey-book.ts';

let sut: ApiUnderTest;
let viewer: Visitor;

beforeEach(async () => {
  sut = await runApi();
  viewer = await Visitor.as('viewer', sut.url);
  await sut.judge.decide(aVerdict(sut, { sequence: 1 }));
});
afterEach(async () => {
  closeLiveClients();
  await sut.close();
});

/** The run comes to its end: units leave it, lots leave the units; the board is told. */
async function closeRun(): Promise<void> {
  for (const state of ['ARRIVED', 'CLOSED'] as const)
    await sut.records.journeys.setRunState({ id: 'system' }, sut.ids.runId, state);
  await sut.api.replaceBook(await readJourneyBook(sut.records, NOW));
}

describe('the board after a run is over', () => {
  it('holds neither the run nor its lots, but the units, which go again', async () => {
    await closeRun();
    const { book } = sut.api.live.board;
    expect([book.runs.size, book.lots.size, book.units.size]).toEqual([0, 0, 3]);
  });

  it('still shows an unanswered alert by the names of its lot and its run', async () => {
    await closeRun();
    const names = { lotCode: 'LOT-1', runCode: 'XLH-1', commodityNameZh: '香梨' };
    const response = await viewer.get('/api/v1/alerts?state=live');
    const { items } = listOf(alertSchema).parse(await response.json());
    expect(items).toMatchObject([names]);
    const console = new LiveClient(sut.url, viewer.cookie);
    await console.connected();
    const snapshot = await console.join({ room: 'alerts' });
    expect(snapshot).toMatchObject({ alerts: [names] });
  });

  it('lets a browser that shows the run see it go, also after the board was read once more', async () => {
    const console = new LiveClient(sut.url, viewer.cookie);
    await console.connected();
    await console.join({ room: 'overview' });
    await closeRun();
    await sut.api.replaceBook(await readJourneyBook(sut.records, NOW));
    await sut.api.live.feed.beat();
    const change = await console.told('runs.changed', ({ runs }) => runs[0]?.state === 'CLOSED');
    expect(change.runs).toMatchObject([{ id: sut.ids.runId, state: 'CLOSED' }]);
  });

  it('lets a browser open the old run, and nobody of another organisation', async () => {
    await closeRun();
    const room = { room: 'run', runId: sut.ids.runId } as const;
    const console = new LiveClient(sut.url, viewer.cookie);
    await console.connected();
    expect(await console.join(room)).toMatchObject({ run: { state: 'CLOSED' }, units: [] });
    const foreign = await Visitor.as('viewer', sut.url, 'other');
    const stranger = new LiveClient(sut.url, foreign.cookie);
    await stranger.connected();
    await expect(stranger.join(room)).rejects.toThrow();
  });
});
