import path from 'node:path';
import { HOUR, MINUTE, type Duration } from '@lenglian/quantities';
import { TRIAL_PLANTS, type TrialPlantName } from '@lenglian/simulators';
import { faultyJourneys, healthyJourneys } from '../alarms/campaign.ts';
import { readCarriedGoods, type CarriedGoods } from '../alarms/carried-goods.ts';
import { FAULTY_DURATION, HEALTHY_DURATION } from '../alarms/draw-unit.ts';
import { linesBegun, mostWithin } from '../alarms/fleet-lines.ts';
import {
  FLEET_COUNTED_FROM,
  FLEET_COUNTED_UNTIL,
  tellOfFleet,
  tellOfGenset,
  tellOfTunnel,
} from '../alarms/fleet.ts';
import { poissonRate, type Rate } from '../alarms/poisson.ts';
import {
  HarmTally,
  HealthyTally,
  type HarmCount,
  type HealthyCount,
} from '../alarms/tally-alarms.ts';
import type { BenchContext } from '../context.ts';
import { wilson } from '../prediction/score.ts';
import { atMost, type Row } from '../row.ts';

/** Three days each: 10,200 healthy unit-days on the two plants, unless `--devices` asks for fewer units. */
const HEALTHY_UNITS = 1_700;
/** A day and a half each, eight faults: 1,080 faulty unit-days on the two plants. */
const UNITS_PER_FAULT = 45;
const FLEET_UNITS = 1_000;
/** Rules were tuned on seeds below 1000. */
const HELD_OUT_SEED = 4_000;
const SEEDS = path.join(import.meta.dirname, '..', '..', '..', '..', 'seeds');
const DAY_HOURS = 24;

/** Devices that measure more rarely than loggers are asked to: fewer units, for what is asked is whether they are judged at all. */
const SLOW = [15 * MINUTE, HOUR];
const SLOW_HEALTHY_UNITS = 300;
const SLOW_UNITS_PER_FAULT = 20;

/** What officers are told of healthy units, of faulty ones and of upsets; beside a plain threshold. */
export function measureAlarms(context: BenchContext): Row[] {
  const carried = readCarriedGoods(SEEDS);
  const share = Math.min(1, (context.devices ?? HEALTHY_UNITS) / HEALTHY_UNITS);
  return TRIAL_PLANTS.flatMap((plant) => {
    const rows = [
      ...healthyRows(plant, share, context, carried),
      ...faultyRows(plant, share, context, carried),
      ...lineRows(plant, share, context, carried),
      ...SLOW.flatMap((sampling) => slowRows(plant, sampling, share, context, carried)),
    ];
    context.onLine('alarms', `${plant}: done`);
    return rows;
  });
}

function healthyRows(
  plant: TrialPlantName,
  share: number,
  { seed }: BenchContext,
  carried: readonly CarriedGoods[],
): Row[] {
  const tally = new HealthyTally();
  const units = Math.ceil(HEALTHY_UNITS * share);
  for (const journey of healthyJourneys(HELD_OUT_SEED + seed, plant, units, carried)) {
    tally.add(journey);
  }
  const days = HEALTHY_DURATION / HOUR / DAY_HOURS;
  const rows = tally
    .groups()
    .flatMap(([group, count]) => groupRows(`${plant}, ${group}`, count, days));
  const total = units * days;
  for (const [rule, count] of tally.falseRules()) {
    rows.push(rateRow(`${plant}, false by rule: ${rule}`, poissonRate(count, total / 100), null));
  }
  for (const [rule, count] of tally.heldRules()) {
    const rate = poissonRate(count, total / 100);
    rows.push(rateRow(`${plant}, condition held, no fruit beyond, by rule: ${rule}`, rate, null));
  }
  return rows;
}

function groupRows(variant: string, count: HealthyCount, days: number): Row[] {
  const hundreds = (count.units * days) / 100;
  const bound = variant.endsWith('all') ? 1 : null;
  const rate = (what: string, events: number, limit: number | null = null): Row =>
    rateRow(`${variant}: ${what}`, poissonRate(events, hundreds), limit);
  return [
    rate('false incidents', count.falseIncidents, bound),
    rate('false incidents and those whose condition held', count.harmlessIncidents),
    rate('false alerts', count.falseLines),
    rate('all incidents', count.incidents),
    rate('plain threshold, by the hour', count.plainLines),
    rate('plain threshold, alerts', count.plainAlerts),
  ];
}

function faultyRows(
  plant: TrialPlantName,
  share: number,
  { seed }: BenchContext,
  carried: readonly CarriedGoods[],
): Row[] {
  const tally = new HarmTally();
  const units = Math.ceil(UNITS_PER_FAULT * share);
  for (const journey of faultyJourneys(HELD_OUT_SEED + seed, plant, units, carried)) {
    tally.add(journey);
  }
  const days = FAULTY_DURATION / HOUR / DAY_HOURS;
  return tally
    .groups()
    .flatMap(([group, count]) => missRows(`${plant}, ${group}`, count, units * days));
}

