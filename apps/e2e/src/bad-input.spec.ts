import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '@lenglian/quantities';
import { eventually } from './support/eventually.ts';
import { World, type WorldDevice } from './support/world.ts';

let world: World;
let good: WorldDevice;
let other: WorldDevice;

beforeAll(async () => {
  const begun = await World.begin(['GOOD', 'OTHER']);
  world = begun.world;
  [good, other] = begun.devices as [WorldDevice, WorldDevice];
  await world.signIn();
}, 60_000);
afterAll(() => world.end(), 60_000);

interface Quarantined {
  items: { deviceId: string; reason: string; detail: string; payload: string }[];
}

async function publishRaw(
  device: WorldDevice,
  payload: string | Buffer,
  topic?: string,
): Promise<void> {
  const client = await world.connect(device);
  await client.publishAsync(topic ?? `cc/v1/demo/${device.deviceId}/telemetry`, payload, {
    qos: 1,
  });
  await client.endAsync();
}

/** The item that holds this message: others may be quarantined for the same reason. */
async function quarantined(payload: string): Promise<Quarantined['items'][number]> {
  return eventually(`quarantined: ${payload}`, async () => {
    const { items } = await world.get<Quarantined>('/api/v1/quarantine?limit=100');
    return items.find((item) => item.payload === payload);
  });
}

/** What is kept of a device's unit, in order of time: when it was measured, and the probe. */
async function kept(device: WorldDevice, from: number, to: number): Promise<[number, number][]> {
  const units = await world.get<{ items: { id: string; code: string }[] }>(
    '/api/v1/units?limit=100',
  );
  const unit = units.items.find(({ code }) => code === device.unitCode);
  const lines = await world.text(
    `/api/v1/units/${unit?.id}/export?from=${from}&to=${to}&format=ndjson`,
  );
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { measuredAt: number; values: Record<string, number> })
    .map(({ measuredAt, values }): [number, number] => [
      measuredAt,
      values['cargoProbe1TemperatureCelsius'] ?? Number.NaN,
    ])
    .sort(([a], [b]) => a - b);
}

/**
 * Publishes one more good reading of a device and waits until it is kept: the judge reads in order,
 * so whatever came before has by then had every chance to be kept too.
 */
async function passJudge(device: WorldDevice, measuredAt: number): Promise<void> {
  await publishRaw(device, JSON.stringify({ samples: [sample(measuredAt)] }));
  await eventually(`the marker of ${device.deviceId}`, async () =>
    (await kept(device, measuredAt, measuredAt + 1)).length === 1 ? true : undefined,
  );
}

interface Alerts {
  items: { rule: string; unitCode: string }[];
}

/** The alert of a device's unit; the judge's alerts come in the order in which it found them. */
async function alertOf(device: WorldDevice): Promise<Alerts['items'][number]> {
  return eventually(`an alert of ${device.unitCode}`, async () => {
    const { items } = await world.get<Alerts>('/api/v1/alerts?state=live');
    return items.find(({ unitCode }) => unitCode === device.unitCode);
  });
}

const sample = (measuredAt: number, cargo = 0.5) => ({
  measuredAt,
  cargoProbe1TemperatureCelsius: cargo,
});

