import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AlertView, IncidentTreeView, List } from '@lenglian/console-contract';
import { MINUTE } from '@lenglian/quantities';
import { eventually } from './support/eventually.ts';
import { World, systemClock, type WorldDevice } from './support/world.ts';

/** Minutes of cooling, then minutes without power; the band is left some 50 minutes after that. */
const COOLED = 90;
const OFF = 60;

let world: World;
let device: WorldDevice;

beforeAll(async () => {
  const begun = await World.begin(['DARK']);
  world = begun.world;
  [device] = begun.devices as [WorldDevice];
  await world.signIn();
}, 60_000);
afterAll(() => world.end(), 60_000);

/** A box at 34 °C outside that loses its power: air by a lag, fruit by a slower one. */
function samplesUntil(now: number) {
  let [air, fruit] = [0.2, 0.3];
  return Array.from({ length: COOLED + OFF }, (_, minute) => {
    const isPowered = minute < COOLED;
    const target = isPowered ? 0.2 : fruit + 0.5 * (34 - fruit);
    air += (target - air) / 24;
    fruit += ((isPowered ? 0.3 : 0.1) / 60) * (air - fruit);
    const tenths = (value: number) => Math.round(value * 10) / 10;
    return {
      measuredAt: now - (COOLED + OFF - 1 - minute) * MINUTE,
      ...{ cargoProbe1TemperatureCelsius: tenths(fruit), supplyTemperatureCelsius: tenths(air) },
      returnTemperatureCelsius: tenths(air + (isPowered ? 0.5 : 0)),
      ...{ ambientTemperatureCelsius: 34, setpointTemperatureCelsius: 0 },
      isConnectedToPowerSource: isPowered,
    };
  });
}

const live = async () =>
  (await world.get<List<AlertView>>('/api/v1/alerts?state=live&limit=100')).items;

describe('a box that loses its power', () => {
  it('has what will become of it told before any limit is crossed, under its cause', async () => {
    const client = await world.connect(device);
    const samples = samplesUntil(Math.floor(systemClock.now() / MINUTE) * MINUTE);
    // The newest come as they are measured, a few minutes at a time.
    const parts = [samples.slice(0, -12), samples.slice(-12, -6), samples.slice(-6)];
    for (const [seq, part] of parts.entries()) {
      const message = JSON.stringify({ boot: 1, seq, samples: part });
      await client.publishAsync(`cc/v1/demo/${device.deviceId}/telemetry`, message, { qos: 1 });
      const newest = part.at(-1)?.measuredAt;
      await eventually('an outlook', async () => {
        const [unit] = (await world.get<List<UnitOfWorld>>('/api/v1/units?limit=100')).items.filter(
          ({ code }) => code === device.unitCode,
        );
        return unit?.lots[0]?.danger?.asOf === newest ? true : undefined;
      });
    }
    const alert = await eventually('a prediction', async () =>
      (await live()).find(({ rule }) => rule === 'PREDICTED'),
    );
    expect(alert).toMatchObject({ limitCelsius: 2, signal: 'PROBE', awaitsDisposition: false });
    expect(alert.danger).toMatchObject({
      ...{ cause: 'NO_POWER', basis: 'TWIN', ahead: { limit: 'BAND_HIGH' } },
      nextAction: { placeNameEn: 'Urumqi' },
    });
    expect((await live()).map(({ rule }) => rule)).not.toContain('BAND_HI');
    const { items } = await world.get<List<{ id: string }>>('/api/v1/incidents?state=live');
    const tree = await world.get<IncidentTreeView>(`/api/v1/incidents/${items[0]?.id}`);
    expect(tree.cause).toBe('POWER_OFF');
    const rules = tree.children[0]?.stages.map(({ rule }) => rule);
    expect(rules?.[0]).toBe('POWER_OFF');
    expect(rules).toContain('PREDICTED');
  }, 60_000);

  it('has the same told of it after the api was killed', async () => {
    const before = (await live()).find(({ rule }) => rule === 'PREDICTED');
    await world.stack.api?.kill();
    await world.stack.startApi();
    await world.signIn();
    const after = await eventually('the outlook again', async () => {
      const found = (await live()).find(({ rule }) => rule === 'PREDICTED');
      return found?.danger ? found : undefined;
    });
    expect(after).toEqual(before);
  }, 60_000);
});

interface UnitOfWorld {
  readonly code: string;
  readonly lots: readonly { readonly danger: { readonly asOf: number } | null }[];
}
