import { afterEach, describe, expect, it } from '@jest/globals';
import { alertSchema } from '@lenglian/console-contract';
import { MINUTE, type Instant } from '@lenglian/quantities';
import { aReading } from '@lenglian/readings/testing';
import { LiveBoard } from '../live/live-board.ts';
import { readJourneyBook } from '../live/journey-book.ts';
import { LiveClient, closeLiveClients } from '../testing/live-client.ts';
import { UNITS, addRunOnWay, at } from '../testing/run-on-way.ts';
import {
  FOREIGN_ORGANISATION,
  ORGANISATION,
  SILENT_LOG,
  Visitor,
  runApi,
  type ApiUnderTest,
} from '../testing/running-api.ts';
import { ProgressKeeper } from './progress-keeper.ts';
import { WayAlerts } from './way-alerts.ts';

const SYSTEM = { id: 'system' };
/** Minutes after the start; apricots are to be loaded at 0 °C. */
const LOADING = 600;
const open: ApiUnderTest[] = [];
afterEach(closeLiveClients);
afterEach(async () => {
  for (const sut of open.splice(0)) await sut.close();
});

interface Air {
  readonly supply?: number;
  readonly back?: number;
  readonly isPowered?: boolean;
  readonly isDefrosting?: boolean;
}
const COLD: Air = { supply: -0.2, back: 0.6 };
const WARM: Air = { supply: 12, back: 12 };

/** A run that is to be loaded; A and B with goods, C without. */
async function begin(lots: Parameters<typeof addRunOnWay>[1] = { A: 'APRICOT', B: 'APRICOT' }) {
  const sut = await runApi();
  open.push(sut);
  const runId = await addRunOnWay(sut.records, lots, LOADING);
  const { items } = await sut.records.journeys.units({ limit: 99 });
  const unitIds = new Map(items.map(({ id, code }) => [code, id]));
  let driven = { board: sut.api.live.board, progress: sut.api.progress };
  let toldTo = LOADING - 60;
  /** Until then each unit tells its air every minute; those not named are cold. */
  const passTo = async (minute: number, airs: Readonly<Record<string, Air | null>> = {}) => {
    for (; toldTo < minute;) {
      toldTo += 1;
      for (const unit of UNITS)
        tell(sut, unit, toldTo, airs[unit] === undefined ? COLD : airs[unit]);
      if (toldTo % 5 === 0 || toldTo === minute) await lookAt(toldTo);
    }
    await lookAt(minute);
  };
  const lookAt = async (minute: number) => {
    sut.clock.advanceTo(at(minute));
    const book = await readJourneyBook(sut.records, at(minute));
    if (driven.progress === sut.api.progress) {
      sut.judge.now = at(minute);
      await sut.api.replaceBook(book);
    } else driven.board.replaceBook(book);
    passTime(driven.board, at(minute));
    await driven.progress.look();
  };
  /** Everything in memory is lost; what records and readings tell is there. */
  const restart = async (minute: number) => {
    sut.judge.now = null;
    passTime(sut.api.live.board, null);
    const { records, history, clock } = sut;
    const board = new LiveBoard(await readJourneyBook(records, at(minute)));
    board.applyAlerts((await records.alerts.list({ limit: 99, state: 'live' })).items);
    const wayAlerts = new WayAlerts({
      ...{ records, history, board, log: SILENT_LOG, announce: () => undefined },
      lifeOf: () => Promise.resolve(undefined),
      news: { publish: (alerts) => Promise.resolve(void board.applyAlerts(alerts)) },
    });
    const progress = new ProgressKeeper({
      ...{ records, history, clock, board, wayAlerts, log: SILENT_LOG },
      departing: () => Promise.resolve(undefined),
    });
    driven = { board, progress };
  };
  /** Unit and lot are to be there from another time on. */
  const putOff = async (unit: string, minute: number) => {
    const unitId = unitIds.get(unit)!;
    const lot = (await sut.records.journeys.lotByCode(ORGANISATION, `L-${unit}`))!;
    const between = { from: at(LOADING), until: at(minute), targetId: null };
    const of = { organisationId: ORGANISATION, ...between };
    await sut.records.bindings.correct(SYSTEM, { ...of, kind: 'lot', subjectId: lot.id });
    await sut.records.bindings.correct(SYSTEM, { ...of, kind: 'unit', subjectId: unitId });
  };
  return { sut, runId, unitIds, passTo, restart, putOff };
}

