import { formatDuration } from '../numbers/durations.ts';
import { formatNumber } from '../numbers/temperatures.ts';
import type { Duration } from '@lenglian/quantities';
import type { Words } from '../words.ts';

/** What is put down about units and their devices. */
export const EQUIPMENT_TEXT = {
  declarations: { zh: '申报状态', en: 'Declared state' },
  declare: { zh: '申报', en: 'Declare' },
  state: { zh: '状态', en: 'State' },
  validFrom: { zh: '起', en: 'From' },
  declareReason: { zh: '说明', en: 'Why' },
  neverDeclared: { zh: '没有申报过，视为在用。', en: 'Never declared: it counts as in use.' },
  declareExplained: {
    zh: '空箱和封存的箱没有数据不告警；箱内有货时只能申报在用。',
    en: 'Nobody is alarmed by the silence of an empty or laid-up unit. While goods lie in it, it is in use.',
  },
  asTheWhole: { zh: '分舱的状态与整箱相同。', en: 'A compartment is as its whole is declared.' },
  goodsInIt: {
    zh: '箱内（或其分舱）那时还有货，只能申报在用。',
    en: 'Goods lie in it, or in a compartment of it, at that moment: it is in use.',
  },
  cleanings: { zh: '清洗（CIP）', en: 'Cleanings (CIP)' },
  clean: { zh: '登记清洗', en: 'Record a cleaning' },
  cleanedAt: { zh: '洗完时间', en: 'Cleaned by' },
  result: { zh: '结果', en: 'Result' },
  isClean: { zh: '合格', en: 'Clean' },
  notClean: { zh: '不合格', en: 'Not clean' },
  neverCleaned: { zh: '没有清洗记录。', en: 'No cleaning on record.' },
  cleanExplained: {
    zh: '装奶前 24 小时内须有一次合格的清洗。',
    en: 'Milk is loaded only within 24 h after a cleaning that came out clean.',
  },
  certificate: { zh: '证书号', en: 'Certificate' },
  note: { zh: '备注', en: 'Note' },
  inFuture: { zh: '时间不能晚于现在。', en: 'This moment has not come yet.' },
  calibrations: { zh: '设备校准', en: 'Calibrations' },
  calibrate: { zh: '登记校准', en: 'Record a calibration' },
  neverCalibrated: { zh: '没有校准记录', en: 'no calibration on record' },
  noDevices: { zh: '现在没有设备在这个箱上。', en: 'No device is on this unit now.' },
  channel: { zh: '通道', en: 'Channel' },
  allChannels: { zh: '全部通道', en: 'All channels' },
  calibratedAt: { zh: '校准时间', en: 'Calibrated' },
  validUntil: { zh: '有效至', en: 'Valid until' },
  offset: { zh: '修正值 K', en: 'Offset K' },
  offsetExplained: { zh: '加到原始值上，例如 −0.2', en: 'is added to the raw value: −0.2' },
  calibrationRefused: {
    zh: '须晚于校准时间；校准时间不能晚于现在。',
    en: 'It must be after the calibration, and that not in the future.',
  },
  planned: { zh: '计划', en: 'planned' },
  parts: { zh: '整箱与分舱', en: 'Whole and compartments' },
  whole: { zh: '整箱', en: 'Whole unit' },
  part: { zh: '分舱', en: 'Compartment' },
} as const satisfies Record<string, Words>;

/** "高于计划 1.0 °C" */
export function offPlan(kelvin: number): Words {
  const by = formatNumber(Math.abs(kelvin), 1);
  return kelvin > 0
    ? { zh: `高于计划 ${by} °C`, en: `${by} °C above the plan` }
    : { zh: `低于计划 ${by} °C`, en: `${by} °C below the plan` };
}

/** How long a calibration still holds; since when it does not, where that is past. */
export function calibrationStanding(left: Duration): Words {
  const span = formatDuration(Math.abs(left));
  return left > 0
    ? { zh: `还有 ${span.zh}`, en: `${span.en} left` }
    : { zh: `已过期 ${span.zh}`, en: `expired ${span.en} ago` };
}

/** "修正 −0.2 K" */
export function offsetBy(kelvin: number): Words {
  const sign = kelvin > 0 ? '+' : '';
  return {
    zh: `修正 ${sign}${formatNumber(kelvin, 2)} K`,
    en: `offset ${sign}${formatNumber(kelvin, 2)} K`,
  };
}
