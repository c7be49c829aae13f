import type { Words } from '../words.ts';

/** The temperature certificate of a lot, on paper. */
export const CERTIFICATE_TEXT = {
  title: { zh: '温度记录证明', en: 'Temperature record' },
  open: { zh: '温度记录证明（可打印）', en: 'Temperature record (to print)' },
  print: { zh: '打印', en: 'Print' },
  back: { zh: '返回', en: 'Back' },
  supports: {
    zh: '本页汇总测得的数据，供判断参考；不是检验或认证结论。',
    en: 'This sheet gathers what was measured, in support of a judgement; it certifies nothing.',
  },
  goods: { zh: '货物', en: 'Goods' },
  period: { zh: '时段', en: 'Period' },
  units: { zh: '所在箱', en: 'Boxes' },
  limits: { zh: '限值', en: 'Limits' },
  band: { zh: '正常范围', en: 'Band' },
  critical: { zh: '临界', en: 'Critical' },
  profile: { zh: '限值版本', en: 'Version of limits' },
  noLimit: { zh: '无下限', en: 'none below' },
  airMargin: { zh: '只有风温时上限另加', en: 'added above where only air is measured' },
  measuredBy: { zh: '测量对象', en: 'What was measured' },
  range: { zh: '最低 / 最高', en: 'Lowest / highest' },
  chart: { zh: '温度曲线（°C）', en: 'Temperature (°C)' },
  time: { zh: '时间合计', en: 'Time in all' },
  measured: { zh: '有测量', en: 'Measured' },
  unknown: { zh: '无测量', en: 'Not measured' },
  aboveBand: { zh: '高于正常范围', en: 'Above the band' },
  belowBand: { zh: '低于正常范围', en: 'Below the band' },
  aboveCritical: { zh: '高于临界', en: 'Above critical' },
  belowCritical: { zh: '低于临界', en: 'Below critical' },
  gaps: { zh: '数据空白', en: 'Gaps' },
  noGaps: { zh: '没有超过 10 分钟的空白。', en: 'None longer than 10 minutes.' },
  custody: { zh: '保管方与超限时间（内部）', en: 'Custodians and time outside limits (internal)' },
  nobody: { zh: '无记录', en: 'Nobody on record' },
  handOvers: { zh: '交接', en: 'Hand-overs' },
  noHandOvers: { zh: '没有交接记录。', en: 'None on record.' },
  seals: { zh: '封号（查验 / 新加）', en: 'Seal (found / put on)' },
  temperatures: { zh: '表面 / 中心 °C', en: 'Surface / core °C' },
  devices: { zh: '测量设备', en: 'Devices' },
  noDevices: { zh: '没有设备。', en: 'None.' },
  calibratedUntil: { zh: '校准有效至', en: 'Calibrated until' },
  certificateNumber: { zh: '证书', en: 'certificate' },
  offset: { zh: '修正', en: 'offset' },
  notCalibrated: { zh: '没有校准记录', en: 'no calibration on record' },
  overdue: { zh: '已过期', en: 'expired' },
  edits: { zh: '记录的更改', en: 'Edits of the record' },
  noEdits: { zh: '没有更改。', en: 'None.' },
  generatedAt: { zh: '生成于', en: 'Made at' },
  verify: { zh: '扫码查看原始页面', en: 'Scan to see the page itself' },
  noVerify: {
    zh: '需要对外核验时，请从客户链接打印。',
    en: 'For others to verify it, print it from a link for consignees.',
  },
} as const satisfies Record<string, Words>;

/** Where there are more gaps than are told. */
export function gapsTold(told: number, all: number): Words {
  return {
    zh: `共 ${all} 段，列出最长的 ${told} 段`,
    en: `${all} in all; the longest ${told} are listed`,
  };
}
