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

async function quarantined(reason: string): Promise<Quarantined['items'][number]> {
  return eventually(`a message quarantined as ${reason}`, async () => {
    const { items } = await world.get<Quarantined>('/api/v1/quarantine?limit=100');
    return items.find((item) => item.reason === reason);
  });
}

async function readingCount(device: WorldDevice, from: number, to: number): Promise<number> {
  const units = await world.get<{ items: { id: string; code: string }[] }>(
    '/api/v1/units?limit=100',
  );
  const unit = units.items.find(({ code }) => code === device.unitCode);
  const lines = await world.text(
    `/api/v1/units/${unit?.id}/export?from=${from}&to=${to}&format=ndjson`,
  );
  return lines.split('\n').filter((line) => line.includes('measuredAt')).length;
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
    expect(await readingCount(other, now - HOUR, now + HOUR)).toBe(0);
  });

  it.each([
    ['not json at all', 'NOT_JSON'],
    ['{"samples":[{"measuredAt":1758175500000,"returnTemperatureCelsius":NaN}]}', 'NOT_JSON'],
    ['{"boot":1,"seq":1}', 'WRONG_SHAPE'],
    ['{"samples":[{"measuredAt":"yesterday","returnTemperatureCelsius":1}]}', 'SAMPLE_WRONG_SHAPE'],
    ['{"samples":[{"measuredAt":3600000,"returnTemperatureCelsius":1}]}', 'MEASURED_TOO_EARLY'],
    [
      `{"samples":[{"measuredAt":${Date.now() + 366 * 24 * HOUR},"returnTemperatureCelsius":1}]}`,
      'MEASURED_IN_FUTURE',
    ],
  ])('quarantines %s whole, with its reason', async (payload, reason) => {
    await publishRaw(good, payload);
    const item = await quarantined(reason);
    expect(item.deviceId).toBe(good.deviceId);
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
    await eventually('25 readings', async () =>
      (await readingCount(other, now - HOUR, now + 1)) >= 25 ? true : undefined,
    );
    const alerts = await world.get<{ items: unknown[] }>('/api/v1/alerts?state=live');
    expect(alerts.items).toEqual([]);
  });

  it('counts the same message once, and messages in reverse order like any other', async () => {
    const now = Date.now();
    const message = (seq: number) =>
      JSON.stringify({ boot: 5, seq, samples: [sample(now - (40 + seq) * MINUTE)] });
    const client = await world.connect(good);
    for (const seq of [3, 2, 1, 0, 0, 3]) {
      await client.publishAsync(`cc/v1/demo/${good.deviceId}/telemetry`, message(seq), { qos: 1 });
    }
    const from = now - 44 * MINUTE;
    await eventually('4 readings', async () =>
      (await readingCount(good, from, now - 39 * MINUTE)) === 4 ? true : undefined,
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
      const unit = await records.journeys.unitByCode(other.unitCode);
      await records.devices.bind({ id: 'shell' }, stray.deviceId, unit?.id ?? '', now - HOUR);
    });
    const alert = await eventually('its breach', async () => {
      const { items } = await world.get<{ items: { rule: string; unitCode: string }[] }>(
        '/api/v1/alerts?state=live',
      );
      return items.find(({ unitCode }) => unitCode === other.unitCode);
    });
    expect(alert.rule).toBe('BAND_HI');
  });
});
