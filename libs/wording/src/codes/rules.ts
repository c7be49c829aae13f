import type { RuleCode, RuleUnit, Severity } from '@lenglian/breaches';
import { formatCelsius } from '../numbers/temperatures.ts';
import type { Words } from '../words.ts';
import { wordsOfSignal } from './signals.ts';

/** The sign of a rule's unit behind a number. */
export const UNIT_SIGNS: Record<RuleUnit, string> = {
  celsius: '°C',
  kelvin: 'K',
  kelvinPerHour: 'K/h',
  percent: '%',
  cubicMetresPerHour: 'm³/h',
  hours: 'h',
};

/** What each rule found, as the title of an alert. */
export const RULE_WORDS: Record<RuleCode, Words> = {
  BAND_HI: { zh: '超温', en: 'Too warm' },
  BAND_LO: { zh: '低温', en: 'Too cold' },
  CRIT_HI: { zh: '严重超温', en: 'Critically warm' },
  CRIT_LO: { zh: '冻害危险', en: 'Freezing danger' },
  MILK_6: { zh: '生乳超过 6 °C', en: 'Milk above 6 °C' },
  MILK_10: { zh: '生乳严重超温', en: 'Milk critically warm' },
  MILK_PICKUP: { zh: '收奶偏热', en: 'Milk picked up warm' },
  PULLDOWN_LATE: { zh: '降温不达标', en: 'Goods do not cool down' },
  BUDGET_HEAT: { zh: '累计超温时长', en: 'Time above the band' },
  BUDGET_CRIT: { zh: '累计严重超温时长', en: 'Time above the critical limit' },
  BUDGET_COLD: { zh: '累计低温时长', en: 'Time below the band' },
  ZONE: { zh: '有害温区累计时长', en: 'Time in a harmful range' },
  SETPOINT_MISMATCH: { zh: '设定温度与计划不符', en: 'Set-point is not the planned one' },
  SETPOINT_NOT_HELD: { zh: '机组未达设定温度', en: 'Unit does not hold its set-point' },
  VENT_MISMATCH: { zh: '换气量与要求不符', en: 'Fresh air is not as required' },
  POWER_OFF: { zh: '断电', en: 'Power off' },
  RISE_RATE: { zh: '升温过快', en: 'Warming too fast' },
  START_STOP: { zh: '机组启停运行', en: 'Unit starts and stops' },
  DOOR_TRANSIT: { zh: '途中开门', en: 'Door open on the way' },
  DOOR_LONG: { zh: '开门过久', en: 'Door open too long' },
  DEFROST_LONG: { zh: '化霜过久', en: 'Defrost too long' },
  DEFROST_OFTEN: { zh: '化霜过频', en: 'Defrosts too often' },
  SENSOR_SUSPECT: { zh: '传感器可疑', en: 'Sensor suspect' },
  RH_HI: { zh: '湿度过高', en: 'Too damp' },
  RH_LO: { zh: '湿度过低', en: 'Too dry' },
  CO2_HI: { zh: '二氧化碳过高', en: 'Too much CO₂' },
  BATTERY_LOW: { zh: '设备电量低', en: 'Device battery low' },
  FUEL_LOW: { zh: '燃油不足', en: 'Fuel low' },
  MILK_TAMPER: { zh: '途中奶罐被动过', en: 'Tank tampered with on the way' },
  NOT_AGITATED: { zh: '未搅拌', en: 'Milk not stirred' },
  CLOCK_SKEW: { zh: '设备时钟不准', en: 'Device clock wrong' },
  UNIT_ALARM: { zh: '机组报警', en: 'Unit alarm' },
  NO_LOT: { zh: '有货无单', en: 'Goods without a lot' },
  DATA_GAP: { zh: '数据缺口', en: 'Data gap' },
  NO_DATA: { zh: '断链 · 无数据', en: 'No data' },
  PREDICTED: { zh: '预计超限', en: 'Limit foretold' },
  LATE_ARRIVAL: { zh: '预计晚到', en: 'Expected late' },
  OFF_ROUTE: { zh: '偏离线路', en: 'Off its route' },
  PRECOOL_LATE: { zh: '预冷迟', en: 'Pre-cooling late' },
};

