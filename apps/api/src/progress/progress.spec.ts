import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  departureBoardSchema,
  progressSchema,
  readinessSchema,
  runSchema,
  runsChangedSchema,
} from '@lenglian/console-contract';
import { START, told } from '@lenglian/progress/testing';
import { DAY, HOUR, MINUTE, type Instant } from '@lenglian/quantities';
import { aReading } from '@lenglian/readings/testing';
import type { RunRecord } from '@lenglian/records';
import { readJourneyBook } from '../live/journey-book.ts';
import { LiveBoard } from '../live/live-board.ts';
import { LiveClient, closeLiveClients } from '../testing/live-client.ts';
import {
  FOREIGN_ORGANISATION,
  ORGANISATION,
  SILENT_LOG,
  Visitor,
  runApi,
  type ApiUnderTest,
} from '../testing/running-api.ts';
import { UNITS, addRunOnWay, at } from '../testing/run-on-way.ts';
import { ProgressKeeper } from './progress-keeper.ts';

const SYSTEM = { id: 'system' };
const minuteOf = (instant: Instant | null | undefined) =>
  instant == null ? null : (instant - START) / MINUTE;

let sut: ApiUnderTest;
let operator: Visitor;
let runId: string;

beforeEach(() => begin());
afterEach(closeLiveClients);
afterEach(() => sut.close());

async function begin(environment: Record<string, string> = {}): Promise<void> {
  sut = await runApi({ environment });
  operator = await Visitor.as('operator', sut.url);
  runId = await addRunOnWay(sut.records, { A: 'PEAR' });
  await passTo(700);
}

/** It is so many minutes after the start, and where things are has been read again. */
async function passTo(minute: number): Promise<void> {
  sut.judge.now = at(minute);
  sut.clock.advanceTo(at(minute));
  await sut.api.replaceBook(await readJourneyBook(sut.records, at(minute)));
  passTime(sut.api.live.board, at(minute));
}

function passTime(board: LiveBoard, now: Instant): void {
  const steps = board.tick(now);
  while (!steps.next().done);
}

/** Devices tell where they were, and it is looked at. */
async function tell(positions: readonly ReturnType<typeof told>[number][]): Promise<void> {
  await sut.api.progress.look();
  sut.judge.locate(...positions);
  for (let looks = 0; looks < 5; looks++) await sut.api.progress.look();
  await passTo(minuteOf(sut.clock.now())!);
}

const journey = (from: number, until: number) => UNITS.flatMap((unit) => told(unit, from, until));
const record = async (): Promise<RunRecord> => (await sut.records.journeys.run(runId))!;
const progress = async (who = operator) =>
  progressSchema.parse(await (await who.get(`/api/v1/runs/${runId}/progress`)).json());

describe('where a simulator tells the time', () => {
  it('nothing is settled before what positions tell is put down, and judged by', async () => {
    await sut.close();
    await begin({ CLOCK: 'simulated' });
    const isSettled = async () =>
      readinessSchema.parse(await (await fetch(`${sut.url}/api/ready`)).json()).judge.isSettled;
    expect(await isSettled()).toBe(true);
    sut.judge.locate(...journey(0, 160));
    expect(await isSettled()).toBe(false);
    expect(await record()).toMatchObject({
      state: 'IN_TRANSIT',
      legs: [{ departedAt: at(75) }, {}],
    });
    await passTo(700);
    expect(await isSettled()).toBe(true);
  });
});

