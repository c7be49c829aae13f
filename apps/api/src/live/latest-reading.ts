import type { LatestReading } from '@lenglian/console-contract';
import {
  AMBIENT,
  CARGO_PROBES,
  CONTROLLER_ALARM,
  DEFROSTING,
  DOOR_OPEN,
  POWERED,
  RETURN,
  SETPOINT,
  SUPPLY,
  alarmOf,
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
    controllerAlarm: toldAlarm(value(CONTROLLER_ALARM)),
  };
}

const UNKNOWN_ALARM = {
  ...{ codes: [], severity: 'ALARM' as const },
  ...{ nameZh: '未知代码', nameEn: 'Unknown code' },
};

function toldAlarm(value: number | null): LatestReading['controllerAlarm'] {
  const alarm = value === null ? null : alarmOf(value);
  if (alarm === null) return null;
  if (alarm === undefined) return UNKNOWN_ALARM;
  const { codes, severity, zh: nameZh, en: nameEn } = alarm;
  return { codes: [...codes], severity, nameZh, nameEn };
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
