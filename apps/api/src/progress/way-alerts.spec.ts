import { afterEach, describe, expect, it } from '@jest/globals';
import { alertSchema, incidentSchema } from '@lenglian/console-contract';
import { aHandOver } from '@lenglian/goods/testing';
import { told, trainAt } from '@lenglian/progress/testing';
import { MINUTE, SECOND, type Instant } from '@lenglian/quantities';
import { aReading } from '@lenglian/readings/testing';
import type { AlertRecord } from '@lenglian/records';
import { alertIdOf } from '../judge/alert-id.ts';
import { LiveBoard } from '../live/live-board.ts';
import { FreshnessService } from '../lots/freshness.service.ts';
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

type Positions = ReturnType<typeof told>;
const SYSTEM = { id: 'system' };
const HOURS = 60;
const open: ApiUnderTest[] = [];
afterEach(closeLiveClients);
afterEach(async () => {
  for (const sut of open.splice(0)) await sut.close();
});

/** A run of apricots, and pears in C. */
async function begin() {
  const sut = await runApi();
  open.push(sut);
  const runId = await addRunOnWay(sut.records, { A: 'APRICOT', B: 'APRICOT', C: 'PEAR' });
  let measuredTo = 0;
  let driven = { board: sut.api.live.board, progress: sut.api.progress };
  const replaceBook = async (minute: number) => {
    const book = await readJourneyBook(sut.records, at(minute));
    if (driven.progress === sut.api.progress) await sut.api.replaceBook(book);
    else driven.board.replaceBook(book);
  };
  /** It is so many minutes after the start; goods were at 0 °C all along. */
  const passTo = async (minute: number, positions: Positions = []) => {
    for (; measuredTo <= minute; measuredTo += 10)
      for (const unit of UNITS)
        sut.history.readings.push(
          aReading({
            ...{ deviceId: `device of ${unit}`, measuredAt: at(measuredTo) + SECOND },
            measured: { cargoProbe1TemperatureCelsius: 0 },
          }),
        );
    if (driven.progress === sut.api.progress) sut.judge.now = at(minute);
    sut.clock.advanceTo(at(minute));
    await replaceBook(minute);
    passTime(driven.board, at(minute));
    await driven.progress.look();
    for (const { deviceId, at: measuredAt, ...measured } of positions)
      sut.history.readings.push(aReading({ deviceId, measuredAt, measured }));
    driven.progress.take(positions);
    for (let looks = 0; looks < 6; looks++) await driven.progress.look();
    // What was put down is read again before what follows from it is told.
    await replaceBook(minute);
    await driven.progress.look();
  };
  /** Everything in memory is lost; what records and readings tell is there. */
  const restart = async (minute: number) => {
    // The one before looks no more.
    sut.judge.now = null;
    passTime(sut.api.live.board, null);
    const board = new LiveBoard(await readJourneyBook(sut.records, at(minute)));
    board.applyAlerts((await sut.records.alerts.list({ limit: 99, state: 'live' })).items);
    passTime(board, at(minute));
    const freshness = sut.api.app.get(FreshnessService);
    const wayAlerts = new WayAlerts({
      ...{ records: sut.records, history: sut.history, board, log: SILENT_LOG },
      lifeOf: (lot) => freshness.ahead(lot),
      announce: () => undefined,
      news: { publish: (alerts) => Promise.resolve(void board.applyAlerts(alerts)) },
    });
    const { records, history, clock } = sut;
    const progress = new ProgressKeeper({
      ...{ records, history, clock, board, wayAlerts, log: SILENT_LOG },
      departing: () => Promise.resolve(undefined),
    });
    driven = { board, progress };
  };
  return { sut, runId, passTo, restart };
}

function passTime(board: LiveBoard, now: Instant | null): void {
  const steps = board.tick(now);
  while (!steps.next().done);
}

async function alertsOf({ records }: ApiUnderTest): Promise<AlertRecord[]> {
  const { items } = await records.alerts.list({ limit: 99 });
  return items.toSorted((a, b) => a.raisedAt - b.raisedAt || (a.unitId < b.unitId ? -1 : 1));
}

const minuteOf = (instant: number | null) => (instant === null ? null : (instant - at(0)) / MINUTE);

/** What does not depend on the names that records gave. */
async function summaryOf(sut: ApiUnderTest) {
  const lots = new Map(
    (await sut.records.journeys.lots({ limit: 99 })).items.map(({ id, code }) => [id, code]),
  );
  return (await alertsOf(sut))
    .map((alert) => [
      ...[alert.rule, lots.get(alert.lotId ?? ''), alert.severity, minuteOf(alert.startedAt)],
      ...[minuteOf(alert.raisedAt), minuteOf(alert.endedAt), alert.isAnnulled],
    ])
    .sort((a, b) => (String(a) < String(b) ? -1 : 1));
}

