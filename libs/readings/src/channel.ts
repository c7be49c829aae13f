/**
 * Every quantity a sample can carry, by the name it has on the wire: the DCSA Reefer name with its
 * unit last. The position in `CHANNELS` is stored in history files: append, never reorder.
 */
export type ChannelKind = 'celsius' | 'percent' | 'boolean' | 'degrees' | 'number';

export interface Channel<Name extends string = string> {
  /** Wire name, unit last; also the field name in InfluxDB and in exports. */
  readonly name: Name;
  readonly kind: ChannelKind;
  /** Plausible physical range, both ends included; outside it a value is kept but never judged. */
  readonly min: number;
  readonly max: number;
}

function celsius<Name extends string>(name: Name): Channel<Name> {
  // No reefer, tanker or cold room of the trade works outside these; CIP water reaches 85 °C.
  return { name, kind: 'celsius', min: -60, max: 95 };
}
function percent<Name extends string>(name: Name): Channel<Name> {
  return { name, kind: 'percent', min: 0, max: 100 };
}
function flag<Name extends string>(name: Name): Channel<Name> {
  return { name, kind: 'boolean', min: 0, max: 1 };
}
function other<Name extends string>(name: Name, min: number, max: number): Channel<Name> {
  return { name, kind: 'number', min, max };
}

/** At most 31 channels, so that a set of channels fits one 32-bit mask. */
export const CHANNELS = [
  celsius('setpointTemperatureCelsius'),
  celsius('supplyTemperatureCelsius'),
  celsius('returnTemperatureCelsius'),
  celsius('cargoProbe1TemperatureCelsius'),
  celsius('cargoProbe2TemperatureCelsius'),
  celsius('cargoProbe3TemperatureCelsius'),
  celsius('cargoProbe4TemperatureCelsius'),
  celsius('ambientTemperatureCelsius'),
  celsius('evaporatorTemperatureCelsius'),
  percent('relativeHumidityPercent'),
  percent('o2Percent'),
  percent('co2Percent'),
  other('airExchangeCubicMetresPerHour', 0, 1000),
  flag('doorOpen'),
  flag('isConnectedToPowerSource'),
  flag('isDefrosting'),
  percent('batteryPercent'),
  other('batteryVolts', 0, 60),
  percent('fuelPercent'),
  percent('levelPercent'),
  flag('agitatorRunning'),
  flag('cipRunning'),
  { name: 'latitudeDegrees', kind: 'degrees', min: -90, max: 90 },
  { name: 'longitudeDegrees', kind: 'degrees', min: -180, max: 180 },
  other('signalStrengthDecibelMilliwatts', -150, 0),
  other('genericAlarmCount', 0, 1000),
  /** The worst of a sample's `alarmCodes`: made at decoding, see `controller-alarms.ts`. */
  other('controllerAlarm', 0, 1000),
] as const satisfies readonly Channel[];

export type ChannelName = (typeof CHANNELS)[number]['name'];
/** Position in `CHANNELS`. */
export type ChannelIndex = number;

export const CHANNEL_COUNT = CHANNELS.length;

const indexByName = new Map<string, ChannelIndex>(CHANNELS.map((channel, i) => [channel.name, i]));

/** The index of a wire name, or undefined when we do not know that name. */
export function channelIndex(name: ChannelName): ChannelIndex;
export function channelIndex(name: string): ChannelIndex | undefined;
export function channelIndex(name: string): ChannelIndex | undefined {
  return indexByName.get(name);
}

/** The channel at an index, when stored data name one. */
export function channelAt(index: ChannelIndex): Channel | undefined {
  return CHANNELS[index];
}

export const SETPOINT = channelIndex('setpointTemperatureCelsius');
export const SUPPLY = channelIndex('supplyTemperatureCelsius');
export const RETURN = channelIndex('returnTemperatureCelsius');
export const CARGO_PROBES: readonly ChannelIndex[] = [
  channelIndex('cargoProbe1TemperatureCelsius'),
  channelIndex('cargoProbe2TemperatureCelsius'),
  channelIndex('cargoProbe3TemperatureCelsius'),
  channelIndex('cargoProbe4TemperatureCelsius'),
];
export const AMBIENT = channelIndex('ambientTemperatureCelsius');
export const DOOR_OPEN = channelIndex('doorOpen');
export const POWERED = channelIndex('isConnectedToPowerSource');
export const DEFROSTING = channelIndex('isDefrosting');
export const HUMIDITY = channelIndex('relativeHumidityPercent');
export const CO2 = channelIndex('co2Percent');
export const BATTERY = channelIndex('batteryPercent');
export const FUEL = channelIndex('fuelPercent');
export const TANK_LEVEL = channelIndex('levelPercent');
export const AGITATOR = channelIndex('agitatorRunning');
export const FRESH_AIR = channelIndex('airExchangeCubicMetresPerHour');
export const CLEANING = channelIndex('cipRunning');
export const ALARM_COUNT = channelIndex('genericAlarmCount');
export const CONTROLLER_ALARM = channelIndex('controllerAlarm');