function tell({ history }: ApiUnderTest, unit: string, minute: number, air: Air | null): void {
  if (air === null) return;
  const { supply, back, isPowered = true, isDefrosting } = air;
  history.readings.push(
    aReading({
      ...{ deviceId: `device of ${unit}`, measuredAt: at(minute) },
      measured: {
        ...(supply !== undefined && { supplyTemperatureCelsius: supply }),
        ...(back !== undefined && { returnTemperatureCelsius: back }),
        ...(isDefrosting !== undefined && { isDefrosting }),
        isConnectedToPowerSource: isPowered,
      },
    }),
  );
}

function passTime(board: LiveBoard, now: Instant | null): void {
  const steps = board.tick(now);
  while (!steps.next().done);
}

const minuteOf = (instant: number | null) => (instant === null ? null : (instant - at(0)) / MINUTE);

async function toldOf({ records }: ApiUnderTest, unitIds: ReadonlyMap<string, string>) {
  const codes = new Map([...unitIds].map(([code, id]) => [id, code]));
  const { items } = await records.alerts.list({ limit: 99 });
  return items
    .map(({ rule, severity, unitId, startedAt, raisedAt, endedAt }) => [
      ...[rule, severity, codes.get(unitId)],
      ...[minuteOf(startedAt), minuteOf(raisedAt), minuteOf(endedAt)],
    ])
    .sort((a, b) => (String(a) < String(b) ? -1 : 1));
}

