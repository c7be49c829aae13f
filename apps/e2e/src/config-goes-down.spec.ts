import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from './support/eventually.ts';
import { World, type WorldDevice } from './support/world.ts';

let world: World;
let device: WorldDevice;

beforeAll(async () => {
  const begun = await World.begin(['LISTENER']);
  world = begun.world;
  device = begun.devices[0] as WorldDevice;
  await world.signIn();
}, 60_000);
afterAll(() => world.end(), 60_000);

interface Config {
  version: number;
  reportingIntervalSeconds: number;
}

describe('configuration', () => {
  it('is retained for a device, comes again when it changes, and after a restart of broker and api', async () => {
    const heard: Config[] = [];
    const listen = async (): Promise<void> => {
      const client = await world.connect(device);
      client.on('message', (_topic, payload) =>
        heard.push(JSON.parse(payload.toString()) as Config),
      );
      await client.subscribeAsync(`cc/v1/demo/${device.deviceId}/config`, { qos: 1 });
    };
    await listen();
    const first = await eventually('the first configuration', () => heard.at(-1));

    await world.withRecords((records) =>
      records.devices.configure({ id: 'shell' }, device.deviceId, {
        reportingIntervalSeconds: 120,
      }),
    );
    const second = await eventually('the changed configuration', () =>
      heard.find(({ reportingIntervalSeconds }) => reportingIntervalSeconds === 120),
    );
    expect(second.version).toBeGreaterThan(first.version);

    await world.stack.api?.kill();
    await world.stack.broker?.kill();
    await world.stack.startBroker();
    await world.stack.startApi();
    heard.length = 0;
    await eventually('let in again', () =>
      listen()
        .then(() => true)
        .catch(() => undefined),
    );
    const again = await eventually('the configuration again', () => heard.at(-1));
    expect(again).toMatchObject({ reportingIntervalSeconds: 120 });
  }, 90_000);
});
