/// <reference types="node" />
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  defaultRules,
  type Budget,
  type LimitProfile,
  type RuleParameters,
} from '@lenglian/limits';
import { aProfile } from '@lenglian/limits/testing';
import { MINUTE } from '@lenglian/quantities';
import { QualityFlag, channelIndex, type QualityFlagName, type Reading } from '@lenglian/readings';
import { AN_INSTANT, aReading } from '@lenglian/readings/testing';
import type { Episode } from './episode.ts';
import { judge } from './judge.ts';
import type { LotContext } from './lot-context.ts';
import { makeLotJudge } from './make-lot-judge.ts';

const TRACES = join(import.meta.dirname, '..', 'traces');

type Value = number | null;
interface TraceProfile {
  readonly thermalState: LimitProfile['thermalState'];
  readonly setpoint: number;
  readonly band: readonly [Value, number];
  readonly criticalLow: Value;
  readonly criticalHigh: number;
  readonly budgets?: readonly { rule: string; low: Value; high: Value; minutes: number }[];
  readonly rules?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly milk?: boolean;
  readonly co2HighPercent?: number;
  readonly humidityPercent?: readonly [number, number];
}
interface Trace {
  readonly name: string;
  readonly profile: TraceProfile;
  readonly context: {
    readonly loadedAt?: number;
    readonly loadedProductCelsius?: number;
    readonly plannedSetpoint?: number;
    readonly isOneBox?: boolean;
    readonly stops?: readonly (readonly [number, Value])[];
    readonly unloadStops?: readonly (readonly [number, Value])[];
  };
  readonly columns: readonly string[];
  readonly samples: readonly (readonly (Value | '...')[])[];
  readonly deviceFlags?: Readonly<Record<string, readonly QualityFlagName[]>>;
  readonly episodes: readonly (Partial<Record<keyof Episode, unknown>> & { rule: string })[];
}

const traces = readdirSync(TRACES)
  .filter((file) => file.endsWith('.json'))
  .map((file): [string, Trace] => {
    const trace = JSON.parse(readFileSync(join(TRACES, file), 'utf8')) as Trace;
    return [`${file.slice(0, 3)}: ${trace.name}`, trace];
  });

/** What sensors send for "no value"; the decoder excludes them at the edge. */
const SENTINELS = [-127, 85];

function instant(minute: number): number {
  return AN_INSTANT + minute * MINUTE;
}

function minute(at: number | null): number | null {
  return at === null ? null : (at - AN_INSTANT) / MINUTE;
}

function readingsOf({ columns, samples, deviceFlags }: Trace): Reading[] {
  const rows = samples.flatMap((row): Value[][] => {
    if (row[0] !== '...') return [[...row] as Value[]];
    const [from, to, step, ...values] = row.slice(1) as [number, number, number, ...Value[]];
    const count = Math.round((to - from) / step) + 1;
    return Array.from({ length: count }, (_, i) => [from + i * step, ...values]);
  });
  return rows.map(([at, ...values]) => {
    const said = columns.slice(1).map((name, i) => [name, values[i] ?? NaN] as const);
    const sentinels = said.filter(([, value]) => SENTINELS.includes(value));
    const flags = (deviceFlags?.[String(at)] ?? []).map((flag) => QualityFlag[flag]);
    return {
      ...aReading({ measuredAt: instant(Number(at)), measured: Object.fromEntries(said) }),
      flags: [...flags, ...sentinels.map(() => QualityFlag.SENTINEL)].reduce((a, b) => a | b, 0),
      excluded: sentinels.reduce((mask, [name]) => mask | (1 << (channelIndex(name) ?? 0)), 0),
    };
  });
}

/** The timings of a rule of the table in minutes, where a trace has its own. */
const MEMBER: Record<string, keyof RuleParameters> = {
  BAND_HI: 'bandHigh',
  BAND_LO: 'bandLow',
  CRIT_HI: 'criticalHigh',
  CRIT_LO: 'criticalLow',
};

