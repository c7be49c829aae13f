import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  departureBoardSchema,
  movedRunSchema,
  takenPlanSchema,
  type DepartureBoardView,
} from '@lenglian/console-contract';
import { containerCheckDigit, type SeenCheck } from '@lenglian/planning';
import { DAY, HOUR, MINUTE } from '@lenglian/quantities';
import { aReading } from '@lenglian/readings/testing';
import { NOW, Visitor, runApi, type ApiUnderTest } from '../testing/running-api.ts';

const [ONE, TWO] = [302001, 302002].map((serial) => {
  const body = `XJLU${serial}`;
  return `${body}${containerCheckDigit(body) ?? 0}`;
});

let sut: ApiUnderTest;
let operator: Visitor;
let runId: string;

beforeEach(async () => {
  sut = await runApi();
  operator = await Visitor.as('operator', sut.url);
  await sut.records.devices.add(
    { id: 'system' },
    {
      ...{ id: 'NEW-1', organisationId: 'demo', kind: 'reefer', tokenSha256: '0'.repeat(64) },
    },
  );
  const line = { position: 1, setpointCelsius: 0, deviceId: 'NEW-1' };
  const lot = { code: 'L-1', commodityCode: 'PEAR', pulpTemperatureCelsius: 1.5 };
  const answer = await operator.post('/api/v1/runs', {
    ...{ runCode: 'XLH-2', serviceCode: 'XIANGLI', departureAt: NOW + HOUR, loadingAt: NOW },
    legs: [
      {
        ...{ mode: 'RAIL', fromPlaceCode: 'KORLA', toPlaceCode: 'CHENGDU' },
        ...{ plannedDepartureAt: NOW + HOUR, plannedArrivalAt: NOW + 3 * DAY },
      },
    ],
    lines: [
      { ...line, unitCode: ONE, lot },
      { unitCode: TWO, position: 2, lot: { ...lot, code: 'L-2' } },
    ],
  });
  runId = takenPlanSchema.parse(await answer.json()).run.id;
});
afterEach(() => sut.close());

const path = () => `/api/v1/runs/${runId}/departure`;
const board = async (): Promise<DepartureBoardView> =>
  departureBoardSchema.parse(await (await operator.get(path())).json());
const reasons = (of: DepartureBoardView, box = 0) =>
  Object.fromEntries(of.boxes[box]?.checks.map(({ check, reason }) => [check, reason]) ?? []);
const step = async (state: string) =>
  movedRunSchema.parse(
    await (await operator.post(`/api/v1/runs/${runId}/state`, { state })).json(),
  );

/** The judge's clock goes on to there, and the first box's device speaks a minute before. */
function hear(at: number, measured: Parameters<typeof aReading>[0] & object = {}): void {
  const reading = aReading({
    ...{ deviceId: 'NEW-1', measuredAt: at - MINUTE, receivedAt: at - MINUTE },
    measured: { setpointTemperatureCelsius: 0, isConnectedToPowerSource: true },
    ...measured,
  });
  const lastReceivedAt = reading.receivedAt;
  sut.judge.hear({ deviceId: 'NEW-1', reading, lastReceivedAt, isConnected: true });
  const steps = sut.api.live.board.tick(at);
  while (!steps.next().done);
}

/** All that can be put down about a unit, and its device. */
async function makeFit(unitCode = ONE ?? '', deviceId = 'NEW-1'): Promise<void> {
  const id = (await sut.records.journeys.unitByCode('demo', unitCode))?.id ?? '';
  const quality = await Visitor.as('quality', sut.url);
  for (const [to, body] of [
    [`units/${id}/inspections`, { inspectedAt: NOW - DAY, hasPassed: true, workshopName: '箱修' }],
    [`units/${id}/seals`, { sealedAt: NOW, sealNumber: 'S-1' }],
    [`devices/${deviceId}/calibrations`, { calibratedAt: NOW - DAY, validUntil: NOW + 90 * DAY }],
  ] as const)
    expect((await quality.post(`/api/v1/${to}`, body)).status).toBe(200);
}

