import {
  defaultRules,
  type Budget,
  type LimitProfile,
  type RuleParameters,
} from '@lenglian/limits';
import { aProfile } from '@lenglian/limits/testing';
import { MINUTE, type Instant } from '@lenglian/quantities';
import { QualityFlag, channelIndex, type QualityFlagName, type Reading } from '@lenglian/readings';
import { AN_INSTANT, aReading } from '@lenglian/readings/testing';
import type { Episode } from './episode.ts';
import type { Sample } from './judge.ts';
import type { LotContext, Span } from './lot-context.ts';
import { Observer } from './signals/observer.ts';
import { noSignals } from './signals/signals.ts';

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
  readonly freshAirCubicMetresPerHour?: number;
}
/** A trace that was worked out by hand; its format is told in `traces/README.md`. */
export interface WorkedTrace {
  readonly name: string;
  readonly profile: TraceProfile;
  readonly context: {
    readonly loadedAt?: number;
    readonly loadedProductCelsius?: number;
    readonly preCooledUntil?: Value;
    readonly plannedSetpoint?: number;
    readonly isOneBox?: boolean;
    readonly isProvisional?: true;
    readonly stops?: readonly (readonly [number, Value])[];
    readonly unloadStops?: readonly (readonly [number, Value])[];
    readonly offPower?: readonly (readonly [number, Value, number])[];
    readonly refuels?: readonly number[];
    readonly arrivals?: readonly number[];
    readonly rounds?: readonly (readonly [number, Value])[];
    readonly intakes?: readonly (readonly [number, Value])[];
  };
  readonly columns: readonly string[];
  readonly samples: readonly (readonly (Value | '...')[])[];
  readonly deviceFlags?: Readonly<Record<string, readonly QualityFlagName[]>>;
  readonly episodes: readonly (Partial<Record<keyof Episode, unknown>> & { rule: string })[];
}

/** What sensors send for "no value"; the decoder excludes them at the edge. */
const SENTINELS = [-127, 85];

/** Minute 0 of every trace is `AN_INSTANT`. */
function instant(minute: number): number {
  return AN_INSTANT + minute * MINUTE;
}

export function minuteOf(at: Instant): number;
export function minuteOf(at: Instant | null): number | null;
export function minuteOf(at: Instant | null): number | null {
  return at === null ? null : (at - AN_INSTANT) / MINUTE;
}

export function readingsOf({ columns, samples, deviceFlags }: WorkedTrace): Reading[] {
  const rows = samples.flatMap((row): Value[][] => {
    if (row[0] !== '...') return [[...row] as Value[]];
    const [from, to, step, ...values] = row.slice(1) as [number, number, number, ...Value[]];
    const count = Math.round((to - from) / step) + 1;
    return Array.from({ length: count }, (_, i) => [from + i * step, ...values]);
  });
  return rows.map(([at, ...values]) => {
    const said = columns
      .slice(1)
      .map((name, i) => [name, values[i] ?? NaN] as const)
      .filter(([name]) => name !== 'device');
    const sentinels = said.filter(([, value]) => SENTINELS.includes(value));
    const flags = (deviceFlags?.[String(at)] ?? []).map((flag) => QualityFlag[flag]);
    const device = columns.indexOf('device');
    const deviceId = device < 0 ? {} : { deviceId: `device-${values[device - 1]}` };
    return {
      ...aReading({ measuredAt: instant(Number(at)), measured: Object.fromEntries(said) }),
      ...deviceId,
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
  const own = Object.entries(given.rules ?? {}).map(([rule, change]) => {
    const member = MEMBER[rule];
    if (member === undefined) throw new RangeError(`no trace may change ${rule}`);
    const timing = Object.entries(change).map(([name, value]) =>
      name.endsWith('Minutes') ? [name.slice(0, -7), value * MINUTE] : [name, value],
    );
    const changed = Object.fromEntries(timing) as Record<string, number>;
    return [member, { ...(rules[member] as object), ...changed }] as const;
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
    vent:
      given.freshAirCubicMetresPerHour === undefined
        ? null
        : { ...held(30, 10, 0), planned: given.freshAirCubicMetresPerHour, tolerance: 5 },
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

export function profileOf({ profile: given }: WorkedTrace): LimitProfile {
  const { thermalState, setpoint, criticalLow, criticalHigh } = given;
  return aProfile({
    ...{ thermalState, setpoint, criticalLow, criticalHigh },
    band: { low: given.band[0], high: given.band[1] },
    rules: rulesOf(given),
  });
}

export function contextOf({ context }: WorkedTrace): LotContext {
  const { loadedAt, loadedProductCelsius, plannedSetpoint, isOneBox, stops, unloadStops } = context;
  const { rounds, preCooledUntil } = context;
  const all = stops || unloadStops ? [...(stops ?? []), ...(unloadStops ?? [])] : null;
  return {
    loadedAt: loadedAt === undefined ? null : instant(loadedAt),
    loadedProduct: loadedProductCelsius ?? null,
    setpoints: plannedSetpoint === undefined ? [] : [{ from: 0, setpoint: plannedSetpoint }],
    isOneBox: isOneBox ?? false,
    ...(context.isProvisional && { isProvisional: true }),
    ...(context.offPower && {
      offPower: context.offPower.map(([from, until, minutes]) => ({
        ...{ from: instant(from), until: until === null ? null : instant(until) },
        max: minutes * MINUTE,
      })),
    }),
    ...(context.refuels && { refuels: context.refuels.map(instant) }),
    ...(context.arrivals && { arrivals: context.arrivals.map(instant) }),
    ...(preCooledUntil !== undefined && {
      preCooledUntil: preCooledUntil === null ? null : instant(preCooledUntil),
    }),
    ...(rounds && { rounds: spansOf(rounds) }),
    ...(context.intakes && { intakes: spansOf(context.intakes) }),
    stops: all && spansOf(all),
  };
}

function spansOf(given: readonly (readonly [number, Value])[]): Span[] {
  return given
    .map(([from, until]) => ({
      from: instant(from),
      until: until === null ? null : instant(until),
    }))
    .sort((a, b) => a.from - b.from);
}

/** What the fold of signals says at each reading: what `judge` looks at. */
export function samplesOf(
  readings: readonly Reading[],
  profile: LimitProfile,
  context: LotContext,
): Sample[] {
  const observer = new Observer(profile, context);
  return readings.map((reading) => {
    const signals = noSignals();
    observer.observe(reading, signals);
    return { at: reading.measuredAt, signals };
  });
}