/** The same where the title is too long for a box of the train: six characters, or twelve letters. */
const SHORT_RULE_WORDS: Partial<Record<RuleCode, Words>> = {
  CRIT_HI: { zh: '严重超温', en: 'Crit. warm' },
  CRIT_LO: { zh: '冻害危险', en: 'Freezing' },
  MILK_6: { zh: '生乳超温', en: 'Warm milk' },
  MILK_10: { zh: '生乳严重', en: 'Crit. milk' },
  MILK_PICKUP: { zh: '收奶偏热', en: 'Warm fill' },
  PULLDOWN_LATE: { zh: '降温不达标', en: 'Cools late' },
  BUDGET_HEAT: { zh: '累计超温', en: 'Heat spent' },
  BUDGET_CRIT: { zh: '累计严重超温', en: 'Crit. spent' },
  BUDGET_COLD: { zh: '累计低温', en: 'Cold spent' },
  ZONE: { zh: '有害温区', en: 'Zone spent' },
  SETPOINT_MISMATCH: { zh: '设定不符', en: 'Set wrong' },
  SETPOINT_NOT_HELD: { zh: '未达设定', en: 'Not held' },
  VENT_MISMATCH: { zh: '换气不符', en: 'Vent wrong' },
  RISE_RATE: { zh: '升温过快', en: 'Warming' },
  START_STOP: { zh: '机组启停', en: 'Start, stop' },
  DOOR_TRANSIT: { zh: '途中开门', en: 'Door open' },
  DOOR_LONG: { zh: '开门过久', en: 'Door open' },
  DEFROST_LONG: { zh: '化霜过久', en: 'Long defrost' },
  DEFROST_OFTEN: { zh: '化霜过频', en: 'Defrosts' },
  SENSOR_SUSPECT: { zh: '传感器可疑', en: 'Sensor odd' },
  CO2_HI: { zh: 'CO₂ 过高', en: 'CO₂ high' },
  BATTERY_LOW: { zh: '电量低', en: 'Low batt.' },
  MILK_TAMPER: { zh: '奶罐被动过', en: 'Tampered' },
  NOT_AGITATED: { zh: '未搅拌', en: 'Not stirred' },
  CLOCK_SKEW: { zh: '时钟不准', en: 'Clock off' },
  NO_LOT: { zh: '有货无单', en: 'No lot' },
  NO_DATA: { zh: '无数据', en: 'No data' },
  PREDICTED: { zh: '预计超限', en: 'Foretold' },
  LATE_ARRIVAL: { zh: '预计晚到', en: 'Late' },
  OFF_ROUTE: { zh: '偏离线路', en: 'Off route' },
  PRECOOL_LATE: { zh: '预冷迟', en: 'Not cooled' },
};

/** What a box of the train says of the worst that stands about it. */
export function shortWordsOfRule(rule: RuleCode): Words {
  return SHORT_RULE_WORDS[rule] ?? RULE_WORDS[rule];
}

/** The words of a rule that may be newer than this console; its code when we do not know it. */
export function wordsOfRule(rule: string): Words {
  return RULE_WORDS[rule as RuleCode] ?? { zh: rule, en: rule };
}

/** What about an alert's rule can be told in one sentence. */
export interface Cause {
  readonly rule: RuleCode;
  /** PROBE, RETURN, SUPPLY or AIR; null for rules that no sensor proves. */
  readonly signal: string | null;
  /** °C; null for rules without a limit. */
  readonly limitCelsius: number | null;
  /** As far as it has risen: what is spent is told by it. */
  readonly severity?: Severity;
}

type Why = (sensor: Words, limit: string, isEstimated: boolean, severity?: Severity) => Words;

const above: Why = (sensor, limit) => ({
  zh: `${sensor.zh}持续高于 ${limit}`,
  en: `${sensor.en} has stayed above ${limit}`,
});
const below: Why = (sensor, limit) => ({
  zh: `${sensor.zh}持续低于 ${limit}`,
  en: `${sensor.en} has stayed below ${limit}`,
});
/** At 100 % of a budget, and only then, an alert is MAJOR or worse (docs/judging.md). */
const spent: Why = (_sensor, _limit, _isEstimated, severity) =>
  severity === 'MAJOR' || severity === 'CRITICAL'
    ? {
        zh: '全程累计时长的预算已用完',
        en: 'All of what the whole journey may spend is spent',
      }
    : {
        zh: '全程累计时长已用去预算的一半以上',
        en: 'More than half of what the whole journey may spend is spent',
      };
const always =
  (zh: string, en: string): Why =>
  () => ({ zh, en });

