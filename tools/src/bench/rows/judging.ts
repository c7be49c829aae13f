import fs from 'node:fs';
import path from 'node:path';
import { makeLotJudge, type LotContext, type LotJudge } from '@lenglian/breaches';
import { decodeTelemetry } from '@lenglian/device-messages';
import type { LimitProfile } from '@lenglian/limits';
import { DAY, HOUR, MINUTE, SeededRandom, gaussian, type Instant } from '@lenglian/quantities';
import type { Reading } from '@lenglian/readings';
import { parseCommoditiesFile, toLimitProfile } from '@lenglian/seed-files';
import type { BenchContext } from '../context.ts';
import { atMost, type Row } from '../row.ts';

const LOTS = 200;
const START: Instant = Date.UTC(2026, 8, 1);
const BOUND_MICROSECONDS = 6;
const SAMPLES_A_MESSAGE = 5;
const LATE_ROUNDS = 40;
const ROUNDS = 5;

/**
 * What one reading costs to decode and to judge, in order, with every rule that goods without milk have: the median of rounds,
 * after one that is not counted, for a judge runs for months and is compiled in its first second.
 */
export function measureJudging(context: BenchContext): Row[] {
  const payloads = Array.from({ length: LOTS }, (_, lot) => messagesOf(lot, context.seed, DAY));
  judgeAll(payloads);
  const rounds = Array.from({ length: ROUNDS }, () => judgeAll(payloads));
  const note = `${rounds[0]?.count} readings of ${LOTS} lots, median of ${ROUNDS}`;
  const judging = median(rounds.map((round) => round.judging));
  const decoding = median(rounds.map((round) => round.decoding));
  return [
    row('judging', 'judge, in order, all rules on', judging, note),
    { ...row('judging', 'decoding', decoding, note), bound: null, met: null },
  ];
}

/** One round from bytes to verdicts; µs a reading. */
function judgeAll(payloads: readonly (readonly string[])[]) {
  const profile = pears();
  const began = performance.now();
  const readings = payloads.map((messages, lot) => decoded(messages, lot));
  const decoding = performance.now() - began;
  const count = readings.reduce((sum, own) => sum + own.length, 0);
  const judges = readings.map(() => makeLotJudge(profile, JOURNEY));
  const judgingBegan = performance.now();
  // As they come: one sample of each lot after the other, so that none stays in the cache.
  for (let i = 0; i < (readings[0]?.length ?? 0); i++) {
    for (let lot = 0; lot < LOTS; lot++) judges[lot]?.observe(readings[lot]?.[i] as Reading);
  }
  const judging = performance.now() - judgingBegan;
  return { count, decoding: (decoding / count) * 1e3, judging: (judging / count) * 1e3 };
}

/** What late data cost, by how much came late and how long ago it was measured. */
export function measureLate(context: BenchContext): Row[] {
  const whole = decoded(messagesOf(0, context.seed, 6 * DAY), 0);
  return [1, 20, 180].flatMap((size) =>
    [HOUR, DAY, 5 * DAY].map((age) => {
      const { milliseconds, readingsAsked } = lateWindow(whole, size, age);
      const variant = `${size} samples, ${age / HOUR} h old`;
      return {
        ...row(
          'late',
          variant,
          milliseconds,
          `${readingsAsked} of ${whole.length} readings judged again`,
        ),
        ...{ unit: 'ms', bound: null, met: null },
      };
    }),
  );
}

