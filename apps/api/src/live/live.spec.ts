import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { unitsChangedSchema, runsChangedSchema } from '@lenglian/console-contract';
import { HOUR, MINUTE } from '@lenglian/quantities';
import { aReading } from '@lenglian/readings/testing';
import { LiveClient } from '../testing/live-client.ts';
import { NOW, Visitor, runApi, type ApiUnderTest } from '../testing/running-api.ts';
import { aVerdict } from '../testing/verdicts.ts';

let sut: ApiUnderTest;
let viewer: Visitor;
let console: LiveClient;

beforeAll(async () => {
  sut = await runApi();
  viewer = await Visitor.as('viewer', sut.url);
  passTime(NOW);
  await sut.api.live.feed.beat(); // what the start itself changed
});
afterAll(() => sut.close());
beforeEach(async () => {
  console = new LiveClient(sut.url, viewer.cookie);
  await console.connected();
});
afterEach(() => console.close());

/** Lets the board look at every unit again. */
function passTime(now: number | null): void {
  const steps = sut.api.live.board.tick(now);
  while (!steps.next().done);
}

/** A device says something now. */
function hear(number: number, celsius: number, at = NOW): void {
  sut.judge.hear({
    deviceId: `REEFER-${number}`,
    reading: aReading({
      deviceId: `REEFER-${number}`,
      measuredAt: at,
      receivedAt: at,
      measured: { cargoProbe1TemperatureCelsius: celsius, supplyTemperatureCelsius: -0.2 },
    }),
    lastReceivedAt: at,
    isConnected: true,
  });
}

describe('watching a run', () => {
  it('begins with a snapshot: units in the order of the train, silence shown as such', async () => {
    const snapshot = await console.join({ room: 'run', runId: sut.ids.runId });
    if (snapshot.room !== 'run') throw new RangeError(snapshot.room);
    expect(snapshot.run).toMatchObject({ nameZh: '香梨号 1', unitCount: 3 });
    expect(snapshot.units.map((unit) => unit.code)).toEqual(['UNIT-1', 'UNIT-2', 'UNIT-3']);
    expect(snapshot.units[2]).toMatchObject({ condition: 'NO_DATA_YET', latest: null });
    expect(snapshot.units[0]?.lots).toMatchObject([{ code: 'LOT-1', bandHighCelsius: 2 }]);
  });

  it('goes on with the units that changed, once a beat, from the snapshot on', async () => {
    const { position } = await console.join({ room: 'run', runId: sut.ids.runId });
    const change = console.next('units.changed', ({ units }) =>
      units.some(({ code, latest }) => code === 'UNIT-2' && latest !== null),
    );
    hear(2, 0.7);
    hear(2, 0.8);
    await sut.api.live.feed.beat();
    const { units, ...stamp } = unitsChangedSchema.parse(await change);
    expect(stamp.position).toBeGreaterThan(position);
    expect(units).toEqual([
      expect.objectContaining({
        code: 'UNIT-2',
        condition: 'OK',
        latest: expect.objectContaining({ cargoTemperatureCelsius: 0.8 }) as unknown,
      }),
    ]);
  });

  it('never cuts off a browser that takes what it is sent, however many rooms it watches', async () => {
    await console.join({ room: 'overview' });
    await console.join({ room: 'run', runId: sut.ids.runId });
    await console.join({ room: 'unit', unitId: sut.ids.unitIds[1] ?? '' });
    for (let beat = 0; beat < 30; beat++) {
      const last = console.next('units.changed');
      hear(2, beat / 10);
      expect(await sut.api.live.feed.beat()).toBe(0);
      await last;
      // An answer of the server: everything sent before it has left.
      await console.join({ room: 'alerts' });
    }
  });

  it('of a run that does not exist is refused', async () => {
    expect(await console.ask('join', { room: 'run', runId: 'none' })).toEqual({
      ok: false,
      code: 'NOT_FOUND',
    });
    expect(await console.ask('join', { room: 'cellar' })).toEqual({
      ok: false,
      code: 'INVALID_REQUEST',
    });
  });
});

