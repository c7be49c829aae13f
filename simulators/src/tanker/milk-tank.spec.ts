import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { makeLotJudge, NO_CONTEXT, type Episode, type LotContext } from '@lenglian/breaches';
import { decodeTelemetry, encodeTelemetry } from '@lenglian/device-messages';
import { MINUTE, SeededRandom } from '@lenglian/quantities';
import { parseCommoditiesFile, toLimitProfile } from '@lenglian/seed-files';
import { MilkTank } from './milk-tank.ts';
import { COMPARTMENT_5_TONNES, TANK_20_TONNES, type TankPlan } from './tank-plan.ts';

/** Night in Shihezi: no sun, so that the leak alone can be checked. */
const START = Date.UTC(2026, 6, 10, 14);
const after = (minutes: number) => START + minutes * MINUTE;
const HOT = [{ at: START, lowCelsius: 35, highCelsius: 35 }];
const SUMMER = [{ at: START, lowCelsius: 18, highCelsius: 31 }];

function plan(change: Partial<TankPlan>): TankPlan {
  return {
    ...{ ...COMPARTMENT_5_TONNES, from: START, climate: HOT, pickUps: [], unloads: [] },
    ...{ cleanings: [], agitatorOff: [], opened: [], ...change },
  };
}

function full(kilograms: number, tank: typeof TANK_20_TONNES): number {
  const pickUps = [{ from: START, until: after(10), kilograms, celsius: 4 }];
  const milk = new MilkTank(plan({ ...tank, pickUps }), new SeededRandom(1));
  milk.advanceTo(after(60));
  const before = milk.truth.celsius;
  milk.advanceTo(after(120));
  return milk.truth.celsius - before;
}

/** A round of three farms and the dairy, as it is planned; stops are where hoses may be on. */
const ROUND = {
  climate: SUMMER,
  pickUps: [
    { from: after(30), until: after(40), kilograms: 1_500, celsius: 3.4 },
    { from: after(90), until: after(100), kilograms: 1_600, celsius: 3.6 },
    { from: after(150), until: after(160), kilograms: 1_200, celsius: 3.5 },
  ],
  unloads: [{ from: after(240), until: after(260) }],
  cleanings: [{ from: after(265), until: after(290) }],
};
const STOPS = [
  [25, 50],
  [85, 110],
  [145, 170],
  [230, 400],
].map(([from, until]) => ({ from: after(from ?? 0), until: after(until ?? 0) }));
const CONTEXT: LotContext = { ...NO_CONTEXT, stops: STOPS };

/** What the real rules find in a round, from the first milk on. */
function judged(change: Partial<TankPlan>): Episode[] {
  const tank = new MilkTank(plan({ ...ROUND, ...change }), new SeededRandom(7));
  const judge = makeLotJudge(MILK, CONTEXT);
  for (let minute = 30; minute <= 330; minute++) {
    const sample = tank.sample(after(minute));
    const payload = encodeTelemetry({ boot: 1, seq: minute, samples: [sample] });
    const told = { deviceId: 'TNK-1', receivedAt: after(minute) };
    for (const reading of decodeTelemetry(payload, told).readings) judge.observe(reading);
  }
  return [...judge.episodes()];
}

const MILK = (() => {
  const name = 'commodities.json';
  const text = readFileSync(join(import.meta.dirname, '../../../seeds', name), 'utf8');
  const raw = parseCommoditiesFile(text, name).commodities.find(({ code }) => code === 'MILK_RAW');
  if (raw === undefined) throw new RangeError('no raw milk in the seeds');
  return { id: 'milk', ...toLimitProfile(raw, 1) };
})();

describe('a milk tank', () => {
  it('warms as tankers do in 35 °C: 0.03 K/h full, 0.06 at 5 t, 0.17 at 1.5 t', () => {
    expect(full(20_600, TANK_20_TONNES)).toBeCloseTo(0.03, 2);
    expect(full(5_150, COMPARTMENT_5_TONNES)).toBeCloseTo(0.06, 2);
    expect(full(1_500, COMPARTMENT_5_TONNES)).toBeCloseTo(0.17, 1);
  });

  it('mixes what comes in by its mass', () => {
    const tank = new MilkTank(
      plan({
        pickUps: [
          { from: START, until: after(10), kilograms: 3_000, celsius: 4 },
          { from: after(20), until: after(30), kilograms: 1_000, celsius: 12 },
        ],
      }),
      new SeededRandom(1),
    );
    tank.advanceTo(after(15));
    const first = tank.truth;
    tank.advanceTo(after(31));
    const shell = 5e4 / 3_900;
    const mixed = ((first.kilograms + shell) * first.celsius + 1_000 * 12) / (4_000 + shell);
    expect(tank.truth.celsius).toBeCloseTo(mixed, 1);
    expect(tank.truth.kilograms).toBeCloseTo(4_000, 6);
  });

  it('says the same twice, and is empty, hot and washed after the dairy', () => {
    const round = () => {
      const tank = new MilkTank(plan(ROUND), new SeededRandom(3));
      return Array.from({ length: 300 }, (_, minute) => tank.sample(after(minute)));
    };
    expect(round()).toEqual(round());
    expect(round()[280]).toMatchObject({ levelPercent: 0, cipRunning: true, doorOpen: false });
    expect(round()[280]?.cargoProbe1TemperatureCelsius).toBeGreaterThan(75);
  });
});

describe('a round of milk, judged by the real rules', () => {
  it('raises nothing when all is fine, washing included', () => {
    expect(judged({})).toEqual([]);
  });

  it('names the farm that gave warm milk, by its stop', () => {
    const pickUps = ROUND.pickUps.map((one, i) => (i === 1 ? { ...one, celsius: 11 } : one));
    const warm = judged({ pickUps }).find(({ rule }) => rule === 'MILK_PICKUP');
    expect(warm).toMatchObject({ severity: 'INFO' });
    expect(warm?.startedAt).toBeGreaterThan(after(90));
    expect(warm?.startedAt).toBeLessThan(after(101));
    expect(warm?.peak).toBeGreaterThan(8);
    expect(warm?.peak).toBeLessThan(11.1);
  });

  it('is tampered with where milk leaves, or a lid is opened, between stops', () => {
    const rulesOf = (change: Partial<TankPlan>) => judged(change).map(({ rule }) => rule);
    expect(rulesOf({ opened: [{ from: after(190), until: after(192) }] })).toContain('MILK_TAMPER');
    const unloads = [{ from: after(190), until: after(200) }, ...ROUND.unloads];
    expect(rulesOf({ unloads })).toContain('MILK_TAMPER');
  });

  it('is marked where nobody stirs it, and judged all the same', () => {
    const still = judged({ agitatorOff: [{ from: after(41), until: after(239) }] });
    expect(still.map(({ rule, severity }) => [rule, severity])).toEqual([['NOT_AGITATED', 'INFO']]);
  });
});