const journey = (from: number, until: number, units = UNITS): Positions =>
  units.flatMap((unit) => told(unit, from, until));
/** The train stands at Kuqa, where it was after so many minutes. */
const standing = (from: number, until: number, units = UNITS): Positions =>
  journey(from, until, units).map((one) => ({ ...one, ...trainAt(260) }));
const north = (from: number, until: number, units = UNITS): Positions =>
  journey(from, until, units).map((one) => ({ ...one, latitudeDegrees: 44.5 }));

describe('a healthy run', () => {
  it('that is on time raises nothing, whether it tells positions or not', async () => {
    const measured = await begin();
    for (let minute = 0; minute < 700; minute += 70)
      await measured.passTo(minute + 70, journey(minute, minute + 70));
    expect(await measured.sut.records.journeys.run(measured.runId)).toMatchObject({
      state: 'ARRIVED',
    });
    expect(await alertsOf(measured.sut)).toEqual([]);
    const reported = await begin();
    const operator = await Visitor.as('operator', reported.sut.url);
    await reported.passTo(400);
    await reported.sut.records.journeys.setRunState(SYSTEM, reported.runId, 'IN_TRANSIT', at(60));
    await reported.passTo(545);
    const report = { leg: 2, arrivedAt: at(540), reason: '站台记录' };
    expect((await operator.post(`/api/v1/runs/${reported.runId}/legs`, report)).status).toBe(200);
    await reported.passTo(700);
    expect(await alertsOf(reported.sut)).toEqual([]);
  });

  it('that is an hour late raises nothing for goods that lose little by it', async () => {
    const { sut, passTo } = await begin();
    await passTo(300, [...journey(0, 250), ...standing(255, 300)]);
    await passTo(420, standing(300, 420));
    expect(await alertsOf(sut)).toEqual([]);
  });
});

describe('a train that positions did not see at a stop', () => {
  it('is not off its route, and is told how fast it goes on from there, once somebody reported the stop', async () => {
    const { sut, runId, passTo } = await begin();
    const operator = await Visitor.as('operator', sut.url);
    const hidden = (from: number, until: number) =>
      journey(from, until).filter((one) => one.at < at(150) || one.at > at(340));
    await passTo(330, hidden(0, 330));
    for (const said of [
      { leg: 1, arrivedAt: at(250) },
      { leg: 2, departedAt: at(320) },
    ]) {
      const report = { ...said, reason: '站台记录' };
      expect((await operator.post(`/api/v1/runs/${runId}/legs`, report)).status).toBe(200);
    }
    await passTo(500, hidden(331, 500));
    expect(await alertsOf(sut)).toEqual([]);
    const measured = sut.api.live.board.measuredRun(runId)!.measured;
    expect(measured).toMatchObject({ last: 0, offRoute: [] });
    // 267 km in four hours.
    expect(measured.speedKilometresPerHour).toBeCloseTo(67, -1);
  });
});