describe('bad input', () => {
  it('refuses a wrong token, and nobody without one', async () => {
    const attempt = (token?: string) =>
      world.connect({ deviceId: good.deviceId, ...(token === undefined ? {} : { token }) });
    await expect(attempt('wrong')).rejects.toThrow(/[Nn]ot authorized|[Bb]ad (user|username)/);
    await expect(attempt()).rejects.toThrow(/[Nn]ot authorized|[Bb]ad (user|username)/);
  });

  it("closes the connection on another device's topic, and keeps nothing of it", async () => {
    const client = await world.connect(good);
    const closed = new Promise<void>((resolve) => client.once('close', () => resolve()));
    const now = Date.now();
    client.publish(
      `cc/v1/demo/${other.deviceId}/telemetry`,
      JSON.stringify({ samples: [sample(now)] }),
      { qos: 1 },
    );
    await closed;
    const marker = now - 2 * HOUR;
    await passJudge(other, marker);
    expect(await kept(other, now - 3 * HOUR, now + HOUR)).toEqual([[marker, 0.5]]);
  });

  it.each([
    ['not json at all', 'NOT_JSON'],
    ['{"samples":[{"measuredAt":1758175500000,"returnTemperatureCelsius":NaN}]}', 'NOT_JSON'],
    ['{"boot":1,"seq":1}', 'WRONG_SHAPE'],
    ['{"samples":[{"measuredAt":"yesterday","returnTemperatureCelsius":1}]}', 'SAMPLE_WRONG_SHAPE'],
    ['{"samples":[{"measuredAt":3600000,"returnTemperatureCelsius":1}]}', 'MEASURED_TOO_EARLY'],
    // The year 2100.
    [
      '{"samples":[{"measuredAt":4102444800000,"returnTemperatureCelsius":1}]}',
      'MEASURED_IN_FUTURE',
    ],
  ])('quarantines %s whole, with its reason', async (payload, reason) => {
    await publishRaw(good, payload);
    expect(await quarantined(payload)).toMatchObject({ deviceId: good.deviceId, reason, payload });
  });

  it('closes the connection on a packet that is too large', async () => {
    const client = await world.connect(good);
    const closed = new Promise<void>((resolve) => client.once('close', () => resolve()));
    client.publish(`cc/v1/demo/${good.deviceId}/telemetry`, Buffer.alloc(600_000, 32), { qos: 1 });
    await closed;
    expect((await fetch(`${world.stack.url}/api/health`)).status).toBe(200);
  });

  it('keeps sentinels as they are and raises nothing for them', async () => {
    const now = Date.now();
    const samples = Array.from({ length: 25 }, (_, i) =>
      sample(now - (24 - i) * MINUTE, i % 2 === 0 ? -127 : 85),
    );
    await publishRaw(other, JSON.stringify({ boot: 1, seq: 1, samples }));
    await passJudge(other, now + 1);
    expect(await kept(other, now - HOUR, now + 1)).toEqual(
      samples.map((one) => [one.measuredAt, one.cargoProbe1TemperatureCelsius]),
    );
    // A true breach, found later, has its alert: one of the sentinels would have been there before.
    const warm = samples.map(({ measuredAt }) => sample(measuredAt, 6));
    await publishRaw(good, JSON.stringify({ boot: 1, seq: 1, samples: warm }));
    expect(await alertOf(good)).toMatchObject({ rule: 'BAND_HI' });
    const { items } = await world.get<Alerts>('/api/v1/alerts?limit=100');
    expect(items.filter(({ unitCode }) => unitCode === other.unitCode)).toEqual([]);
  });

  it('counts the same message once, and messages in reverse order like any other', async () => {
    const now = Date.now();
    const message = (seq: number) =>
      JSON.stringify({ boot: 5, seq, samples: [sample(now - (40 + seq) * MINUTE)] });
    const client = await world.connect(good);
    for (const seq of [3, 2, 1, 0, 0, 3]) {
      await client.publishAsync(`cc/v1/demo/${good.deviceId}/telemetry`, message(seq), { qos: 1 });
    }
    await passJudge(good, now - 39 * MINUTE);
    expect(await kept(good, now - 44 * MINUTE, now - 39 * MINUTE)).toEqual(
      [3, 2, 1, 0].map((seq) => [now - (40 + seq) * MINUTE, 0.5]),
    );
  });

  it('takes a device that is bound to nothing, and judges it once it is bound', async () => {
    const now = Date.now();
    const stray = { deviceId: 'STRAY', token: 'a-token-of-a-stray-device-0123456789' };
    await world.withRecords(async (records) => {
      const { sha256Hex } = await import('@lenglian/records');
      await records.devices.add(
        { id: 'shell' },
        {
          id: stray.deviceId,
          organisationId: 'demo',
          kind: 'reefer',
          tokenSha256: sha256Hex(stray.token),
        },
      );
    });
    const client = await eventually('the new device is let in', () =>
      world.connect(stray).catch(() => undefined),
    );
    const samples = Array.from({ length: 25 }, (_, i) => sample(now - (24 - i) * MINUTE, 6));
    await client.publishAsync(
      'cc/v1/demo/STRAY/telemetry',
      JSON.stringify({ boot: 1, seq: 1, samples }),
      { qos: 1 },
    );
    await world.withRecords(async (records) => {
      const unit = await records.journeys.unitByCode('demo', other.unitCode);
      await records.devices.bind({ id: 'shell' }, stray.deviceId, unit?.id ?? '', now - HOUR);
    });
    expect(await alertOf(other)).toMatchObject({ rule: 'BAND_HI' });
  });
});