/** The median of rounds in which a window that was missing comes in. */
function lateWindow(whole: readonly Reading[], size: number, age: number) {
  const end = (whole.at(-1) as Reading).measuredAt - age;
  const first = end - size * MINUTE;
  const isLate = ({ measuredAt }: Reading) => measuredAt > first && measuredAt <= end;
  const times: number[] = [];
  let readingsAsked = 0;
  for (let round = 0; round < LATE_ROUNDS; round++) {
    const judge: LotJudge = makeLotJudge(pears(), JOURNEY);
    for (const reading of whole) if (!isLate(reading)) judge.observe(reading);
    readingsAsked = 0;
    const began = performance.now();
    judge.replay({ first, last: end }, (from, until) => {
      const asked = whole.slice(indexAt(whole, from), indexAt(whole, until));
      readingsAsked += asked.length;
      return asked;
    });
    times.push(performance.now() - began);
  }
  return { milliseconds: median(times), readingsAsked };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** The first reading at or after a moment: readings come each minute. */
function indexAt(whole: readonly Reading[], at: Instant): number {
  return Math.max(0, Math.min(whole.length, Math.ceil((at - START) / MINUTE)));
}

function row(name: string, variant: string, value: number, note: string): Row {
  return atMost({
    ...{ name, variant, value, unit: 'µs/reading', bound: BOUND_MICROSECONDS, ceiling: null, note },
  });
}

const JOURNEY: LotContext = {
  loadedAt: START,
  loadedProduct: 4,
  setpoints: [],
  isOneBox: true,
  stops: [0, 1, 2, 3, 4, 5].map((day) => ({
    from: START + day * DAY,
    until: START + day * DAY + 2 * HOUR,
  })),
};

let pear: LimitProfile | undefined;
function pears(): LimitProfile {
  if (pear) return pear;
  const file = path.join(import.meta.dirname, '../../../../seeds/commodities.json');
  const { version, commodities } = parseCommoditiesFile(fs.readFileSync(file, 'utf8'), file);
  const commodity = commodities.find(({ code }) => code === 'PEAR_KORLA');
  if (!commodity) throw new RangeError('the seeds have no pears');
  const { rules, ...limits } = toLimitProfile(commodity, version);
  const waits = { delay: 30 * MINUTE, backInRange: 10 * MINUTE, hysteresis: 0.2 };
  return (pear = {
    ...{ id: 'bench', ...limits },
    // What pears have no rule of, other goods do.
    rules: {
      ...rules,
      humidity: { ...waits, low: 90, high: 95, margin: 5 },
      co2: { ...waits, limit: 2 },
      vent: { ...waits, planned: 25, tolerance: 5 },
      budgets: [
        ...rules.budgets,
        {
          rule: 'ZONE',
          low: 2,
          high: 8,
          max: 2 * DAY,
          severityAt80: 'WARN',
          severityAt100: 'MAJOR',
        },
      ],
    },
  });
}

/** Five one-minute samples a message, as devices send them: cooled down in a day, a defrost each 8 h; all that a box can measure. */
function messagesOf(lot: number, seed: number, lasts: number): string[] {
  const random = SeededRandom.stream(seed, lot);
  const tenth = (value: number) => Math.round((value + gaussian(random, 0.08)) * 10) / 10;
  return Array.from({ length: lasts / MINUTE / SAMPLES_A_MESSAGE }, (_, seq) =>
    JSON.stringify({
      ...{ boot: 1, seq },
      samples: Array.from({ length: SAMPLES_A_MESSAGE }, (__, i) => {
        const minute = seq * SAMPLES_A_MESSAGE + i;
        const isDefrosting = minute % 480 >= 455;
        const product = 0.4 + 3.6 * Math.exp(-minute / 400);
        return {
          measuredAt: START + minute * MINUTE,
          supplyTemperatureCelsius: tenth(isDefrosting ? 2 : -0.2),
          returnTemperatureCelsius: tenth(isDefrosting ? 5 : 0.6),
          cargoProbe1TemperatureCelsius: tenth(product),
          cargoProbe2TemperatureCelsius: tenth(product),
          cargoProbe3TemperatureCelsius: tenth(product),
          cargoProbe4TemperatureCelsius: tenth(product),
          ambientTemperatureCelsius: tenth(20 + 8 * Math.sin(minute / 229)),
          relativeHumidityPercent: 92,
          co2Percent: 0.4,
          airExchangeCubicMetresPerHour: 25,
          fuelPercent: 100 - Math.floor(minute / 120),
          batteryPercent: 90,
          setpointTemperatureCelsius: 0,
          isDefrosting,
          isConnectedToPowerSource: true,
          doorOpen: false,
        };
      }),
    }),
  );
}

function decoded(messages: readonly string[], lot: number): Reading[] {
  return messages.flatMap(
    (message) =>
      decodeTelemetry(message, {
        deviceId: `reefer-${lot}`,
        receivedAt: START + 6 * DAY,
      }).readings,
  );
}