describe('a unit that goods are to be loaded into', () => {
  it('raises nothing when it is cold by then, defrosts, or has no goods planned', async () => {
    const { sut, runId, unitIds, passTo } = await begin();
    await passTo(LOADING - 16, { A: WARM, C: WARM });
    await passTo(LOADING - 10, { C: WARM });
    await passTo(LOADING + 5, { B: { supply: 8, back: 15, isDefrosting: true }, C: WARM });
    await sut.records.journeys.setRunState(SYSTEM, runId, 'LOADING', at(LOADING + 5));
    await passTo(LOADING + 60, { A: WARM, B: WARM });
    expect(await toldOf(sut, unitIds)).toEqual([]);
  });

  it('is told of while it is warm: one line, to its owner, that clears when it is cold', async () => {
    const { sut, runId, unitIds, passTo } = await begin();
    await sut.records.grants.add(SYSTEM, {
      ...{ organisationId: ORGANISATION, granteeOrganisationId: FOREIGN_ORGANISATION },
      ...{ kind: 'custody', subjectId: runId, legOrdinal: null, validFrom: at(0) },
      validUntil: at(2_000),
    });
    const operator = await Visitor.as('operator', sut.url);
    const console = new LiveClient(sut.url, operator.cookie);
    await console.connected();
    await console.join({ room: 'incidents' });
    await passTo(LOADING - 6, { A: WARM });
    expect(await toldOf(sut, unitIds)).toEqual([]);
    await passTo(LOADING - 5, { A: WARM });
    const told = ['PRECOOL_LATE', 'WARN', 'A', LOADING - 15, LOADING - 5];
    expect(await toldOf(sut, unitIds)).toEqual([[...told, null]]);
    const { items } = (await (await operator.get(`/api/v1/alerts?runId=${runId}`)).json()) as {
      items: unknown[];
    };
    const [alert] = items.map((one) => alertSchema.parse(one));
    expect(alert).toMatchObject({
      ...{ lotCode: 'L-A', unitCode: 'A', runCode: 'R-1', signal: 'AIR', state: 'OPEN' },
      ...{ limitCelsius: 3, peakCelsius: 12, awaitsDisposition: false },
    });
    const incidents = (await (
      await operator.get(`/api/v1/incidents?state=live&runId=${runId}`)
    ).json()) as { items: unknown[] };
    expect(incidents.items).toMatchObject([{ cause: 'PRECOOL', severity: 'WARN', children: [{}] }]);
    expect(console.heard.some(({ event }) => event === 'incident.changed')).toBe(true);
    const carrier = await Visitor.as('viewer', sut.url, FOREIGN_ORGANISATION);
    const theirs = await carrier.get('/api/v1/alerts?side=custody');
    expect(await theirs.json()).toMatchObject({ items: [] });
    expect((await carrier.get(`/api/v1/alerts/${alert!.id}`)).status).toBe(404);
    await passTo(LOADING + 5);
    expect(await toldOf(sut, unitIds)).toEqual([[...told, null]]);
    await passTo(LOADING + 10);
    expect(await toldOf(sut, unitIds)).toEqual([[...told, LOADING - 4]]);
  });

  it('is told of without power, however cold it is, by the loading time that holds now', async () => {
    const { sut, unitIds, passTo, putOff } = await begin();
    await putOff('A', LOADING + 60);
    await passTo(LOADING + 55, { A: { supply: 0, back: 0, isPowered: false } });
    const first = ['PRECOOL_LATE', 'WARN', 'A', LOADING + 45, LOADING + 55];
    expect(await toldOf(sut, unitIds)).toEqual([[...first, null]]);
    const { items } = await sut.records.alerts.list({ limit: 9 });
    expect(items).toMatchObject([{ signal: 'UNIT', peakCelsius: null, limitCelsius: 3 }]);
  });

  it('ends when loading is put off, when it is laid up, and when goods are in or the run is cancelled', async () => {
    const ends = async (end: (world: Awaited<ReturnType<typeof begin>>) => Promise<unknown>) => {
      const world = await begin();
      const { sut, unitIds, passTo } = world;
      await passTo(LOADING - 5, { A: WARM });
      expect(await toldOf(sut, unitIds)).toHaveLength(1);
      await end(world);
      await passTo(LOADING + 1, { A: WARM });
      return (await toldOf(sut, unitIds)).map((one) => one.at(-1));
    };
    expect(await ends(({ putOff }) => putOff('A', LOADING + 300))).toEqual([LOADING]);
    expect(
      await ends(({ sut, unitIds }) =>
        sut.records.equipment.declare(SYSTEM, unitIds.get('A')!, {
          ...{ state: 'LAID_UP', validFrom: at(LOADING - 5), reason: '机组故障' },
        } as never),
      ),
    ).toEqual([LOADING]);
    for (const [state, end] of [
      ['CANCELLED', LOADING],
      ['LOADING', LOADING],
    ] as const)
      expect(
        await ends(({ sut, runId }) =>
          sut.records.journeys.setRunState(SYSTEM, runId, state, at(LOADING - 5)),
        ),
      ).toEqual([end]);
  });

  it('is not told of while it still carries other goods, nor silent', async () => {
    const { sut, unitIds, passTo } = await begin({ A: 'APRICOT' });
    const pears = (await sut.records.journeys.lots({ limit: 9 })).items.find(
      ({ unitId, code }) => unitId !== null && code !== 'L-A',
    )!;
    await sut.records.bindings.correct(SYSTEM, {
      ...{ organisationId: ORGANISATION, kind: 'lot', subjectId: pears.id },
      ...{ targetId: unitIds.get('A')!, from: at(LOADING - 200), until: at(LOADING) },
    });
    await passTo(LOADING + 30, { A: WARM });
    expect(await toldOf(sut, unitIds)).toEqual([]);
    const silent = await begin({ A: 'APRICOT' });
    await silent.passTo(LOADING - 16, { A: WARM });
    await silent.passTo(LOADING + 30, { A: null });
    expect(await toldOf(silent.sut, silent.unitIds)).toEqual([]);
  });

  it('is told the same by an api that was started again, and late readings take nothing back', async () => {
    const story = async (isRestarted: boolean) => {
      const { sut, unitIds, passTo, restart } = await begin();
      await passTo(LOADING - 5, { A: WARM, B: WARM });
      if (isRestarted) await restart(LOADING - 5);
      await passTo(LOADING + 20, { A: WARM });
      if (isRestarted) await restart(LOADING + 20);
      // They were late, from a second logger that says it was cold.
      for (let minute = LOADING - 20; minute < LOADING; minute++)
        sut.history.readings.push(
          aReading({
            ...{ deviceId: 'device of A', measuredAt: at(minute) + 30_000 },
            measured: { supplyTemperatureCelsius: 0, returnTemperatureCelsius: 0 },
          }),
        );
      await passTo(LOADING + 30, { A: WARM });
      return toldOf(sut, unitIds);
    };
    const unbroken = await story(false);
    expect(unbroken).toEqual([
      ['PRECOOL_LATE', 'WARN', 'A', LOADING - 15, LOADING - 5, null],
      ['PRECOOL_LATE', 'WARN', 'B', LOADING - 15, LOADING - 5, LOADING - 4],
    ]);
    expect(await story(true)).toEqual(unbroken);
  });
});