describe('a run whose units tell where they are', () => {
  it('leaves, arrives and is told of, as if somebody had reported it', async () => {
    await tell(journey(0, 160));
    expect(await record()).toMatchObject({
      ...{ state: 'IN_TRANSIT' },
      legs: [{ departedAt: at(75), departedBasis: 'MEASURED', arrivedAt: null }, {}],
    });
    expect(await progress()).toMatchObject({
      ...{ positionAt: at(160), where: { kind: 'BETWEEN', stop: 0, basis: 'MEASURED' } },
    });
    await tell(journey(165, 690));
    const run = await record();
    expect(run.state).toBe('ARRIVED');
    expect(minuteOf(run.legs[0]!.arrivedAt)).toBe(245);
    expect(run.legs[1]).toMatchObject({ arrivedAt: at(555), arrivedBasis: 'MEASURED' });
    const shown = await progress();
    expect(shown).toMatchObject({
      delayMinutes: 15,
      isLate: false,
      where: { kind: 'AT', stop: 2 },
    });
    expect(shown.stops[1]).toMatchObject({ dwellMinutes: 80 });
    const lines = await sut.records.audit.list({ limit: 99, entity: 'run', entityId: runId });
    expect(new Set(lines.items.slice(-4).map(({ actor }) => actor))).toEqual(new Set(['progress']));
  });

  it('has its departure board kept as it was when it was seen to have left', async () => {
    await tell(journey(0, 160));
    const { items } = await sut.records.audit.list({ limit: 99, entity: 'run', entityId: runId });
    const left = items.find(({ action }) => action === 'run.setState')!;
    const board = departureBoardSchema.parse(
      await (await operator.get(`/api/v1/runs/${runId}/departure`)).json(),
    );
    expect(board).toMatchObject({ keptAt: left.at, counts: { boxes: 3, open: 3 } });
    expect(board.boxes.map(({ isKept }) => isKept)).toEqual([true, true, true]);
  });

  it('takes its goods from loading to transit to unloading, and its stops to the judge', async () => {
    const phase = async () => {
      const { items } = await sut.records.journeys.lots({ limit: 9, runId });
      return sut.api.live.board.phase(items[0]!);
    };
    expect(await phase()).toBe('LOADING');
    await tell(journey(0, 160));
    expect(await phase()).toBe('TRANSIT');
    await tell(journey(165, 690));
    expect(await phase()).toBe('UNLOADING');
    const { unitJourneys } = sut.judge.placements.at(-1)!;
    expect(unitJourneys.find(({ calls }) => calls.length === 2)).toMatchObject({
      stops: [{ until: at(75) }, { from: at(245), until: at(325) }, { from: at(555), until: null }],
      calls: [{ isReached: true }, { at: at(555), isReached: true }],
    });
  });

  it('is told live to whoever watches it, after a snapshot', async () => {
    const console = new LiveClient(sut.url, operator.cookie);
    await console.connected();
    const snapshot = await console.join({ room: 'run', runId });
    expect(snapshot.room === 'run' && snapshot.run.progress.where).toMatchObject({
      kind: 'AT',
      stop: 0,
    });
    await sut.api.live.feed.beat();
    await tell(journey(0, 160));
    await sut.api.live.feed.beat();
    const told = await console.told(
      'runs.changed',
      ({ runs: [run] }) => run?.id === runId && run.progress.where?.basis === 'MEASURED',
    );
    const { runs, position } = runsChangedSchema.parse(told);
    expect(position).toBeGreaterThan(snapshot.position);
    expect(runs[0]?.progress.where).toMatchObject({ kind: 'BETWEEN', stop: 0 });
  });

  it('is corrected by what comes late out of a coverage hole', async () => {
    const all = journey(0, 690);
    const isInHole = ({ at: when }: { at: Instant }) => when > at(200) && when < at(400);
    await tell(all.filter((one) => !isInHole(one)));
    expect((await record()).legs).toMatchObject([
      { arrivedAt: null },
      { departedAt: null, arrivedAt: at(555) },
    ]);
    await tell(all.filter(isInHole));
    expect((await record()).legs).toMatchObject([
      { arrivedAt: at(245) },
      { departedAt: at(325), arrivedAt: at(555) },
    ]);
  });

  it('keeps what somebody said against it, and shows what was measured beside', async () => {
    await tell(journey(0, 300));
    const report = { leg: 1, arrivedAt: at(250), reason: '站台记录' };
    expect((await operator.post(`/api/v1/runs/${runId}/legs`, report)).status).toBe(200);
    await passTo(700);
    await tell(journey(305, 690));
    const { stops } = await progress();
    expect(stops[1]).toMatchObject({
      ...{ arrivedAt: at(250), arrivedBasis: 'REPORTED', measuredArrivalAt: at(245) },
      ...{ departedAt: at(325), departedBasis: 'MEASURED' },
    });
    const { items } = await sut.records.audit.list({ limit: 99, entity: 'run', entityId: runId });
    expect(items.find(({ action }) => action === 'run.reportLeg')).toMatchObject({
      reason: '站台记录',
    });
  });

  it('is measured again from the readings after a restart, and nothing of it is lost or put down twice', async () => {
    await tell(journey(0, 690));
    const before = await record();
    for (const { deviceId, at: measuredAt, ...where } of journey(0, 690))
      sut.history.readings.push(aReading({ deviceId, measuredAt, measured: where }));
    const board = new LiveBoard(await readJourneyBook(sut.records, at(700)));
    passTime(board, at(700));
    const { records, history, clock } = sut;
    const again = new ProgressKeeper({
      records,
      history,
      board,
      clock,
      log: SILENT_LOG,
      departing: () => Promise.resolve(undefined),
      wayAlerts: { look: () => Promise.resolve(), endOthers: () => Promise.resolve() },
    });
    const audit = await records.audit.list({ limit: 1, newestFirst: true });
    await again.look();
    expect(board.measuredRun(runId)?.measured).toEqual(
      sut.api.live.board.measuredRun(runId)?.measured,
    );
    expect(await record()).toEqual(before);
    expect(await records.audit.list({ limit: 1, newestFirst: true })).toEqual(audit);
  });

  it('names the unit whose device is on another train', async () => {
    const away = told('B', 0, 690).map((one) => ({
      ...one,
      latitudeDegrees: 36,
      longitudeDegrees: 104,
    }));
    await tell([...told('A', 0, 690), ...told('C', 0, 690), ...away]);
    expect((await progress()).strayUnits).toMatchObject([{ code: 'B' }]);
    expect((await record()).legs[0]).toMatchObject({ arrivedAt: at(245) });
  });
});

