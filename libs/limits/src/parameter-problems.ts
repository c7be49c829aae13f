import { DAY, HOUR, MINUTE } from '@lenglian/quantities';
import { defaultRules } from './default-rules.ts';
import { parametersOf, type ParameterPath, type ParameterUnit } from './parameter-units.ts';
import type { LimitProfile, RuleParameters } from './profile.ts';
import { ROUNDING, type ProfileProblem, type ProfileProblemCode } from './profile-problem.ts';

/** A wait is a day at most, as for a probe that may be stuck (operations.md §A3); of amounts, far beyond any use. */
const MOST_BY_UNIT: Readonly<Record<ParameterUnit, number>> = {
  Minutes: DAY / MINUTE,
  Percent: 100,
  Kelvin: 50,
  KelvinPerHour: 50,
  // What 20 minutes of air a whole kelvin below the limit are: milder cold its delay proves sooner.
  KelvinMinutes: 20,
  CubicMetresPerHour: 500,
};
/** In any two hours; a city van has its 45 by its round, whatever its goods (operations.md §A1). */
const GRACE_MINUTES = 30;
const GRACE_WITHIN_MINUTES = (2 * HOUR) / MINUTE;
const MOST: Readonly<Partial<Record<ParameterPath, number>>> = {
  // Of the freezing limit: 5 minutes by a probe (domain.md §7.1), 20 by air (operations.md §A7), five times that by still air.
  'criticalLow.delay': 5,
  'criticalLow.airDelay': 20,
  'criticalLow.stillAirDelay': 100,
  'grace.afterDefrost': GRACE_MINUTES,
  'grace.afterDoor': GRACE_MINUTES,
  // What is over sooner needs no grace, and gives back what it used of it.
  'bandHigh.airDelay': 120,
  'bandLow.airDelay': 120,
  // So long after a defrost a door may explain warm air as well.
  'setpointHeld.recoveryDelay': 120,
  // Nothing is looked at longer after the loading than that.
  'precool.delay': 120,
  // Goods that were loaded warm must fall (domain.md §7 Q7).
  'pullDown.fallsFrom': 240,
  // The core of pears takes so long from 12 °C (domain.md §5).
  'pullDown.deadline': (4 * DAY) / MINUTE,
  // No wait, but the life that goods have left.
  'lateArrival.leastLife': (30 * DAY) / MINUTE,
};
const LEAST: Readonly<Partial<Record<ParameterPath, number>>> = {
  // Of air that is averaged over ten minutes; and as many turns are kept as `within` may hold.
  'startStop.turnMin': 5,
  // The gauge is noted once an hour, or a little later.
  'fuel.learntOver': 120,
  // Recovery takes 20…30 minutes (domain.md §7 Q5).
  'setpointHeld.recoveryDelay': 20,
  // Devices are asked to speak each five minutes.
  dataGapAfter: 5,
  // Below it goods that are as cold as they get would be late.
  'pullDown.margin': 0.5,
};
/** At 0 the rule would speak of everything. */
const MORE_THAN_ZERO: readonly ParameterPath[] = [
  ...(['criticalLow.doseMax', 'riseRate.product', 'riseRate.air', 'startStop.swing'] as const),
  ...(['suspect.disagreement', 'suspect.stuckAir', 'suspect.stuckProbe'] as const),
  'lateArrival.share',
];

interface Order {
  readonly lesser: ParameterPath;
  readonly greater: ParameterPath;
  /** They must not be equal. */
  readonly isStrict?: true;
  readonly code?: ProfileProblemCode;
}
/** Parameters of which one is never more than the other. */
const ORDERS: readonly Order[] = [
  { lesser: 'dataGapAfter', greater: 'offlineAfter', code: 'OFFLINE_BEFORE_DATA_GAP' },
  { lesser: 'powerOff.noticedAfter', greater: 'powerOff.harmfulAfter' },
  { lesser: 'powerOff.noticedAfter', greater: 'powerOff.movingAfter' },
  { lesser: 'powerOff.movingAfter', greater: 'powerOff.restingAfter' },
  { lesser: 'setpoint.tolerance', greater: 'setpoint.criticalTolerance' },
  { lesser: 'grace.max', greater: 'grace.within' },
  { lesser: 'startStop.turnMin', greater: 'startStop.turnMax', isStrict: true },
  { lesser: 'startStop.lasting', greater: 'startStop.within', isStrict: true },
  { lesser: 'pullDown.fallsFrom', greater: 'pullDown.deadline' },
  { lesser: 'milkPickUp.warming', greater: 'milkPickUp.warmingMost' },
  // Air that stands still reaches the goods more slowly.
  { lesser: 'criticalLow.airDelay', greater: 'criticalLow.stillAirDelay' },
  // Else what has begun would go on where nothing deviates any more.
  { lesser: 'setpoint.hysteresis', greater: 'setpoint.tolerance' },
  { lesser: 'setpointHeld.hysteresis', greater: 'setpointHeld.tolerance' },
  { lesser: 'precool.hysteresis', greater: 'precool.margin' },
  { lesser: 'riseRate.hysteresis', greater: 'riseRate.product' },
  { lesser: 'riseRate.hysteresis', greater: 'riseRate.air' },
];

/** Waits that are none. */
export function senselessDurations({ rules }: LimitProfile): ProfileProblem[] {
  return parametersOf(rules).flatMap(({ path, unit, value }) =>
    unit !== 'Minutes' || (Number.isFinite(value) && value >= 0)
      ? []
      : [problem('NOT_A_DURATION', path, value, null)],
  );
}

