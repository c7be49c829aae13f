import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startInfluxd } from '@lenglian/history/testing';
import { MINUTE } from '@lenglian/quantities';
import { eventually } from './support/eventually.ts';
import { describeWith } from './support/programs.ts';
import { World, type WorldDevice } from './support/world.ts';

describeWith(['influxd'], 'history in a real InfluxDB', () => {
  let influx: Awaited<ReturnType<typeof startInfluxd>>;
  let world: World;
  let device: WorldDevice;

  beforeAll(async () => {
    influx = await startInfluxd();
    const begun = await World.begin(['COPIED'], { INFLUX_URL: influx.url });
    world = begun.world;
    device = begun.devices[0] as WorldDevice;
    await world.signIn();
  }, 90_000);
  afterAll(async () => {
    await world.end();
    await influx.stop();
  }, 60_000);

  async function countInInflux(): Promise<number> {
    const query = new URLSearchParams({
      db: 'lenglian',
      q: 'SELECT count("cargoProbe1TemperatureCelsius") FROM readings',
    });
    const body = (await (await fetch(`${influx.url}/query?${query}`)).json()) as {
      results: { series?: { values: [unknown, number][] }[] }[];
    };
    return body.results[0]?.series?.[0]?.values[0]?.[1] ?? 0;
  }

  it('has every reading once, however often it was told', async () => {
    const now = Date.now();
    const client = await world.connect(device);
    for (const seq of [0, 1, 2, 1, 0]) {
      const samples = Array.from({ length: 10 }, (_, i) => ({
        measuredAt: now - (30 - seq * 10 - i) * MINUTE,
        cargoProbe1TemperatureCelsius: 0.5,
      }));
      await client.publishAsync(
        `cc/v1/demo/${device.deviceId}/telemetry`,
        JSON.stringify({ boot: 1, seq, samples }),
        { qos: 1 },
      );
    }
    await eventually('30 readings in InfluxDB', async () =>
      (await countInInflux()) === 30 ? true : undefined,
    );
    await eventually('the historian has nothing left', async () => {
      const ready = await world.get<{ historian: { lagSeconds: number } }>('/api/ready');
      return ready.historian.lagSeconds === 0 ? true : undefined;
    });
    expect(await countInInflux()).toBe(30);
  });
});