function slowRows(
  plant: TrialPlantName,
  sampling: Duration,
  share: number,
  { seed }: BenchContext,
  carried: readonly CarriedGoods[],
): Row[] {
  const run = HELD_OUT_SEED + seed;
  const [healthy, harms] = [new HealthyTally(), new HarmTally()];
  const units = Math.ceil(SLOW_HEALTHY_UNITS * share);
  for (const journey of healthyJourneys(run, plant, units, carried, sampling)) healthy.add(journey);
  const perFault = Math.ceil(SLOW_UNITS_PER_FAULT * share);
  for (const journey of faultyJourneys(run, plant, perFault, carried, sampling)) harms.add(journey);
  const name = `${plant}, each ${sampling / MINUTE} min`;
  const [all, days] = [healthy.groups()[0], FAULTY_DURATION / HOUR / DAY_HOURS];
  const count = all?.[1].falseIncidents ?? 0;
  const falseRate = poissonRate(count, (units * HEALTHY_DURATION) / HOUR / DAY_HOURS / 100);
  const limits = harms.groups().filter(([group]) => group === 'critical' || group === 'band');
  return [
    rateRow(`${name}: false incidents`, falseRate, null),
    ...limits.flatMap(([group, harm]) => missRows(`${name}, ${group}`, harm, perFault * days)),
  ];
}

/** Not told of in time, or never; and never. */
function missRows(variant: string, count: HarmCount, daysOfFault: number): Row[] {
  const { value, low, high } = wilson(count.missed, count.harms);
  const percent = (part: number): string => (100 * part).toFixed(1);
  const row = { name: 'alarms', unit: 'harms', bound: 0, ceiling: null };
  return [
    atMost({
      ...{ ...row, variant: `${variant}: missed`, value: count.missed },
      note:
        `of ${count.harms}: ${percent(value)} % (95 %: ${percent(low)}…${percent(high)}); never told ${count.never}, ` +
        `${lateness(count)}; plain threshold missed ${count.plainMissed}; ${daysOfFault} unit-days a fault`,
    }),
    atMost({
      ...{ ...row, variant: `${variant}: never told`, value: count.never },
      note: `of ${count.harms}`,
    }),
  ];
}

function lateness({ missed, never, lateMedianMinutes, latestMinutes }: HarmCount): string {
  return missed > never
    ? `late by median ${lateMedianMinutes}, at most ${latestMinutes} min`
    : 'none late';
}

function lineRows(
  plant: TrialPlantName,
  share: number,
  { seed }: BenchContext,
  carried: readonly CarriedGoods[],
): Row[] {
  const units = Math.ceil(FLEET_UNITS * share);
  const run = HELD_OUT_SEED + seed;
  const told = tellOfFleet(run, plant, units, carried);
  const moments = every5Minutes(FLEET_COUNTED_FROM, FLEET_COUNTED_UNTIL);
  // What stood at the beginning is no new line.
  const begun = linesBegun(told, moments).filter((at) => at > FLEET_COUNTED_FROM);
  const hours = (FLEET_COUNTED_UNTIL - FLEET_COUNTED_FROM) / HOUR;
  const rate = poissonRate(begun.length, (hours * units) / FLEET_UNITS);
  const upsets = [
    ['genset of 8', tellOfGenset(run, plant, carried)],
    ['train of 32 into an unknown tunnel', tellOfTunnel(run, plant, carried, false)],
    ['train of 32 into a known tunnel', tellOfTunnel(run, plant, carried, true)],
  ] as const;
  return [
    {
      ...rateRow(`${plant}, 1,000 units: new lines an hour`, rate, 6),
      unit: '/h',
    },
    ...upsets.map(([name, upset]) => {
      const from = upset.upsetAt - MINUTE;
      const lines = linesBegun(upset.told, everyMinute(from, from + 2 * HOUR));
      const isNew = lines.filter((at) => at > from);
      return atMost({
        ...{ name: 'alarms', variant: `${plant}, ${name}: new lines in the worst 10 min` },
        ...{ value: mostWithin(isNew, 10 * MINUTE), unit: 'lines', bound: 10, ceiling: null },
        note: `${isNew.length} in the first two hours`,
      });
    }),
  ];
}

function rateRow(variant: string, { value, low, high, count }: Rate, bound: number | null): Row {
  return atMost({
    ...{ name: 'alarms', variant, value, unit: '/100 unit-days', bound, ceiling: null },
    note: `95 %: ${low.toFixed(2)}…${high.toFixed(2)}; ${count}`,
  });
}

function every5Minutes(from: number, until: number): number[] {
  return Array.from({ length: (until - from) / (5 * MINUTE) + 1 }, (_, i) => from + i * 5 * MINUTE);
}

function everyMinute(from: number, until: number): number[] {
  return Array.from({ length: (until - from) / MINUTE + 1 }, (_, i) => from + i * MINUTE);
}
