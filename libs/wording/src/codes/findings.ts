import type { Finding, FindingCode } from '@lenglian/planning';
import type { Words } from '../words.ts';
import { FINDINGS_OF_GOODS } from './findings-of-goods.ts';
import { FINDINGS_OF_PROFILES } from './findings-of-profiles.ts';

/** What is wrong with a plan (those of goods stand apart), and what to change. `{name}` stands for a parameter of the finding. */
const FINDING_WORDS: Readonly<Record<FindingCode, Words>> = {
  ...FINDINGS_OF_GOODS,
  ...FINDINGS_OF_PROFILES,
  RUN_EXISTS: {
    zh: '班次号 {runCode} 已存在，请换一个。',
    en: 'There is a run {runCode} already. Choose another code.',
  },
  UNKNOWN_SERVICE: {
    zh: '没有班列 {serviceCode}。',
    en: 'There is no service {serviceCode}.',
  },
  LEFT_NOT_RELEASED: {
    zh: '{total} 箱中有 {count} 箱未绿也未放行就发车：{unitCodes}。放行单已按发车时保存。',
    en: '{count} of {total} boxes left neither green nor released: {unitCodes}. The board is kept as it was.',
  },
  UNKNOWN_WAY: {
    zh: '班列 {serviceCode} 没有线路 {wayCode}，请选线路或填写各段。',
    en: 'Service {serviceCode} has no way {wayCode}. Choose one of its ways, or give the legs.',
  },
  LEG_WITHOUT_DURATION: {
    zh: '第 {leg} 段的运行时间未知，请填写各段时间。',
    en: 'Nobody knows how long leg {leg} takes. Give the legs with their times.',
  },
  OUT_OF_SEASON: {
    zh: '发车日 {day} 不在班列运行季 {from} 至 {until} 内。',
    en: 'The departure on {day} is outside the season, {from} to {until}.',
  },
  NOT_ITS_STOPS: {
    zh: '{unitCode}：班次不按先 {join} 后 {leave} 的顺序停站。',
    en: '{unitCode}: the run does not stop at {join} and then at {leave}.',
  },
  NO_LEGS: { zh: '没有运行区段。', en: 'The run has no legs.' },
  UNKNOWN_PLACE: { zh: '没有地点 {placeCode}。', en: 'There is no place {placeCode}.' },
  LEG_TOO_SHORT: {
    zh: '第 {leg} 段到达不晚于出发。',
    en: 'Leg {leg} does not arrive after it departs.',
  },
  LEGS_APART: {
    zh: '下一段从 {placeCode} 出发，上一段却到 {expected}。',
    en: 'A leg begins at {placeCode}, the one before ends at {expected}.',
  },
  LEGS_OVERLAP: {
    zh: '第 {leg} 段在上一段到达前出发。',
    en: 'Leg {leg} departs before the one before has arrived.',
  },
  ARRIVED_BEFORE_IT_DEPARTED: {
    zh: '第 {leg} 段到达早于出发，请核对时间。',
    en: 'Leg {leg} would have arrived before it departed. Check the times.',
  },
  LOADING_AFTER_DEPARTURE: { zh: '装车晚于发车。', en: 'Loading begins after the departure.' },
  NO_LINES: { zh: '清单是空的。', en: 'The manifest has no lines.' },
  TOO_MANY_LINES: {
    zh: '清单有 {count} 行，最多 {max} 行。',
    en: 'The manifest has {count} lines; {max} are the most.',
  },
  WRONG_VALUE: { zh: '“{value}”不能用：{whyZh}', en: '"{value}" cannot be used: {why}' },
  MISSING_COLUMN: { zh: '缺少列 {column}。', en: 'Column {column} is missing.' },
  UNKNOWN_COLUMN: {
    zh: '不认识列“{column}”，已忽略。',
    en: 'Column "{column}" is not known and left out.',
  },
  UNREADABLE_LINE: { zh: '这一行读不懂：{whyZh}', en: 'The line cannot be read: {why}' },
  BAD_CONTAINER_NUMBER: {
    zh: '箱号 {unitCode} 校验不符，应为 {right}。',
    en: 'Container number {unitCode} fails its check digit; it should be {right}.',
  },
  BAD_ULD_NUMBER: {
    zh: '{unitCode} 不像航空集装器编号（如 RKN12345CZ），请核对。',
    en: '{unitCode} does not look like a ULD number (such as RKN12345CZ). Check it.',
  },
  NO_PARTS: {
    zh: '{unitCode}：{kind} 没有分舱或分区，请去掉“/”后的部分。',
    en: '{unitCode}: a {kind} has no compartments. Leave out what follows the slash.',
  },
  UNIT_LAID_UP: {
    zh: '{unitCode} 已封存，请先解除封存。',
    en: '{unitCode} is laid up. Declare it in use first.',
  },
  TANKER_NOT_CLEAN: {
    zh: '{unitCode} 未清洗合格，不能装奶。上次清洗：{cleanedAt}。须在装奶前 24 小时内清洗（CIP），其后未装过奶。',
    en: '{unitCode} is not clean. Last cleaning: {cleanedAt}. Clean it (CIP) within 24 h before milk is loaded, with no milk in between.',
  },
  TANKER_TO_BE_CLEANED: {
    zh: '{unitCode} 装奶前须清洗（CIP）。上次清洗：{cleanedAt}。',
    en: '{unitCode} must be cleaned (CIP) before it loads. Last cleaning: {cleanedAt}.',
  },
  UNIT_KIND_DIFFERS: {
    zh: '{unitCode} 登记为 {known}，不是 {kind}。',
    en: '{unitCode} is known as {known}, not {kind}.',
  },
  UNIT_ELSEWHERE: {
    zh: '{unitCode} 还在班次 {runCode} 上，请先结束该班次或摘下此箱。',
    en: '{unitCode} is on run {runCode}. Close that run or take the unit off it first.',
  },
  NEXT_RUN_OVERLAPS: {
    zh: '{unitCode} 预计 {until} 才到，而班次 {runCode} 要它 {from} 装车：请推迟该班次，或给它换一个箱。',
    en: '{unitCode} is expected at {until}, but run {runCode} loads it at {from}. Delay that run, or give it another unit.',
  },
  DEVICE_NEXT_OVERLAPS: {
    zh: '设备 {deviceId} 随 {unitCode} 预计 {until} 才到，而 {other} 从 {from} 起要用它：请给 {other} 换一个设备，或推迟其班次。',
    en: 'Device {deviceId} is expected with {unitCode} at {until}, but is to be on {other} from {from}. Give that unit another device, or delay its run.',
  },
  UNIT_LINES_DIFFER: {
    zh: '{unitCode} 的 {field} 与第 {firstLine} 行不同。',
    en: '{field} of {unitCode} differs from line {firstLine}.',
  },
  POSITION_TWICE: {
    zh: '位置 {position} 在第 {firstLine} 行已给 {unitCode}。',
    en: 'Place {position} is taken by {unitCode}, line {firstLine}.',
  },
  EMPTY_AND_LOADED: {
    zh: '{unitCode} 在第 {firstLine} 行另有说法：不能既空又装货。',
    en: '{unitCode} cannot be both empty and loaded (line {firstLine}).',
  },
  NO_DEVICE: {
    zh: '{unitCode} 没有设备，无法监测。',
    en: '{unitCode} has no device: nobody watches it.',
  },
  UNKNOWN_DEVICE: { zh: '没有设备 {deviceId}。', en: 'There is no device {deviceId}.' },
  DEVICE_REVOKED: { zh: '设备 {deviceId} 已注销。', en: 'Device {deviceId} is revoked.' },
  DEVICE_ELSEWHERE: {
    zh: '设备 {deviceId} 在 {unitCode} 上，请先改绑。',
    en: 'Device {deviceId} is on {unitCode}. Bind it here first.',
  },
  DEVICE_TWICE: {
    zh: '设备 {deviceId} 在第 {firstLine} 行已给 {unitCode}。',
    en: 'Device {deviceId} is given to {unitCode}, line {firstLine}.',
  },
  DEVICE_KIND_DIFFERS: {
    zh: '设备 {deviceId} 是 {kind} 用的，装在 {unitKind} 上。',
    en: 'Device {deviceId} is one for {kind}, put on {unitKind}.',
  },
  CALIBRATION_EXPIRED: {
    zh: '设备 {deviceId} 的校准 {until} 已过期，请换设备或重新校准。',
    en: 'The calibration of device {deviceId} expired on {until}. Use another one, or calibrate it.',
  },
  CALIBRATION_EXPIRES: {
    zh: '设备 {deviceId} 的校准在途中到期（{until}）。',
    en: 'The calibration of device {deviceId} expires under way, on {until}.',
  },
  UNKNOWN_CULTIVAR: {
    zh: '{commodityCode} 没有品种 {cultivarCode} 的温度要求。',
    en: '{commodityCode} has no cultivar {cultivarCode} with limits of its own.',
  },
  NO_SAFE_TEMPERATURE: {
    zh: '{commodityCode} 糖度 {brixDegrees}°Brix 时没有安全温度，请核对糖度。',
    en: '{commodityCode} of {brixDegrees} °Brix has no safe temperature. Check the figure.',
  },
  SETPOINT_OUTSIDE: {
    zh: '{unitCode} 设定温度 {setpointCelsius} ℃ 超出 {commodityCode} 的范围，应为 {asked} ℃。',
    en: '{unitCode}: a set-point of {setpointCelsius} °C is outside what {commodityCode} bears. It should be {asked} °C.',
  },
  SETPOINT_DIFFERS: {
    zh: '{unitCode} 设定温度 {setpointCelsius} ℃，{commodityCode} 要求 {asked} ℃。',
    en: '{unitCode}: the set-point is {setpointCelsius} °C; {commodityCode} asks for {asked} °C.',
  },
  LOT_EXISTS: { zh: '批号 {lotCode} 已存在。', en: 'There is a lot {lotCode} already.' },
  LOT_TWICE: {
    zh: '批号 {lotCode} 与第 {firstLine} 行重复。',
    en: 'Lot {lotCode} is on line {firstLine} too.',
  },
  UNKNOWN_COMMODITY: {
    zh: '没有品类 {commodityCode} 的温度要求。',
    en: 'There are no limits for commodity {commodityCode}.',
  },
  COMMODITY_NOT_OF_SERVICE: {
    zh: '班列 {serviceCode} 一般不运 {commodityCode}。',
    en: 'Service {serviceCode} does not usually carry {commodityCode}.',
  },
  BANDS_DO_NOT_MEET: {
    zh: '{unitCode}：{commodityCode} 与 {other} 没有共同的温度范围，须分箱。',
    en: '{unitCode}: no temperature suits both {commodityCode} and {other}. Use two units.',
  },
  BANDS_MEET_NARROWLY: {
    zh: '{unitCode}：{commodityCode} 与 {other} 的共同温度范围不足 1 度。',
    en: '{unitCode}: {commodityCode} and {other} share less than one degree.',
  },
  THERMAL_STATES_MIXED: {
    zh: '{unitCode}：{commodityCode} 与 {other} 温度状态不同，须分箱。',
    en: '{unitCode}: {commodityCode} and {other} are of different thermal states. Use two units.',
  },
  FAMILIES_MIXED: {
    zh: '{unitCode}：{commodityCode} 不能与 {other} 同装（串味、卫生）。',
    en: '{unitCode}: {commodityCode} must not share a unit with {other} (odour, hygiene).',
  },
  ETHYLENE: {
    zh: '{unitCode}：{commodityCode} 与 {other} 同装超过 48 小时，乙烯会催熟。',
    en: '{unitCode}: over 48 h, ethylene between {commodityCode} and {other} ripens fruit.',
  },
  SULPHUR_DIOXIDE: {
    zh: '{unitCode}：葡萄若用保鲜垫（SO2），不能与别的果品同装。',
    en: '{unitCode}: grapes with SO2 pads must be alone.',
  },
  HUMIDITIES_DO_NOT_MEET: {
    zh: '{unitCode}：{commodityCode} 与 {other} 没有共同的湿度范围。',
    en: '{unitCode}: no humidity suits both {commodityCode} and {other}.',
  },
};

/** A finding in words, its parameters filled in. */
export function wordsOfFinding({ code, parameters }: Pick<Finding, 'code' | 'parameters'>): Words {
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => String(parameters[name] ?? '') || '—');
  const { zh, en } = FINDING_WORDS[code];
  return { zh: fill(zh), en: fill(en) };
}
