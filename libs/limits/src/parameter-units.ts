import { MINUTE } from '@lenglian/quantities';
import type { RuleParameters } from './profile.ts';

/** As it ends the name of a parameter where people write it: `delay` is `delayMinutes` there. */
export type ParameterUnit =
  'Minutes' | 'Kelvin' | 'KelvinMinutes' | 'KelvinPerHour' | 'Percent' | 'CubicMetresPerHour';

/** The unit of each parameter; null where it is not for a profile to change, or has a name of its own there. */
export type UnitsOf<Parameters> = {
  readonly [Name in keyof Parameters]-?: ParameterUnit | null;
};

/** Rules whose parameters are numbers in one object. */
type Tabled = Omit<
  RuleParameters,
  | 'returnAirMargin'
  | 'gapMax'
  | 'estimate'
  | 'dataGapAfter'
  | 'offlineAfter'
  | 'offlineMajorAfter'
  | 'milk'
  | 'budgets'
>;

const HELD = { delay: 'Minutes', backInRange: 'Minutes' } as const;
const TIMING = { ...HELD, hysteresis: 'Kelvin' } as const;
const PERCENT_TIMING = { ...HELD, hysteresis: 'Percent' } as const;
const PRODUCT_AND_AIR = { ...TIMING, airDelay: 'Minutes' } as const;

/** Every parameter of a rule that a profile may change (ADR 0048). */
export const PARAMETER_UNITS = {
  bandHigh: { ...PRODUCT_AND_AIR, besideProbeDelay: 'Minutes' },
  bandLow: PRODUCT_AND_AIR,
  criticalHigh: PRODUCT_AND_AIR,
  criticalLow: { ...PRODUCT_AND_AIR, stillAirDelay: 'Minutes', doseMax: 'KelvinMinutes' },
  grace: { afterDefrost: 'Minutes', afterDoor: 'Minutes', max: 'Minutes', within: 'Minutes' },
  // No rule reads its hysteresis, nor those of `suspect` and `noLot`.
  pullDown: {
    ...{ margin: 'Kelvin', deadline: 'Minutes', fallsFrom: 'Minutes' },
    ...{ backInRange: 'Minutes', hysteresis: null },
  },
  setpoint: { ...TIMING, tolerance: 'Kelvin', criticalTolerance: 'Kelvin' },
  setpointHeld: { ...TIMING, tolerance: 'Kelvin', recoveryDelay: 'Minutes' },
  powerOff: {
    ...{ noticedAfter: 'Minutes', movingAfter: 'Minutes', restingAfter: 'Minutes' },
    ...{ harmfulAfter: 'Minutes', helpWithin: 'Minutes', backInRange: 'Minutes' },
    // Physics, as `estimate` is.
    lagOutside: null,
  },
  // What is planned is a figure of the commodity, and so are the limits of CO2 and of humidity.
  vent: { ...HELD, planned: null, tolerance: 'CubicMetresPerHour' },
  riseRate: {
    ...{ ...HELD, hysteresis: 'KelvinPerHour' },
    ...{ product: 'KelvinPerHour', air: 'KelvinPerHour' },
  },
  startStop: {
    ...{ swing: 'Kelvin', turnMin: 'Minutes', turnMax: 'Minutes' },
    ...{ lasting: 'Minutes', within: 'Minutes', backInRange: 'Minutes' },
  },
  doorInTransit: HELD,
  doorLong: HELD,
  defrostLong: HELD,
  defrostOften: { within: 'Minutes', backInRange: 'Minutes' },
  suspect: {
    ...{ ...HELD, hysteresis: null },
    ...{ stuckAir: 'Minutes', stuckProbe: 'Minutes', disagreement: 'Kelvin' },
  },
  humidity: { ...PERCENT_TIMING, low: null, high: null, margin: null },
  co2: { ...PERCENT_TIMING, limit: null },
  battery: { ...PERCENT_TIMING, limit: 'Percent' },
  fuel: { ...PERCENT_TIMING, limit: 'Percent', reserve: 'Minutes', learntOver: 'Minutes' },
  milkPickUp: { ...HELD, warming: 'KelvinPerHour', warmingMost: 'KelvinPerHour' },
  notAgitated: HELD,
  clockSkew: HELD,
  noLot: { ...HELD, hysteresis: null },
  unitAlarm: HELD,
  lateArrival: { after: 'Minutes', share: 'Percent', leastLife: 'Minutes' },
  precool: { ...TIMING, margin: 'Kelvin', lead: 'Minutes' },
} as const satisfies {
  readonly [Rule in keyof Tabled]: UnitsOf<NonNullable<RuleParameters[Rule]>>;
};
/** A rule with a line in the table. */
export type TabledRule = keyof typeof PARAMETER_UNITS;

/** Of reception, not of goods: they stand beside the rules. */
export const SILENCE_UNITS = {
  dataGapAfter: 'Minutes',
  offlineAfter: 'Minutes',
  offlineMajorAfter: 'Minutes',
} as const satisfies UnitsOf<
  Pick<RuleParameters, 'dataGapAfter' | 'offlineAfter' | 'offlineMajorAfter'>
>;

/** Of MILK_6. */
export const MILK_TIMING_UNITS = TIMING satisfies UnitsOf<
  NonNullable<RuleParameters['milk']>['majorTiming']
>;

/** Where a parameter stands in the rules, for example `powerOff.movingAfter`. */
export type ParameterPath =
  | {
      [Rule in TabledRule]: `${Rule}.${keyof (typeof PARAMETER_UNITS)[Rule] & string}`;
    }[TabledRule]
  | `milk.majorTiming.${keyof typeof MILK_TIMING_UNITS}`
  | keyof typeof SILENCE_UNITS
  | 'gapMax'
  | 'returnAirMargin';

/** One number of a profile's rules. */
export interface Parameter {
  readonly path: ParameterPath;
  readonly unit: ParameterUnit;
  /** In its unit. */
  readonly value: number;
}

/** Every parameter that a profile may change, as it is, of the rules that its goods have. */
export function parametersOf(rules: RuleParameters): Parameter[] {
  const { dataGapAfter, offlineAfter, offlineMajorAfter, milk } = rules;
  return [
    ...listed('', SILENCE_UNITS, { dataGapAfter, offlineAfter, offlineMajorAfter }),
    ...Object.entries(PARAMETER_UNITS).flatMap(([rule, units]) =>
      listed(`${rule}.`, units, rules[rule as TabledRule]),
    ),
    ...listed('milk.majorTiming.', MILK_TIMING_UNITS, milk?.majorTiming ?? null),
    { path: 'gapMax', unit: 'Minutes', value: rules.gapMax / MINUTE },
    { path: 'returnAirMargin', unit: 'Kelvin', value: rules.returnAirMargin },
  ];
}

function listed(
  prefix: string,
  units: Readonly<Record<string, ParameterUnit | null>>,
  parameters: object | null,
): Parameter[] {
  if (parameters === null) return [];
  const values = parameters as Readonly<Record<string, number>>;
  return Object.entries(units).flatMap(([name, unit]) => {
    if (unit === null) return [];
    const value = values[name] as number;
    const path = (prefix + name) as ParameterPath;
    return [{ path, unit, value: unit === 'Minutes' ? value / MINUTE : value }];
  });
}