describe('a run without positions', () => {
  it('goes by its plan and by what is reported', async () => {
    await sut.records.journeys.setRunState(SYSTEM, runId, 'IN_TRANSIT', at(90));
    await passTo(701);
    const run = runSchema.parse(await (await operator.get(`/api/v1/runs/${runId}`)).json());
    expect(run.progress).toMatchObject({
      ...{ positionAt: null, where: { kind: 'BETWEEN', stop: 1, share: 0.99, basis: 'PLANNED' } },
      ...{
        isLate: true,
        // Kuqa is passed by the time planned; only the last stop is due.
        stops: [
          { departedBasis: 'REPORTED' },
          { arrivedAt: null, expectedArrivalAt: null },
          { expectedArrivalAt: at(701) },
        ],
      },
    });
  });
});

describe('a custodian of one leg', () => {
  it('is told where the run is on it and when it will be there, and nothing of the rest', async () => {
    await sut.records.grants.add(SYSTEM, {
      ...{ organisationId: ORGANISATION, granteeOrganisationId: FOREIGN_ORGANISATION },
      ...{ kind: 'custody', subjectId: runId, legOrdinal: 1 },
      ...{ validFrom: at(0), validUntil: at(0) + DAY },
    });
    const carrier = await Visitor.as('viewer', sut.url, FOREIGN_ORGANISATION);
    await tell(journey(0, 160));
    const before = await progress(carrier);
    expect(before).toMatchObject({ where: null, positionAt: null, strayUnits: [] });
    expect(before.stops.map(({ placeCode }) => placeCode)).toEqual(['P_KUQA', 'P_KORLA']);
    expect(before.stops[1]!.expectedArrivalAt).toBeGreaterThan(at(540) - HOUR);
    await tell(journey(165, 400));
    expect(await progress(carrier)).toMatchObject({
      where: { kind: 'BETWEEN', stop: 0, placeCode: 'P_KUQA' },
      positionAt: at(400),
    });
  });
});

describe('goods that change hands on a run', () => {
  it('are told at once to whoever watches it', async () => {
    const console = new LiveClient(sut.url, operator.cookie);
    await console.connected();
    await console.join({ room: 'run', runId: sut.ids.runId });
    const change = console.next('hand-over.changed');
    const handOver = {
      ...{ kind: 'OUTBOUND', handedOverAt: at(10), runCode: 'XLH-1', unitCode: 'UNIT-1' },
      from: { name: '果园', organisationId: ORGANISATION, personName: '张三' },
      to: { name: '铁路' },
      lots: [{ lotCode: 'LOT-1', quantityKilograms: 20_000 }],
    };
    const answer = await operator.post('/api/v1/hand-overs', handOver);
    expect(answer.status).toBe(200);
    const { handOver: notice } = await change;
    expect(notice).toMatchObject({
      runId: sut.ids.runId,
      unitId: sut.ids.unitIds[0],
      state: 'PROPOSED',
    });
    expect(JSON.stringify(notice)).not.toContain('张三');
  });
});

describe('a unit that joins or leaves', () => {
  it('is told to whoever watches the run', async () => {
    const console = new LiveClient(sut.url, operator.cookie);
    await console.connected();
    await console.join({ room: 'run', runId });
    const [unit] = (await sut.records.journeys.units({ limit: 1, runId })).items;
    const move = { organisationId: ORGANISATION, kind: 'unit' as const, subjectId: unit!.id };
    await sut.api.live.feed.beat();
    for (const [targetId, from] of [
      [null, at(690)],
      [runId, at(695)],
    ] as const) {
      await sut.records.bindings.correct(SYSTEM, { ...move, targetId, from, until: null });
      await passTo(700);
      await sut.api.live.feed.beat();
      await console.told('units.changed', ({ units }) =>
        units.some(({ id, runId: on }) => id === unit!.id && on === targetId),
      );
      console.heard.length = 0;
    }
  });
});
