import type { RuleApart, RuleCode } from '@lenglian/breaches';
import type { LimitProfile } from '@lenglian/limits';
import type { ChannelName } from '@lenglian/readings';
import type { SignalName } from './told-trace.ts';

/** What one curve shows: a channel as it was measured, or a signal that the judge made of it. */
export interface Curve {
  readonly name: string;
  readonly of: { readonly channel: ChannelName } | { readonly signal: SignalName };
}

/** One picture: a worked trace, the curves that matter in it, and the limits they are held against. */
export interface RulePicture {
  /** Number of the worked trace. */
  readonly trace: string;
  /** What the vertical axis counts. */
  readonly unit: '°C' | 'K' | 'K/h' | '%' | 'm³/h';
  readonly curves: readonly Curve[];
  readonly limits: (profile: LimitProfile) => readonly (number | null)[];
  /** Episodes of other rules are drawn too where they belong to the story. */
  readonly besides?: readonly RuleCode[];
}

const PROBE: Curve = { name: 'probe', of: { channel: 'cargoProbe1TemperatureCelsius' } };
const PROBE_2: Curve = { name: 'probe 2', of: { channel: 'cargoProbe2TemperatureCelsius' } };
const RETURN: Curve = { name: 'return air', of: { channel: 'returnTemperatureCelsius' } };

function percent(name: string, channel: ChannelName): readonly Curve[] {
  return [{ name, of: { channel } }];
}

const bandHigh = ({ band }: LimitProfile) => [band.high];
const band = ({ band: { low, high } }: LimitProfile) => [low, high];
const none = () => [];
const budgetRange = ({ rules }: LimitProfile) =>
  rules.budgets.flatMap(({ low, high }) => [low, high]);

const warm = { unit: '°C', curves: [PROBE] } as const;

/** Every rule but those apart: what is judged on reception or foretold, no trace of event time can show. */
export const RULE_PICTURES: Readonly<Record<Exclude<RuleCode, RuleApart>, RulePicture>> = {
  BAND_HI: { ...warm, trace: '006', limits: bandHigh },
  BAND_LO: { ...warm, trace: '016', curves: [PROBE, PROBE_2], limits: band },
  CRIT_HI: {
    ...{ ...warm, trace: '030', besides: ['BAND_HI'] },
    limits: (profile) => [profile.band.high, profile.criticalHigh],
  },
  CRIT_LO: {
    ...{ ...warm, trace: '147', curves: [PROBE, RETURN], besides: ['POWER_OFF'] },
    limits: (profile) => [profile.criticalLow],
  },
  MILK_6: {
    ...{ ...warm, trace: '061', besides: ['BAND_HI'] },
    limits: ({ band: { high }, rules }) => [high, rules.milk?.majorHigh ?? null],
  },
  MILK_10: {
    ...{ ...warm, trace: '063', besides: ['MILK_6', 'BAND_HI'] },
    limits: ({ rules, criticalHigh }) => [rules.milk?.majorHigh ?? null, criticalHigh],
  },
  MILK_PICKUP: {
    ...{ ...warm, trace: '076', limits: bandHigh },
    curves: [PROBE, { name: 'what came in', of: { signal: 'milkTakenIn' } }],
  },
  PULLDOWN_LATE: { ...warm, trace: '081', besides: ['BAND_HI'], limits: bandHigh },
  BUDGET_HEAT: { ...warm, trace: '095', limits: budgetRange },
  BUDGET_CRIT: { ...warm, trace: '099', besides: ['CRIT_HI'], limits: budgetRange },
  BUDGET_COLD: {
    ...{ ...warm, trace: '100', besides: ['BAND_LO'] },
    limits: (profile) => [profile.band.low],
  },
  ZONE: { ...warm, trace: '089', limits: budgetRange },
  SETPOINT_MISMATCH: {
    ...{ trace: '158', unit: 'K' },
    curves: [{ name: 'from the planned set-point', of: { signal: 'setpointDeviation' } }],
    limits: ({ rules: { setpoint } }) => [setpoint.tolerance, setpoint.criticalTolerance],
  },
  SETPOINT_NOT_HELD: {
    ...{ trace: '334', unit: 'K' },
    curves: [{ name: 'colder air above the set-point', of: { signal: 'airUnheld' } }],
    limits: ({ rules: { setpointHeld } }) => [setpointHeld?.tolerance ?? null],
  },
  VENT_MISMATCH: {
    ...{ trace: '221', unit: 'm³/h' },
    curves: [{ name: 'from the planned fresh air', of: { signal: 'ventDeviation' } }],
    limits: ({ rules: { vent } }) => [vent?.tolerance ?? null],
  },
  POWER_OFF: { ...warm, trace: '145', besides: ['BAND_HI'], limits: bandHigh },
  RISE_RATE: {
    ...{ trace: '170', unit: 'K/h' },
    curves: [{ name: 'rise of the product', of: { signal: 'productRise' } }],
    limits: ({ rules }) => [rules.riseRate.product],
  },
  START_STOP: { ...warm, trace: '174', curves: [RETURN], limits: none },
  DOOR_TRANSIT: { ...warm, trace: '130', limits: none },
  DOOR_LONG: { ...warm, trace: '136', limits: none },
  DEFROST_LONG: { ...warm, trace: '116', limits: none },
  DEFROST_OFTEN: { ...warm, trace: '260', limits: none },
  SENSOR_SUSPECT: { ...warm, trace: '187', curves: [PROBE, PROBE_2, RETURN], limits: band },
  RH_HI: {
    ...{ trace: '205', unit: '%', curves: percent('humidity', 'relativeHumidityPercent') },
    limits: ({ rules: { humidity } }) => (humidity ? [humidity.high + humidity.margin] : []),
  },
  RH_LO: {
    ...{ trace: '203', unit: '%', curves: percent('humidity', 'relativeHumidityPercent') },
    limits: ({ rules: { humidity } }) => (humidity ? [humidity.low - humidity.margin] : []),
  },
  CO2_HI: {
    ...{ trace: '206', unit: '%', curves: percent('CO₂', 'co2Percent') },
    limits: ({ rules }) => [rules.co2?.limit ?? null],
  },
  BATTERY_LOW: {
    ...{ trace: '208', unit: '%', curves: percent('battery', 'batteryPercent') },
    limits: ({ rules }) => [rules.battery.limit],
  },
  FUEL_LOW: {
    ...{ trace: '230', unit: '%' },
    curves: [
      ...percent('fuel', 'fuelPercent'),
      { name: 'left 6 h after the next stop', of: { signal: 'fuelSpare' } },
    ],
    limits: ({ rules }) => [rules.fuel.limit, 0],
  },
  MILK_TAMPER: {
    ...{ trace: '072', unit: '%', limits: none },
    curves: percent('level', 'levelPercent'),
  },
  NOT_AGITATED: { ...warm, trace: '056', limits: none },
  CLOCK_SKEW: { ...warm, trace: '212', limits: none },
  UNIT_ALARM: { ...warm, trace: '252', limits: none },
  NO_LOT: { ...warm, trace: '217', limits: none },
};

/** What is not a rule and yet wants a picture, by the name of its file. */
export const OTHER_PICTURES: Readonly<Record<string, RulePicture>> = {
  GRACE: {
    ...{ ...warm, trace: '112', curves: [RETURN], besides: ['BAND_HI'] },
    limits: ({ band: { high }, rules }) => [high + rules.returnAirMargin],
  },
};