describe('the overview', () => {
  it('counts how units stand, and tells of a run when that changes', async () => {
    await console.join({ room: 'overview' });
    const change = console.next(
      'runs.changed',
      ({ runs }) => runs[0]?.latestMeasuredAt === NOW + MINUTE,
    );
    hear(1, 0.1, NOW + MINUTE);
    await sut.api.live.feed.beat();
    const { runs } = runsChangedSchema.parse(await change);
    expect(runs).toMatchObject([{ code: 'XLH-1', latestMeasuredAt: NOW + MINUTE }]);
    expect(runs[0]?.conditions.OK).toBeGreaterThan(0);
  });
});

describe('an alert', () => {
  it('is told at once, to the alerts, its run and its unit, and once to each browser', async () => {
    for (const room of [
      { room: 'alerts' } as const,
      { room: 'run', runId: sut.ids.runId } as const,
      { room: 'unit', unitId: sut.ids.unitIds[0] as string } as const,
    ]) {
      await console.join(room);
    }
    const told = console.next('alert.changed');
    await sut.judge.decide(aVerdict(sut, { sequence: 1 }));
    expect((await told).alert).toMatchObject({ state: 'OPEN', unitCode: 'UNIT-1' });
    // A second, later event proves that no copy of the first is still on its way.
    const beat = console.next('heartbeat');
    sut.api.live.feed.heartbeat();
    await beat;
    expect(console.heard.filter(({ event }) => event === 'alert.changed')).toHaveLength(1);
  });

  it('is not told again when the judge repeats itself', async () => {
    await console.join({ room: 'alerts' });
    await sut.judge.decide(aVerdict(sut, { sequence: 1 }));
    const beat = console.next('heartbeat');
    sut.api.live.feed.heartbeat();
    await beat;
    expect(console.heard.map(({ event }) => event)).not.toContain('alert.changed');
  });

  it('makes its unit stand as badly as it is, and is in the next snapshot', async () => {
    const snapshot = await console.join({ room: 'unit', unitId: sut.ids.unitIds[0] as string });
    expect(snapshot).toMatchObject({ unit: { condition: 'WARN' } });
    const alerts = await console.join({ room: 'alerts' });
    expect(alerts).toMatchObject({ alerts: [{ lotCode: 'LOT-1' }] });
  });
});

describe('a lost connection', () => {
  it('is followed by a fresh snapshot that is no older than what was heard', async () => {
    const room = { room: 'unit', unitId: sut.ids.unitIds[1] as string } as const;
    const first = await console.join(room);
    const again = new Promise<void>((resolve) => {
      console.socket.once('disconnect', () => console.socket.once('connect', resolve));
    });
    console.socket.io.engine.close();
    hear(2, 1.9, NOW + MINUTE);
    await again;
    const second = await console.join(room);
    expect(second.position).toBeGreaterThanOrEqual(first.position);
    expect(second).toMatchObject({ unit: { latest: { cargoTemperatureCelsius: 1.9 } } });
  });
});

describe('silence', () => {
  it('is told by the ticks of the broker, never by an outage of ours', async () => {
    const room = { room: 'unit', unitId: sut.ids.unitIds[1] as string } as const;
    hear(2, 0.5, NOW + 2 * MINUTE);
    sut.clock.advanceTo(NOW + 30 * MINUTE);
    expect(await console.join(room)).toMatchObject({ unit: { condition: 'OK' } });

    sut.judge.now = NOW + 20 * MINUTE;
    passTime(sut.judge.now);
    expect(await console.join(room)).toMatchObject({
      unit: { condition: 'SILENT', silentSince: NOW + 2 * MINUTE },
    });
  });
});

describe('signing out', () => {
  it('ends the live connection too', async () => {
    const leaving = await Visitor.as('operator', sut.url);
    const client = new LiveClient(sut.url, leaving.cookie);
    await client.connected();
    const ended = new Promise((resolve) => client.socket.once('disconnect', resolve));
    await leaving.post('/api/v1/auth/logout');
    expect(await ended).toBe('io server disconnect');
    client.close();
  });
});

describe('a unit that says nothing more', () => {
  it('is found by the api itself, and told', async () => {
    await console.join({ room: 'unit', unitId: sut.ids.unitIds[1] as string });
    sut.judge.now = NOW + HOUR;
    hear(2, 0.5, sut.judge.now);
    passTime(sut.judge.now);
    await console.next('units.changed', ({ units }) => units[0]?.condition === 'OK');
    sut.judge.now = NOW + 2 * HOUR;
    await console.next('units.changed', ({ units }) => units[0]?.condition === 'SILENT');
  }, 20_000);
});
