import type { CheckState, DepartureCheck, DepartureReason } from '@lenglian/planning';
import type { Words } from '../words.ts';

/** What is looked at before a box leaves, as the heads of the sheet. */
export const DEPARTURE_CHECK_WORDS: Readonly<Record<DepartureCheck, Words>> = {
  INSPECTION: { zh: '箱检 PTI', en: 'PTI' },
  SETPOINT: { zh: '设定温度', en: 'Set-point' },
  VENT: { zh: '换气', en: 'Vent' },
  POWER: { zh: '电源/燃油', en: 'Power, fuel' },
  DEVICE: { zh: '设备在线', en: 'Device' },
  CALIBRATION: { zh: '校准', en: 'Calibration' },
  GOODS: { zh: '货批', en: 'Goods' },
  PULP: { zh: '装车货温', en: 'Pulp' },
  SEAL: { zh: '封号', en: 'Seal' },
  CLEANING: { zh: '清洗 CIP', en: 'CIP' },
};

export const CHECK_STATE_WORDS: Readonly<Record<CheckState, Words>> = {
  GREEN: { zh: '绿', en: 'green' },
  AMBER: { zh: '黄', en: 'amber' },
  RED: { zh: '红', en: 'red' },
  UNKNOWN: { zh: '未知', en: 'unknown' },
  NOT_APPLICABLE: { zh: '不适用', en: 'does not apply' },
};

/** In few words: they stand in a cell. `{name}` stands for a parameter of the result, `{at}` for its time. */
const REASON_WORDS: Readonly<Record<DepartureReason, Words>> = {
  EMPTY: { zh: '空箱', en: 'empty' },
  // The mark says it.
  NOT_FOR_ITS_KIND: { zh: '', en: '' },
  OF_ITS_WHOLE: { zh: '见整箱', en: 'see the whole' },
  IN_ITS_PARTS: { zh: '见各舱', en: 'see its parts' },
  NO_DEVICE: { zh: '没有设备', en: 'no device' },
  NOT_HEARD_LATELY: { zh: '10 分钟内无数据', en: 'not heard for 10 min' },
  NOT_REPORTED: { zh: '设备不报', en: 'not reported' },
  INSPECTION_PASSED: { zh: '{at} 通过', en: 'passed {at}' },
  INSPECTION_OLD: { zh: '{at}，已过 30 天', en: '{at}, over 30 days ago' },
  INSPECTION_FAILED: { zh: '{at} 未通过', en: 'failed {at}' },
  NO_INSPECTION: { zh: '没有记录', en: 'none on record' },
  SETPOINT_AS_PLANNED: { zh: '{set} °C', en: '{set} °C' },
  SETPOINT_NEAR: { zh: '{set}，应为 {planned} °C', en: '{set}, planned {planned} °C' },
  SETPOINT_WRONG: { zh: '{set}，应为 {planned} °C', en: '{set}, planned {planned} °C' },
  NO_PLANNED_SETPOINT: { zh: '{set} °C，计划未定', en: '{set} °C, none planned' },
  VENT_AS_PLANNED: { zh: '{set} m³/h', en: '{set} m³/h' },
  VENT_WRONG: { zh: '{set}，应为 {planned} m³/h', en: '{set}, planned {planned} m³/h' },
  VENT_NOT_ASKED: { zh: '无要求', en: 'not asked' },
  POWERED: { zh: '有电', en: 'on' },
  FUEL_LOW: { zh: '燃油 {fuel}%，低于 {least}%', en: 'fuel {fuel} %, below {least} %' },
  NOT_POWERED: { zh: '没有电', en: 'no power' },
  HEARD: { zh: '在线', en: 'heard' },
  SILENT: { zh: '{at} 后无数据', en: 'silent since {at}' },
  NEVER_HEARD: { zh: '从未收到数据', en: 'never heard' },
  DEVICE_MISSING: { zh: '没有设备', en: 'no device' },
  JUDGE_NOT_READY: { zh: '系统刚启动', en: 'system just started' },
  CALIBRATED: { zh: '有效至 {at}', en: 'until {at}' },
  CALIBRATION_ENDS_UNDER_WAY: { zh: '途中 {at} 到期', en: 'ends under way, {at}' },
  CALIBRATION_OVER: { zh: '{at} 已过期', en: 'ended {at}' },
  NOT_CALIBRATED: { zh: '没有记录', en: 'none on record' },
  LOADED: { zh: '{lotCode}', en: '{lotCode}' },
  DECLARED_EMPTY: { zh: '已申报空箱', en: 'declared empty' },
  LAID_UP: { zh: '已封存', en: 'laid up' },
  NOT_DECLARED: { zh: '没有货批，也未申报空箱', en: 'no goods, not declared empty' },
  PULP_COLD_ENOUGH: { zh: '{pulp} °C', en: '{pulp} °C' },
  PULP_WARM: { zh: '{pulp} °C，高于 {limit}', en: '{pulp} °C, above {limit}' },
  PULP_TOO_WARM: { zh: '{pulp} °C，高于 {limit}', en: '{pulp} °C, above {limit}' },
  PULP_COLD: { zh: '{pulp} °C，低于 {limit}', en: '{pulp} °C, below {limit}' },
  PULP_TOO_COLD: { zh: '{pulp} °C，低于 {limit}', en: '{pulp} °C, below {limit}' },
  PULP_NOT_MEASURED: { zh: '没有测', en: 'not measured' },
  SEALED: { zh: '{sealNumber}', en: '{sealNumber}' },
  NO_SEAL: { zh: '没有登记', en: 'none on record' },
  CLEAN: { zh: '{at} 合格', en: 'clean {at}' },
  NOT_CLEAN: { zh: '{at}，装货时不合格', en: '{at}, not clean when loaded' },
  NEVER_CLEANED: { zh: '没有记录', en: 'none on record' },
};

/**
 * Why a check stands as it does.
 *
 * @param at its time, as it is to be written
 */
export function wordsOfCheck(
  {
    reason,
    parameters,
  }: {
    readonly reason: DepartureReason;
    readonly parameters: Readonly<Record<string, string | number>>;
  },
  at: string,
): Words {
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (_, name: string) =>
      name === 'at' ? at : String(parameters[name] ?? '—'),
    );
  const { zh, en } = REASON_WORDS[reason];
  return { zh: fill(zh), en: fill(en) };
}