function rulesOf(given: TraceProfile): RuleParameters {
  const rules = defaultRules(given.thermalState);
  const own = Object.entries(given.rules ?? {}).map(([rule, change]): [string, object] => {
    const member = MEMBER[rule];
    if (member === undefined) throw new RangeError(`no trace may change ${rule}`);
    const timing = Object.entries(change).map(([name, value]) =>
      name.endsWith('Minutes') ? [name.slice(0, -7), value * MINUTE] : [name, value],
    );
    const own = Object.fromEntries(timing) as Record<string, number>;
    return [member, { ...(rules[member] as object), ...own }];
  });
  const held = (delay: number, back: number, hysteresis: number) => ({
    ...{ delay: delay * MINUTE, backInRange: back * MINUTE, hysteresis },
  });
  const milk: Partial<RuleParameters> = given.milk
    ? {
        pullDown: null,
        criticalHigh: { ...held(5, 15, 0.2), airDelay: 30 * MINUTE },
        milk: { levelMin: 5, majorHigh: 6, majorTiming: held(10, 15, 0.2), tamperFall: 2 },
      }
    : {};
  const [low, high] = given.humidityPercent ?? [];
  return {
    ...rules,
    ...milk,
    ...(Object.fromEntries(own) as Partial<RuleParameters>),
    co2:
      given.co2HighPercent === undefined
        ? null
        : { ...held(120, 60, 0.2), limit: given.co2HighPercent },
    humidity:
      low === undefined || high === undefined
        ? null
        : { ...held(360, 60, 3), low, high, margin: 5 },
    budgets: (given.budgets ?? []).map(({ rule, minutes, ...range }): Budget => ({
      ...range,
      rule: rule as Budget['rule'],
      max: minutes * MINUTE,
      severityAt80: rule === 'ZONE' ? 'WARN' : 'INFO',
      severityAt100: rule === 'BUDGET_CRIT' ? 'CRITICAL' : 'MAJOR',
    })),
  };
}

function profileOf(given: TraceProfile): LimitProfile {
  const { thermalState, setpoint, criticalLow, criticalHigh } = given;
  return aProfile({
    ...{ thermalState, setpoint, criticalLow, criticalHigh },
    band: { low: given.band[0], high: given.band[1] },
    rules: rulesOf(given),
  });
}

function contextOf({ context }: Trace): LotContext {
  const { loadedAt, loadedProductCelsius, plannedSetpoint, isOneBox, stops, unloadStops } = context;
  const all = stops || unloadStops ? [...(stops ?? []), ...(unloadStops ?? [])] : null;
  return {
    loadedAt: loadedAt === undefined ? null : instant(loadedAt),
    loadedProduct: loadedProductCelsius ?? null,
    setpoints: plannedSetpoint === undefined ? [] : [{ from: 0, setpoint: plannedSetpoint }],
    isOneBox: isOneBox ?? false,
    stops:
      all &&
      all
        .map(([from, until]) => ({
          from: instant(from),
          until: until === null ? null : instant(until),
        }))
        .sort((a, b) => a.from - b.from),
  };
}

/** In minutes, with as much as a trace says of each: what it leaves out it does not demand. */
function told(episodes: readonly Episode[], demanded: Trace['episodes']) {
  return episodes
    .map((episode) => {
      const { startedAt, raisedAt, endedAt, clearedAt } = episode;
      const inMinutes: Record<string, unknown> = {
        ...episode,
        startedAt: minute(startedAt),
        raisedAt: minute(raisedAt),
        endedAt: minute(endedAt),
        clearedAt: minute(clearedAt),
      };
      const like = demanded.find(
        (one) => one.rule === episode.rule && one.startedAt === inMinutes['startedAt'],
      );
      const fields = Object.keys(like ?? { rule: 0, severity: 0, startedAt: 0, raisedAt: 0 });
      return Object.fromEntries(fields.map((field) => [field, rounded(inMinutes[field])]));
    })
    .sort(byRuleAndStart);
}

function rounded(value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 1000) / 1000 : value;
}

function byRuleAndStart(a: Record<string, unknown>, b: Record<string, unknown>): number {
  const key = (one: typeof a) => `${String(one['rule'])} ${String(one['startedAt'])}`;
  return key(a) < key(b) ? -1 : 1;
}

describe('the definition of a verdict, by traces that were worked out by hand', () => {
  it.each(traces)('%s', (_name, trace) => {
    const episodes = judge(readingsOf(trace), profileOf(trace.profile), contextOf(trace));

    expect(told(episodes, trace.episodes)).toEqual(
      trace.episodes
        .map((one) =>
          Object.fromEntries(Object.entries(one).map(([field, value]) => [field, rounded(value)])),
        )
        .sort(byRuleAndStart),
    );
  });
});

describe('the live judge', () => {
  it.each(traces)('says the same of %s', (_name, trace) => {
    const [profile, context] = [profileOf(trace.profile), contextOf(trace)];
    const live = makeLotJudge(profile, context);
    for (const reading of readingsOf(trace)) live.observe(reading);

    expect(live.episodes()).toEqual(judge(readingsOf(trace), profile, context));
  });
});