describe('a train that does not go on', () => {
  it('will be late for apricots and not for pears: one line of two boxes, that clears when it is there', async () => {
    const { sut, runId, passTo } = await begin();
    await sut.records.grants.add(SYSTEM, {
      ...{ organisationId: ORGANISATION, granteeOrganisationId: FOREIGN_ORGANISATION },
      ...{ kind: 'custody', subjectId: runId, legOrdinal: 1, validFrom: at(0) },
      validUntil: at(40 * HOURS),
    });
    await passTo(250, journey(0, 250));
    for (let hour = 5; hour <= 18; hour++)
      await passTo(hour * HOURS, standing((hour - 1) * HOURS, hour * HOURS));
    expect(await alertsOf(sut)).toEqual([]);
    const operator = await Visitor.as('operator', sut.url);
    const console = new LiveClient(sut.url, operator.cookie);
    await console.connected();
    await console.join({ room: 'incidents' });
    // A tenth of what was to be left of seven days.
    for (let hour = 19; hour <= 22; hour++)
      await passTo(hour * HOURS, standing((hour - 1) * HOURS, hour * HOURS));
    const alerts = await alertsOf(sut);
    expect(alerts).toMatchObject([
      { rule: 'LATE_ARRIVAL', severity: 'WARN', state: 'OPEN', runId },
      { rule: 'LATE_ARRIVAL', severity: 'WARN', state: 'OPEN', runId },
    ]);
    const [first] = alerts;
    expect(minuteOf(first!.raisedAt)).toBe(21 * HOURS);
    // A week less nine hours, and the sixteen by which it will leave late.
    expect(first!.limitInUnit).toBeCloseTo(7 * 24 - 9, 0);
    expect(first!.peakInUnit).toBeCloseTo(first!.limitInUnit! - 16, 0);
    expect(first!.id).toBe(alertIdOf(first!.lotId!, { ...first! } as never, 0));
    const shown = alertSchema.parse(
      await (await operator.get(`/api/v1/alerts/${first!.id}`)).json(),
    );
    expect(shown).toMatchObject({ unit: 'hours', runCode: 'R-1', commodityNameEn: 'Apricot' });
    // It goes on being later, told live at the revision that the alert has.
    const lateness = { plannedArrivalAt: at(540), placeNameEn: 'KORLA' };
    expect(shown.lateness).toMatchObject({ ...lateness, expectedArrivalAt: at(26 * HOURS) });
    const { items } = (await (
      await operator.get(`/api/v1/incidents?state=live&runId=${runId}`)
    ).json()) as { items: unknown[] };
    expect(items.map((one) => incidentSchema.parse(one))).toMatchObject([
      { cause: 'LATE_ARRIVAL', severity: 'WARN', children: [{}, {}] },
    ]);
    const heard = console.heard.filter(({ event }) => event === 'incident.changed');
    expect(heard.length).toBeGreaterThan(0);
    // A party that has it in custody is told of the alert, not of the rest of the way.
    const carrier = await Visitor.as('viewer', sut.url, FOREIGN_ORGANISATION);
    const theirs = (await (await carrier.get('/api/v1/alerts?side=custody')).json()) as {
      items: unknown[];
    };
    expect(theirs.items).toHaveLength(2);
    expect(theirs.items[0]).toMatchObject({ rule: 'LATE_ARRIVAL', lateness: null, danger: null });
    const report = { leg: 2, arrivedAt: at(22 * HOURS), reason: '站台记录' };
    expect((await operator.post(`/api/v1/runs/${runId}/legs`, report)).status).toBe(200);
    await passTo(23 * HOURS);
    expect((await alertsOf(sut)).map(({ state, endedAt }) => [state, minuteOf(endedAt)])).toEqual([
      ['CLEARED', 22 * HOURS],
      ['CLEARED', 22 * HOURS],
    ]);
  });

  it('is not late for goods that both sides say are delivered, and is for the others', async () => {
    const { sut, runId, passTo } = await begin();
    await sut.records.journeys.setRunState(SYSTEM, runId, 'IN_TRANSIT', at(60));
    await passTo(550);
    const deliver = async (lotCode: string, handedOverAt: number) => {
      const handOver = aHandOver({ kind: 'DELIVERY', handedOverAt: at(handedOverAt) });
      const [lot] = handOver.lots;
      const party = { organisationId: null, personName: null };
      const recorded = await sut.records.handOvers.record(SYSTEM, ORGANISATION, {
        ...{ ...handOver, placeCode: null, unitCode: null, runCode: null, conditions: [] },
        ...{ from: { name: '乌铁', ...party }, to: { name: '渭城', ...party } },
        lots: [{ ...lot!, lotCode, quantityKilograms: 20_000 }],
      });
      for (const side of ['FROM', 'TO'] as const)
        await sut.records.handOvers.confirm(SYSTEM, recorded.handOver.id, {
          ...{ side, organisationId: ORGANISATION },
        });
    };
    await deliver('L-A', 545);
    for (let hour = 12; hour <= 30; hour += 2) await passTo(hour * HOURS);
    const late = await alertsOf(sut);
    expect(late).toMatchObject([{ rule: 'LATE_ARRIVAL', endedAt: null }]);
    await deliver('L-B', 29 * HOURS);
    await passTo(31 * HOURS);
    expect((await summaryOf(sut)).map((one) => [one[0], one[1], one[5]])).toEqual([
      ['LATE_ARRIVAL', 'L-B', 29 * HOURS],
    ]);
  });

  it('is not made punctual by somebody who says under way that it will be late', async () => {
    const { sut, runId, passTo } = await begin();
    const operator = await Visitor.as('operator', sut.url);
    await passTo(400);
    const left = { leg: 1, departedAt: at(390), reason: '站台记录' };
    expect((await operator.post(`/api/v1/runs/${runId}/legs`, left)).status).toBe(200);
    await passTo(420);
    expect(await alertsOf(sut)).toEqual([]);
    const delay = { leg: 2, of: 'ARRIVAL', delayMinutes: 20 * HOURS, reason: '线路中断' };
    const answer = await operator.post(`/api/v1/runs/${runId}/delay`, delay);
    expect(answer.status).toBe(200);
    await passTo(430);
    expect(await alertsOf(sut)).toMatchObject([
      { rule: 'LATE_ARRIVAL', severity: 'WARN' },
      { rule: 'LATE_ARRIVAL', severity: 'WARN' },
    ]);
  });

  it('is MAJOR once less than a day would be left, and says so once for each step', async () => {
    const { sut, passTo } = await begin();
    await passTo(250, journey(0, 250));
    for (let hour = 12; hour <= 170; hour += 6)
      await passTo(hour * HOURS, standing((hour - 1) * HOURS, hour * HOURS));
    const [alert] = await alertsOf(sut);
    expect(alert).toMatchObject({ severity: 'MAJOR', rule: 'LATE_ARRIVAL', state: 'OPEN' });
    expect(alert!.revision).toBeLessThan(50);
    const { items } = await sut.records.audit.list({
      ...{ limit: 99, entity: 'alert', entityId: alert!.id },
    });
    expect(items.map(({ actor, action }) => [actor, action])).toEqual([
      ['progress', 'alert.open'],
      ['progress', 'alert.severity'],
    ]);
  });

  it('is told the same by an api that was started again in the middle', async () => {
    const story = async (isRestarted: boolean) => {
      const { sut, passTo, restart } = await begin();
      await passTo(250, journey(0, 250));
      for (let hour = 5; hour <= 24; hour++) {
        await passTo(hour * HOURS, standing((hour - 1) * HOURS, hour * HOURS));
        if (isRestarted && (hour === 20 || hour === 22)) await restart(hour * HOURS);
      }
      return summaryOf(sut);
    };
    const unbroken = await story(false);
    expect(unbroken).toHaveLength(2);
    expect(await story(true)).toEqual(unbroken);
  });
});

