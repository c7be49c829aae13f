import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NO_CONTEXT, makeLotJudge, type Episode, type RuleCode } from '@lenglian/breaches';
import { problemSchema } from '@lenglian/console-contract';
import { HOUR, MINUTE } from '@lenglian/quantities';
import type { ChannelName } from '@lenglian/readings';
import { AN_INSTANT, aReading } from '@lenglian/readings/testing';
import { commoditySchema, type Commodity } from '@lenglian/seed-files';
import { aCommodity } from '@lenglian/seed-files/testing';
import { NOW, Visitor, runApi, type ApiUnderTest } from '../testing/running-api.ts';
import { profileEntrySchema } from './profile-schemas.ts';

const PROFILES = '/api/v1/profiles';
const BASIS = { confidence: 'C', source: 'a test' } as const;

let sut: ApiUnderTest;
let quality: Visitor;
beforeAll(async () => {
  sut = await runApi();
  quality = await Visitor.as('quality', sut.url);
});
afterAll(() => sut.close());

type Rules = NonNullable<Commodity['rules']>;
let count = 0;
/** Fruit of which nothing is said but this. */
const fruit = (rules?: Rules) => aCommodity({ code: `PEAR_${++count}`, rules });

/** The profile as it was stored, which the judge reads. */
async function storedProfile(commodity: Commodity) {
  const response = await quality.post(PROFILES, { ...commodity, validFrom: NOW - HOUR });
  expect(response.status).toBe(200);
  const { id } = profileEntrySchema.parse(await response.json());
  const profile = await sut.records.profiles.get(id);
  if (profile === undefined) throw new RangeError(`profile ${id} was not stored`);
  return profile;
}

type Said = Partial<Record<ChannelName, number>>;
const COLD: Said = {
  ...{ setpointTemperatureCelsius: 0, supplyTemperatureCelsius: 0, returnTemperatureCelsius: 0.6 },
  ...{ cargoProbe1TemperatureCelsius: 0.3, doorOpen: 0 },
};

/** What is told of goods that travel for two hours while their unit says so, a sample a minute. */
async function toldOf(rule: RuleCode, said: Said, rules?: Rules): Promise<Episode | undefined> {
  const profile = await storedProfile(fruit(rules));
  const judge = makeLotJudge(profile, { ...NO_CONTEXT, stops: [] });
  for (let minute = 0; minute <= 120; minute++) {
    // An hour of it, between half an hour before and after.
    const isSaid = minute >= 30 && minute < 90;
    const measured = isSaid ? { ...COLD, ...said } : COLD;
    judge.observe(aReading({ measuredAt: AN_INSTANT + minute * MINUTE, measured }));
  }
  return judge.episodes().find((episode) => episode.rule === rule);
}
const afterMinutes = (episode: Episode | undefined, what: 'raisedAt' | 'clearedAt' = 'raisedAt') =>
  ((episode?.[what] ?? Number.NaN) - AN_INSTANT) / MINUTE - 30;

