/// <reference types="node" />
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CHANNELS } from '@lenglian/readings';

// The form of the worked traces only; what they demand of a judge is another spec's part.
const TRACES = join(import.meta.dirname, '..', 'traces');
const RULES = (
  'BAND_HI BAND_LO CRIT_HI CRIT_LO MILK_6 MILK_10 MILK_TAMPER MILK_PICKUP NOT_AGITATED VENT_MISMATCH PULLDOWN_LATE SETPOINT_MISMATCH SETPOINT_NOT_HELD POWER_OFF RISE_RATE ' +
  'START_STOP DOOR_TRANSIT DOOR_LONG DEFROST_LONG DEFROST_OFTEN SENSOR_SUSPECT RH_HI RH_LO CO2_HI BATTERY_LOW FUEL_LOW CLOCK_SKEW ' +
  'UNIT_ALARM NO_LOT BUDGET_HEAT BUDGET_CRIT BUDGET_COLD ZONE'
).split(' ');
const FIELDS = {
  trace: 'name why source profile context columns samples deviceFlags episodes',
  profile:
    'thermalState setpoint band criticalLow criticalHigh budgets rules milk co2HighPercent humidityPercent freshAirCubicMetresPerHour',
  budget: 'rule low high minutes',
  context:
    'loadedAt loadedProductCelsius preCooledUntil plannedSetpoint isOneBox isProvisional stops unloadStops offPower refuels arrivals rounds intakes',
  episode: 'rule severity startedAt raisedAt endedAt clearedAt limit peak signal isUnverified',
};

type Json = Record<string, unknown>;
type Value = number | null;
type Row = readonly (Value | '...')[];
type Episode = Readonly<
  Record<'rule' | 'severity', string> & Record<'startedAt' | 'raisedAt', number>
> &
  Readonly<Record<'endedAt' | 'clearedAt', Value>>;
interface Trace {
  readonly name: string;
  readonly why: string;
  readonly source: readonly string[];
  readonly profile: Json & { budgets?: readonly Json[]; rules?: Json };
  readonly context: Json;
  readonly columns: readonly string[];
  readonly samples: readonly Row[];
  readonly deviceFlags?: Readonly<Record<string, readonly string[]>>;
  readonly episodes: readonly Episode[];
}

const files = readdirSync(TRACES).filter((file) => file.endsWith('.json'));

function read(file: string): Trace {
  return JSON.parse(readFileSync(join(TRACES, file), 'utf8')) as Trace;
}

function unknownFields(value: object, known: keyof typeof FIELDS): string[] {
  return Object.keys(value).filter((field) => !FIELDS[known].split(' ').includes(field));
}

/** Rows with their repeats written out: minute first, then one value for each further column. */
function written(samples: readonly Row[]): Value[][] {
  return samples.flatMap((row) => {
    if (row[0] !== '...') return [row as Value[]];
    const [from, to, step, ...values] = row.slice(1) as [number, number, number, ...Value[]];
    const count = Math.round((to - from) / step);
    return Array.from({ length: count + 1 }, (_, i) => [from + i * step, ...values]);
  });
}

describe('The worked traces', () => {
  it('are at least sixty-four, each with a number and a name of its own', () => {
    expect(files.length).toBeGreaterThanOrEqual(64);
    expect(files.filter((file) => !/^\d{3}-[a-z0-9-]+\.json$/.test(file))).toEqual([]);
    expect(new Set(files.map((file) => file.slice(0, 3))).size).toBe(files.length);
    expect(new Set(files.map((file) => read(file).name)).size).toBe(files.length);
  });

  it('show every rule raised', () => {
    const raised = new Set(files.flatMap((file) => read(file).episodes.map((each) => each.rule)));
    expect([...raised].sort()).toEqual([...RULES].sort());
  });
});

describe.each(files)('The trace %s', (file) => {
  const trace = read(file);
  const rows = written(trace.samples);
  const minutes = rows.map((row) => row[0] ?? NaN);

  it('has a reason, a source, and no field that nobody knows', () => {
    expect(trace.why).not.toBe('');
    expect(trace.source).not.toEqual([]);
    expect(unknownFields(trace, 'trace')).toEqual([]);
    expect(unknownFields(trace.profile, 'profile')).toEqual([]);
    expect(unknownFields(trace.context, 'context')).toEqual([]);
    expect(Object.keys(trace.profile.rules ?? {}).filter((rule) => !RULES.includes(rule))).toEqual(
      [],
    );
    for (const budget of trace.profile.budgets ?? []) {
      expect(unknownFields(budget, 'budget')).toEqual([]);
      expect(RULES).toContain(budget['rule']);
    }
  });

  it('has known channels, a value or null for each, and minutes that increase', () => {
    const [first, ...channels] = trace.columns;
    const known = ['device', ...CHANNELS.map((channel) => channel.name as string)];
    expect(first).toBe('minute');
    expect(channels.filter((name) => !known.includes(name))).toEqual([]);
    expect(rows.filter((row) => row.length !== trace.columns.length)).toEqual([]);
    expect(rows.flat().filter((value) => value !== null && !Number.isFinite(value))).toEqual([]);
    expect(minutes.filter((minute, i) => i > 0 && !(minute > (minutes[i - 1] ?? NaN)))).toEqual([]);
    for (const row of trace.samples.filter((each) => each[0] === '...')) {
      const [from, to, step] = row.slice(1) as [number, number, number];
      expect((to - from) % step).toBe(0);
    }
    expect(
      Object.keys(trace.deviceFlags ?? {}).filter((minute) => !minutes.includes(+minute)),
    ).toEqual([]);
  });

  it('has episodes of known rules that begin, are proven and end at samples, in this order', () => {
    for (const episode of trace.episodes) {
      expect(unknownFields(episode, 'episode')).toEqual([]);
      expect(RULES).toContain(episode.rule);
      expect(['INFO', 'WARN', 'MAJOR', 'CRITICAL']).toContain(episode.severity);
      const { startedAt, raisedAt, endedAt, clearedAt } = episode;
      expect(endedAt === null).toBe(clearedAt === null);
      const times = [startedAt, raisedAt, ...(clearedAt === null ? [] : [endedAt, clearedAt])];
      expect(times.filter((time) => !minutes.includes(time ?? NaN))).toEqual([]);
      expect([...times].sort((a, b) => Number(a) - Number(b))).toEqual(times);
    }
  });
});