const WHY: Record<RuleCode, Why> = {
  BAND_HI: above,
  BAND_LO: below,
  CRIT_HI: (sensor, limit) => ({
    zh: `${sensor.zh}超过货损上限 ${limit}`,
    en: `${sensor.en} is over the product limit ${limit}`,
  }),
  CRIT_LO: (sensor, limit) => ({
    zh: `${sensor.zh}低于冻害下限 ${limit}`,
    en: `${sensor.en} is under the freezing limit ${limit}`,
  }),
  MILK_6: above,
  MILK_10: above,
  MILK_PICKUP: (_sensor, limit, isEstimated) =>
    isEstimated
      ? {
          zh: `在该站收进的奶偏热，按计划到达时间推算，罐内奶温届时将高于 ${limit}`,
          en: `The milk that was taken in here was warm: by its planned arrival what is in the tank will be above ${limit}`,
        }
      : {
          zh: `在该站收进的奶温度高于 ${limit}（按罐内前后液位和温度推算）`,
          en: `The milk that was taken in here was above ${limit} (worked out from level and temperature before and after)`,
        },
  PULLDOWN_LATE: (_sensor, _limit, isEstimated) =>
    isEstimated
      ? {
          zh: '按装车时记录的货温推算，内部未按时降到接近设定温度，探头未必测到',
          en: 'By what was noted at loading the goods are not near the set-point inside in time, where no probe need lie',
        }
      : {
          zh: '装车时偏热，未按时降到接近设定温度，或不再下降',
          en: 'Loaded warm, and not near the set-point in time or not falling',
        },
  BUDGET_HEAT: spent,
  BUDGET_CRIT: spent,
  BUDGET_COLD: spent,
  ZONE: spent,
  SETPOINT_MISMATCH: always('机组设定温度偏离计划', 'The unit is set to another temperature'),
  SETPOINT_NOT_HELD: always(
    '送风和回风一直都高于设定温度，机组制冷不足',
    'Both airs are warmer than what the unit is set to: it cools too little',
  ),
  VENT_MISMATCH: always(
    '通风口的换气量偏离货物要求',
    'The vents let in more or less fresh air than the goods are to have',
  ),
  POWER_OFF: always('机组没有供电', 'The unit has no power'),
  RISE_RATE: always('温度上升速度异常', 'The temperature rises faster than it should'),
  START_STOP: always(
    '回风温度来回波动，机组可能处于节油模式',
    'Return air swings up and down: the unit may run in a fuel-saving mode',
  ),
  DOOR_TRANSIT: always('不在计划停靠点却开着门', 'A door is open where no stop is planned'),
  DOOR_LONG: always('车门长时间未关', 'A door has stayed open'),
  DEFROST_LONG: always('化霜长时间不结束', 'A defrost does not end'),
  DEFROST_OFTEN: always(
    '上次化霜后不久再次化霜，蒸发器可能没有化净',
    'It defrosts again soon after the last time: the coil may not have been cleared',
  ),
  SENSOR_SUSPECT: always(
    '传感器读数自相矛盾或长时间不变',
    'A sensor contradicts itself or another, or stands still',
  ),
  RH_HI: always('湿度长时间高于范围', 'Humidity has stayed above its range'),
  RH_LO: always('湿度长时间低于范围', 'Humidity has stayed below its range'),
  CO2_HI: always('二氧化碳长时间高于上限', 'CO₂ has stayed above its limit'),
  BATTERY_LOW: always('设备电池即将耗尽', 'The device will soon be without power'),
  FUEL_LOW: always(
    '机组燃油即将耗尽，或按近几小时的消耗到不了下一可加油（插电）站再加余量；负数为届时缺口',
    'The unit will soon be without fuel, or before the next place where it can be refuelled or plugged and its reserve: below 0 is what will be missing',
  ),
  MILK_TAMPER: always(
    '非计划停靠处液位下降，或阀门、人孔被打开',
    'The level falls, or valve or manhole is open, where nobody is to unload',
  ),
  NOT_AGITATED: always(
    '搅拌器长时间未运行，一支探头不能代表全罐',
    'The agitator has stood still: one probe does not speak for all of the milk',
  ),
  CLOCK_SKEW: always('设备时间已由系统校正', 'Times of the device are corrected'),
  UNIT_ALARM: always(
    '机组控制器有未消除的报警，代码见“最新数值”',
    "The unit's controller has active alarms; the worst is among its latest values",
  ),
  NO_LOT: always(
    '机组在途制冷，却没有登记货物：请绑定批次，或申报空箱',
    'The unit is under way and cools, and no lot is known of: bind its lot, or declare it empty',
  ),
  DATA_GAP: always(
    '一段时间没有收到数据，可能只是信号不好；恢复上报即自动消除',
    'Nothing has come for a while, maybe for want of a network: it is over with the next word',
  ),
  NO_DATA: always(
    '设备已停止上报，货物状态未知',
    'The device has stopped reporting; the state of the goods is unknown',
  ),
  PREDICTED: (_, limit) => ({
    zh: `若不处置，货物将越过 ${limit}`,
    en: `If nothing is done, the goods will cross ${limit}`,
  }),
  LATE_ARRIVAL: always(
    '晚到将用去货物剩余货架期的一成以上（按最坏估计，途中按设定温度）',
    'Being late takes too much of the life that the goods have left (worst case, kept at the set-point from now on)',
  ),
  OFF_ROUTE: always(
    '定位显示已远离计划线路，或本箱不在所属列车上',
    'Positions are far from the planned way, or this box is not with its run',
  ),
  PRECOOL_LATE: (_, limit) => ({
    zh: `临近装车，箱内空气仍高于 ${limit} 或机组断电：请致电装车点或调度，开机并核对设定温度，或推迟装车`,
    en: `Loading is near, and the unit's air is above ${limit} or it has no power: call the loading place or the dispatcher to start it, check its set-point, or put off the loading`,
  }),
};

/** Why the alert stands (原因), in one sentence. */
export function explainCause(cause: Cause): Words {
  const limit = cause.limitCelsius === null ? '' : `${formatCelsius(cause.limitCelsius)} °C`;
  const isEstimated = cause.signal === 'ESTIMATE';
  return WHY[cause.rule](wordsOfSignal(cause.signal), limit, isEstimated, cause.severity);
}