describe('a profile with parameters of its own', () => {
  it('is judged by when a loss of power is told, and when it is grave', async () => {
    const off = { isConnectedToPowerSource: 0 };
    const usual = await toldOf('POWER_OFF', off);
    expect([afterMinutes(usual), usual?.severity]).toEqual([3, 'MAJOR']);
    const soon = { noticedAfterMinutes: 1, ...BASIS };
    expect(afterMinutes(await toldOf('POWER_OFF', off, { powerOff: soon }))).toBe(1);
    const patient = { movingAfterMinutes: 70, restingAfterMinutes: 90, ...BASIS };
    expect(await toldOf('POWER_OFF', off, { powerOff: patient })).toMatchObject({
      severity: 'INFO',
    });
  });

  it('is judged by how long a door may be open, and when that is over', async () => {
    const open = { doorOpen: 1 };
    const usual = await toldOf('DOOR_LONG', open);
    expect([afterMinutes(usual), afterMinutes(usual, 'clearedAt')]).toEqual([20, 65]);
    const crabs = { doorLong: { delayMinutes: 5, backInRangeMinutes: 15, ...BASIS } };
    const sooner = await toldOf('DOOR_LONG', open, crabs);
    expect([afterMinutes(sooner), afterMinutes(sooner, 'clearedAt')]).toEqual([5, 75]);
    const never = { doorLong: { delayMinutes: 90, ...BASIS } };
    expect(await toldOf('DOOR_LONG', open, never)).toBeUndefined();
  });

  it('is judged by how far probes may differ', async () => {
    const apart = { cargoProbe2TemperatureCelsius: 1.9 };
    expect(await toldOf('SENSOR_SUSPECT', apart)).toBeUndefined();
    const close = { suspect: { disagreementKelvin: 1, ...BASIS } };
    expect(await toldOf('SENSOR_SUSPECT', apart, close)).toMatchObject({ severity: 'WARN' });
  });

  it('is judged by how full a battery is to be, and how far off a set-point may be', async () => {
    const low = { batteryPercent: 30 };
    expect(await toldOf('BATTERY_LOW', low)).toBeUndefined();
    const full = { battery: { limitPercent: 40, ...BASIS } };
    expect(await toldOf('BATTERY_LOW', low, full)).toMatchObject({ severity: 'INFO' });
    const off = { setpointTemperatureCelsius: 1 };
    expect(await toldOf('SETPOINT_MISMATCH', off)).toMatchObject({ severity: 'MAJOR' });
    const strict = { setpoint: { criticalToleranceKelvin: 0.8, ...BASIS } };
    expect(await toldOf('SETPOINT_MISMATCH', off, strict)).toMatchObject({ severity: 'CRITICAL' });
  });
});

describe('the entry of a profile', () => {
  it('comes back as it was written, and can be sent again unchanged', async () => {
    const entry = fruit({
      ...{ startStop: { swingKelvin: 1, ...BASIS }, grace: { maxMinutes: 20, ...BASIS } },
      ...{ silence: { offlineAfterMinutes: 20, ...BASIS }, fuel: { limitPercent: 25, ...BASIS } },
      humidityAlarm: { marginPercent: 5, hysteresisPercent: 2, ...BASIS },
    });
    const { id } = await storedProfile(entry);
    const read = profileEntrySchema.parse(await (await quality.get(`${PROFILES}/${id}`)).json());
    expect(read.entry).toEqual(entry);
    const again = { ...read.entry, validFrom: NOW };
    const answer = await quality.post(`${PROFILES}/${id}/versions`, again);
    expect(profileEntrySchema.parse(await answer.json())).toMatchObject({ version: 2, entry });
  });

  it('has no fields but those that are judged by', async () => {
    const wrong = { ...fruit(), rules: { powerOff: { lagOutsideMinutes: 5, ...BASIS } } };
    const unsourced = { ...fruit(), rules: { doorLong: { delayMinutes: 5 } } };
    for (const entry of [wrong, unsourced]) {
      expect(commoditySchema.safeParse(entry).success).toBe(false);
      const response = await quality.post(PROFILES, { ...entry, validFrom: NOW });
      expect(response.status).toBe(400);
      problemSchema.parse(await response.json());
    }
  });

  it('is told in the document of the api, each parameter with its unit', async () => {
    const response = await fetch(`${sut.url}/api/openapi.json`);
    const text = JSON.stringify(await response.json());
    for (const field of ['movingAfterMinutes', 'disagreementKelvin', 'productKelvinPerHour'])
      expect(text).toContain(`"${field}":{"type":"number"`);
    for (const field of ['doseMaxKelvinMinutes', 'toleranceCubicMetresPerHour', 'sharePercent'])
      expect(text).toContain(`"${field}":{"type":"number"`);
  });
});