/** What single parameters, and those of one rule together, contradict. */
export function parameterProblems(profile: LimitProfile): ProfileProblem[] {
  const { rules, thermalState } = profile;
  const given = valuesOf(rules);
  const defaults = valuesOf(defaultRules(thermalState));
  /** Whether somebody will have written it. */
  const isOwn = (path: ParameterPath) => given.get(path) !== defaults.get(path);
  return [
    ...parametersOf(rules).flatMap(({ path, unit, value }) => rangeProblems(path, unit, value)),
    ...ORDERS.flatMap((order) => orderProblems(order, given, isOwn)),
    ...(['battery', 'fuel'] as const).flatMap((rule) => supplyProblems(rule, given, isOwn)),
    ...graceProblems(given, isOwn),
    ...(isOwn('pullDown.margin') ? pullDownProblems(profile) : []),
    ...humidityProblems(rules),
  ];
}

type Values = ReadonlyMap<ParameterPath, number>;

function valuesOf(rules: RuleParameters): Values {
  return new Map(parametersOf(rules).map(({ path, value }) => [path, value]));
}

function problem(
  code: ProfileProblemCode,
  path: ParameterPath,
  value: number,
  bound: number | null,
): ProfileProblem {
  return { code, field: `rules.${path}`, value, bound };
}

/** Written so that NaN is a problem too. */
function rangeProblems(path: ParameterPath, unit: ParameterUnit, value: number): ProfileProblem[] {
  if (!(value >= 0)) return [problem('MARGIN_NEGATIVE', path, value, 0)];
  if (value === 0 && MORE_THAN_ZERO.includes(path))
    return [problem('PARAMETER_ZERO', path, value, 0)];
  const least = LEAST[path] ?? 0;
  if (value < least) return [problem('PARAMETER_TOO_LOW', path, value, least)];
  const most = MOST[path] ?? MOST_BY_UNIT[unit];
  if (value <= most) return [];
  const tooHigh = { Minutes: 'DURATION_TOO_LONG', Percent: 'PERCENT_OUT_OF_RANGE' } as const;
  const code = unit === 'Minutes' || unit === 'Percent' ? tooHigh[unit] : 'PARAMETER_TOO_HIGH';
  return [problem(code, path, value, most)];
}

/** Names the one that is not its default. */
function orderProblems(
  { lesser, greater, isStrict, code }: Order,
  given: Values,
  isOwn: (path: ParameterPath) => boolean,
): ProfileProblem[] {
  const [low, high] = [given.get(lesser), given.get(greater)];
  // Of a rule that the goods do not have.
  if (low === undefined || high === undefined) return [];
  // Told as that.
  if (low < 0 || high < 0) return [];
  if (isStrict ? low < high : low <= high + ROUNDING) return [];
  return isOwn(lesser)
    ? [problem(code ?? 'PARAMETER_TOO_HIGH', lesser, low, high)]
    : [problem(code ?? 'PARAMETER_TOO_LOW', greater, high, low)];
}

/** A full one must be able to end the alert. */
function supplyProblems(
  rule: 'battery' | 'fuel',
  given: Values,
  isOwn: (path: ParameterPath) => boolean,
): ProfileProblem[] {
  const [limit, hysteresis] = [`${rule}.limit`, `${rule}.hysteresis`] as const;
  const [low = 0, more = 0] = [given.get(limit), given.get(hysteresis)];
  if (low > 100 || more > 100 || low + more <= 100) return [];
  return isOwn(limit)
    ? [problem('PERCENT_OUT_OF_RANGE', limit, low, 100 - more)]
    : [problem('PERCENT_OUT_OF_RANGE', hysteresis, more, 100 - low)];
}

/** Suppression fails safe: whatever the stretch it is counted in, no two hours hold more of it (operations.md §A1). */
function graceProblems(given: Values, isOwn: (path: ParameterPath) => boolean): ProfileProblem[] {
  const [max = 0, within = 0] = [given.get('grace.max'), given.get('grace.within')];
  const stretches = Math.max(1, Math.ceil(GRACE_WITHIN_MINUTES / within));
  const most = GRACE_MINUTES / stretches;
  // What is more than its stretch is told as that.
  if (max > within || max <= most + ROUNDING) return [];
  const isOfWithin = max <= GRACE_MINUTES && !isOwn('grace.max');
  return isOfWithin
    ? [problem('PARAMETER_TOO_LOW', 'grace.within', within, GRACE_WITHIN_MINUTES)]
    : [problem('DURATION_TOO_LONG', 'grace.max', max, most)];
}

/** Goods that are critically warm are not cooled down. */
function pullDownProblems({ rules, setpoint, criticalHigh }: LimitProfile): ProfileProblem[] {
  const margin = rules.pullDown?.margin ?? 0;
  const most = Math.max(0, criticalHigh - setpoint);
  return margin <= most + ROUNDING || margin > MOST_BY_UNIT.Kelvin
    ? []
    : [problem('PARAMETER_TOO_HIGH', 'pullDown.margin', margin, most)];
}

/** Beyond it what is too damp would end only where it is too dry. */
function humidityProblems({ humidity }: RuleParameters): ProfileProblem[] {
  if (humidity === null) return [];
  const { low, high, margin, hysteresis } = humidity;
  const most = high - low + 2 * margin;
  // A range that is none, and a margin that is none, are told as that.
  if (!(margin >= 0) || high < low || hysteresis <= most + ROUNDING) return [];
  return [problem('PERCENT_OUT_OF_RANGE', 'humidity.hysteresis', hysteresis, most)];
}