describe('a run that is off its route', () => {
  it('is one line for all of its goods, WARN, and clears when it is back', async () => {
    const { sut, runId, passTo } = await begin();
    await passTo(200, [...journey(0, 105), ...north(110, 200)]);
    expect(await alertsOf(sut)).toMatchObject(
      UNITS.map(() => ({ rule: 'OFF_ROUTE', severity: 'WARN', state: 'OPEN', endedAt: null })),
    );
    const operator = await Visitor.as('operator', sut.url);
    const { items } = (await (
      await operator.get(`/api/v1/incidents?state=live&runId=${runId}`)
    ).json()) as { items: unknown[] };
    expect(items).toMatchObject([{ cause: 'OFF_ROUTE', severity: 'WARN', children: [{}, {}, {}] }]);
    await passTo(700, journey(205, 690));
    expect(await summaryOf(sut)).toEqual(
      UNITS.map((unit) => ['OFF_ROUTE', `L-${unit}`, 'WARN', 110, 140, 210, false]),
    );
  });

  it('names the one box that is on another train', async () => {
    const { sut, passTo } = await begin();
    const elsewhere = north(100, 690, ['B']).map((one) => ({ ...one, longitudeDegrees: 90 }));
    await passTo(300, [
      ...journey(0, 300, ['A', 'C']),
      ...journey(0, 95, ['B']),
      ...elsewhere.filter((one) => one.at <= at(300)),
    ]);
    expect(await summaryOf(sut)).toEqual([['OFF_ROUTE', 'L-B', 'WARN', 100, 220, null, false]]);
  });

  it('is taken back by what comes late out of a hole, and told the same in whatever order it came', async () => {
    const { sut, passTo } = await begin();
    const some = north(110, 200, ['A']);
    const all = [...journey(0, 105), ...journey(110, 230, ['B', 'C'])];
    await passTo(250, [...journey(0, 105, ['A']), ...some]);
    expect((await summaryOf(sut)).every(([rule]) => rule === 'OFF_ROUTE')).toBe(true);
    expect(await alertsOf(sut)).toHaveLength(3);
    // Two of three were on the way all along: it was the third that was not.
    await passTo(251, all);
    const late = await summaryOf(sut);
    expect(late.filter((one) => one.at(-1) === false)).toEqual([]);
    const other = await begin();
    await other.passTo(251, [...all.toReversed(), ...some.toReversed()]);
    expect(await summaryOf(other.sut)).toEqual([]);
  });
});