describe('the departure board', () => {
  it('says what it does not know, and is green where everything was put down and heard', async () => {
    const before = await board();
    expect(before.counts).toEqual({ boxes: 2, green: 0, released: 0, open: 2 });
    expect(reasons(before)).toMatchObject({
      ...{ INSPECTION: 'NO_INSPECTION', SETPOINT: 'NOT_HEARD_LATELY', DEVICE: 'NEVER_HEARD' },
      ...{
        CALIBRATION: 'NOT_CALIBRATED',
        GOODS: 'LOADED',
        SEAL: 'NO_SEAL',
        VENT: 'VENT_NOT_ASKED',
      },
    });
    expect(reasons(before, 1)).toMatchObject({ DEVICE: 'DEVICE_MISSING', POWER: 'NO_DEVICE' });

    await makeFit();
    hear(NOW + MINUTE);
    const after = await board();
    expect(after.counts).toEqual({ boxes: 2, green: 1, released: 0, open: 1 });
    expect(after.boxes[0]).toMatchObject({ unitCode: ONE, state: 'GREEN', mayLeave: true });
    expect(after.boxes[0]?.checks.find(({ check }) => check === 'SEAL')?.parameters).toEqual({
      sealNumber: 'S-1',
    });
  });

  it('changes with readings: the set-point, and silence by the clock of the judge', async () => {
    await makeFit();
    hear(NOW + MINUTE, { measured: { setpointTemperatureCelsius: 5 } });
    expect(reasons(await board())).toMatchObject({
      ...{ SETPOINT: 'SETPOINT_WRONG', POWER: 'NOT_REPORTED', DEVICE: 'HEARD' },
    });
    const steps = sut.api.live.board.tick(NOW + 10 * MINUTE);
    while (!steps.next().done);
    expect(reasons(await board())).toMatchObject({
      DEVICE: 'SILENT',
      SETPOINT: 'NOT_HEARD_LATELY',
    });
  });

  it('has a box released with name and reason for what was seen, and taken back by a further entry', async () => {
    await makeFit();
    hear(NOW + MINUTE);
    const seen = await board();
    const second = seen.boxes[1];
    const open = second?.checks.filter(({ state }) => /RED|AMBER|UNKNOWN/.test(state));
    const release = (checks: readonly SeenCheck[] = [], revision = 1, who = operator) =>
      who.post(
        `${path()}/releases`,
        { unitId: second?.unitId, checks, reason: '冰板箱，站长同意' },
        { 'if-match': `"${revision}"` },
      );
    const answer = await release(open?.map(({ check, state }) => ({ check, state })));
    const released = departureBoardSchema.parse(await answer.json());
    expect(answer.headers.get('etag')).toBe('"2"');
    expect(released.counts).toEqual({ boxes: 2, green: 1, released: 1, open: 0 });
    expect(released.boxes[1]).toMatchObject({
      ...{ state: 'RED', isReleased: true, mayLeave: true },
      releases: [{ reason: '冰板箱，站长同意', releasedBy: 'operator 先生', releasedAt: NOW }],
    });
    expect((await release([], 1)).status).toBe(412);
    const viewer = await Visitor.as('viewer', sut.url);
    expect((await release([], 2, viewer)).status).toBe(403);
    const back = departureBoardSchema.parse(await (await release([], 2)).json());
    expect(back.boxes[1]?.mayLeave).toBe(false);
    expect(back.boxes[1]?.releases.map(({ checks }) => checks.length)).toEqual([0, open?.length]);
  });

  it('lets the run leave all the same, warns of boxes neither green nor released, and stays as it was', async () => {
    await makeFit();
    await step('LOADING');
    hear(NOW + MINUTE);
    const { state, warnings } = await step('IN_TRANSIT');
    expect(state).toBe('IN_TRANSIT');
    expect(warnings).toMatchObject([
      { code: 'LEFT_NOT_RELEASED', parameters: { count: 1, total: 2, unitCodes: TWO } },
    ]);
    const steps = sut.api.live.board.tick(NOW + DAY);
    while (!steps.next().done);
    const left = await board();
    expect(left).toMatchObject({ keptAt: NOW, runState: 'IN_TRANSIT' });
    expect(left.boxes).toMatchObject([{ isKept: true, state: 'GREEN' }, { isKept: true }]);
  });

  it('that left unreleased stays so, whatever is said of it afterwards', async () => {
    await step('LOADING');
    await step('IN_TRANSIT');
    sut.clock.advanceTo(NOW + MINUTE);
    const { unitId, checks } = (await board()).boxes[1]!;
    const seen = checks.map(({ check, state }) => ({ check, state }));
    await operator.post(`${path()}/releases`, { unitId, checks: seen, reason: '后补' });
    const after = await board();
    expect(after.counts).toMatchObject({ boxes: 2, released: 0, open: 2 });
    expect(after.boxes[1]).toMatchObject({ mayLeave: false, releases: [{ reason: '后补' }] });
  });

  it('is not released any more when what was seen gets worse', async () => {
    await makeFit();
    hear(NOW + MINUTE, { measured: { setpointTemperatureCelsius: 1 } });
    const { unitId, checks } = (await board()).boxes[0]!;
    const seen = checks.map(({ check, state }) => ({ check, state }));
    expect(seen).toContainEqual({ check: 'SETPOINT', state: 'AMBER' });
    await operator.post(`${path()}/releases`, { unitId, checks: seen, reason: '一度可以' });
    expect((await board()).boxes[0]).toMatchObject({ isReleased: true, mayLeave: true });
    hear(NOW + 2 * MINUTE, { measured: { setpointTemperatureCelsius: 9 } });
    expect((await board()).boxes[0]).toMatchObject({ isReleased: false, mayLeave: false });
  });

  it('says nothing where every box is green or released', async () => {
    await makeFit();
    hear(NOW + MINUTE);
    const box = (await board()).boxes[1];
    const checks = box?.checks.map(({ check, state }) => ({ check, state }));
    await operator.post(`${path()}/releases`, { unitId: box?.unitId, checks, reason: '自带冰' });
    await step('LOADING');
    expect((await step('IN_TRANSIT')).warnings).toEqual([]);
  });
});
