import type { ChannelName, QualityFlagName } from '@lenglian/readings';
import type { Words } from '../words.ts';

/** Every quantity a device can send. */
export const CHANNEL_WORDS: Record<ChannelName, Words> = {
  setpointTemperatureCelsius: { zh: '设定温度', en: 'Set-point' },
  supplyTemperatureCelsius: { zh: '送风', en: 'Supply air' },
  returnTemperatureCelsius: { zh: '回风', en: 'Return air' },
  cargoProbe1TemperatureCelsius: { zh: '货芯 1', en: 'Cargo probe 1' },
  cargoProbe2TemperatureCelsius: { zh: '货芯 2', en: 'Cargo probe 2' },
  cargoProbe3TemperatureCelsius: { zh: '货芯 3', en: 'Cargo probe 3' },
  cargoProbe4TemperatureCelsius: { zh: '货芯 4', en: 'Cargo probe 4' },
  ambientTemperatureCelsius: { zh: '环境温度', en: 'Ambient' },
  evaporatorTemperatureCelsius: { zh: '蒸发器', en: 'Evaporator' },
  relativeHumidityPercent: { zh: '相对湿度', en: 'Humidity' },
  o2Percent: { zh: '氧气', en: 'Oxygen' },
  co2Percent: { zh: '二氧化碳', en: 'Carbon dioxide' },
  airExchangeCubicMetresPerHour: { zh: '换气量', en: 'Fresh air' },
  doorOpen: { zh: '箱门', en: 'Door' },
  isConnectedToPowerSource: { zh: '供电', en: 'Power' },
  isDefrosting: { zh: '化霜', en: 'Defrost' },
  batteryPercent: { zh: '电池电量', en: 'Battery' },
  batteryVolts: { zh: '电池电压', en: 'Battery voltage' },
  fuelPercent: { zh: '燃油', en: 'Fuel' },
  levelPercent: { zh: '液位', en: 'Level' },
  agitatorRunning: { zh: '搅拌', en: 'Agitator' },
  cipRunning: { zh: '清洗', en: 'Cleaning (CIP)' },
  latitudeDegrees: { zh: '纬度', en: 'Latitude' },
  longitudeDegrees: { zh: '经度', en: 'Longitude' },
  signalStrengthDecibelMilliwatts: { zh: '信号强度', en: 'Signal' },
  genericAlarmCount: { zh: '控制器报警数', en: 'Controller alarms' },
  controllerAlarm: { zh: '控制器报警', en: 'Controller alarm' },
};

/** The words of a channel that may be newer than this console; its name when we do not know it. */
export function wordsOfChannel(channel: string): Words {
  return CHANNEL_WORDS[channel as ChannelName] ?? { zh: channel, en: channel };
}

/** The warmest healthy cargo probe, as one value. */
export const CARGO_WORDS: Words = { zh: '货芯温度', en: 'Cargo temperature' };

/** What is known against a reading. */
export const QUALITY_FLAG_WORDS: Record<QualityFlagName, Words> = {
  TIME_OF_RECEPTION: { zh: '以接收时间计', en: 'Time of reception' },
  CLOCK_CORRECTED: { zh: '时钟已校正', en: 'Clock corrected' },
  SENTINEL: { zh: '传感器无值', en: 'Sensor has no value' },
  IMPLAUSIBLE: { zh: '数值不可信', en: 'Implausible' },
  BACKFILL: { zh: '补传', en: 'Backfilled' },
  CONTESTED: { zh: '同刻多值', en: 'Contested' },
};
