import type { LatestReading } from '@lenglian/console-contract';
import {
  AMBIENT,
  CARGO_PROBES,
  DEFROSTING,
  DOOR_OPEN,
  POWERED,
  RETURN,
  SETPOINT,
  SUPPLY,
  channelIndex,
  judgedValue,
  type ChannelIndex,
  type Reading,
} from '@lenglian/readings';

const HUMIDITY = channelIndex('relativeHumidityPercent');

/**
 * The latest values of a unit from the newest reading of each of its devices: each value from the
 * newest device that measures it.
 *
 * @param readings any order; those of bound devices only
 */
export function latestOf(readings: readonly Reading[]): LatestReading | null {
  const newestFirst = readings.toSorted((a, b) => b.measuredAt - a.measuredAt);
  const newest = newestFirst[0];
  if (!newest) return null;
  const value = (channel: ChannelIndex): number | null => firstValue(newestFirst, channel);
  const flag = (channel: ChannelIndex): boolean | null => {
    const measured = value(channel);
    return measured === null ? null : measured !== 0;
  };
  return {
    measuredAt: newest.measuredAt,
    receivedAt: newest.receivedAt,
    setpointTemperatureCelsius: value(SETPOINT),
    supplyTemperatureCelsius: value(SUPPLY),
    returnTemperatureCelsius: value(RETURN),
    cargoTemperatureCelsius: warmest(CARGO_PROBES.map(value)),
    ambientTemperatureCelsius: value(AMBIENT),
    relativeHumidityPercent: value(HUMIDITY),
    doorOpen: flag(DOOR_OPEN),
    isConnectedToPowerSource: flag(POWERED),
    isDefrosting: flag(DEFROSTING),
  };
}

function firstValue(readings: readonly Reading[], channel: ChannelIndex): number | null {
  for (const reading of readings) {
    const value = judgedValue(reading, channel);
    if (value !== undefined) return value;
  }
  return null;
}

function warmest(values: readonly (number | null)[]): number | null {
  const measured = values.filter((value) => value !== null);
  return measured.length === 0 ? null : Math.max(...measured);
}
