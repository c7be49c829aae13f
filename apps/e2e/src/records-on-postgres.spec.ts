import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '@lenglian/quantities';
import { startPostgres, type RunningPostgres } from '@lenglian/records/testing';
import { eventually } from './support/eventually.ts';
import { describeWith } from './support/programs.ts';
import { World, type WorldDevice } from './support/world.ts';

interface Alert {
  readonly id: string;
  readonly lotId: string;
  readonly state: string;
  readonly isAnnulled: boolean;
}

describeWith(['postgres'], 'records in a real PostgreSQL', () => {
  let postgres: RunningPostgres;
  let world: World;
  let device: WorldDevice;

  beforeAll(async () => {
    postgres = await startPostgres();
    const begun = await World.begin(['WARM'], { RECORDS_URL: await postgres.database('records') });
    world = begun.world;
    device = begun.devices[0] as WorldDevice;
    await world.signIn();
  }, 90_000);
  afterAll(async () => {
    await world.end();
    await postgres.stop();
  }, 60_000);

  const alerts = async (): Promise<Alert[]> =>
    (await world.get<{ items: Alert[] }>('/api/v1/alerts?limit=50')).items;

  it('hold the alert that a device raises, also over the death of the api', async () => {
    const now = Date.now();
    const client = await world.connect(device);
    const samples = Array.from({ length: 25 }, (_, minute) => ({
      measuredAt: now - (24 - minute) * MINUTE,
      cargoProbe1TemperatureCelsius: 6.5,
    }));
    await client.publishAsync(
      `cc/v1/demo/${device.deviceId}/telemetry`,
      JSON.stringify({ boot: 1, seq: 1, samples }),
      { qos: 1 },
    );
    const raised = await eventually('the alert', async () => (await alerts())[0]);
    await world.stack.api?.kill();
    await world.stack.startApi();
    await world.stack.isReady();
    await world.signIn();
    expect(await alerts()).toMatchObject([{ id: raised.id, state: 'OPEN', isAnnulled: false }]);
  });

  it('take a corrected binding back into the past, and the verdict goes with it', async () => {
    const correction = {
      ...{ kind: 'device', subjectId: device.deviceId, targetId: null },
      ...{ from: Date.now() - HOUR, reason: 'the device lay in the office' },
    };
    const response = await world.post('/api/v1/bindings', correction);
    expect(response.status).toBe(200);
    const annulled = await eventually('the verdict is taken back', async () => {
      const found = await alerts();
      return found.every(({ isAnnulled }) => isAnnulled) ? found : undefined;
    });
    expect(annulled).toHaveLength(1);
  });
});
