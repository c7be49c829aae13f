import type { Words } from '../words.ts';

export const UNIT_TEXT = {
  latest: { zh: '最新数值', en: 'Latest values' },
  measured: { zh: '测量', en: 'Measured' },
  received: { zh: '收到', en: 'Received' },
  lots: { zh: '货物与限值', en: 'Goods and limits' },
  lot: { zh: '货批', en: 'Lot' },
  commodity: { zh: '品名', en: 'Commodity' },
  quantity: { zh: '数量', en: 'Quantity' },
  setpoint: { zh: '设定', en: 'Set-point' },
  band: { zh: '正常范围', en: 'Normal band' },
  criticalLow: { zh: '冻害下限', en: 'Freezing limit' },
  criticalHigh: { zh: '货损上限', en: 'Product limit' },
  profileVersion: { zh: '限值版本', en: 'Profile version' },
  noLots: { zh: '没有绑定货物。', en: 'No goods are bound to this unit.' },
  alerts: { zh: '当前告警', en: 'Live alerts' },
  noAlerts: { zh: '没有未结束的告警', en: 'No live alerts' },
  devices: { zh: '设备', en: 'Devices' },
  chart: { zh: '温度曲线', en: 'Temperatures' },
  range: { zh: '时间范围', en: 'Time range' },
  shownSeries: { zh: '显示的曲线', en: 'Shown lines' },
  noReadings: { zh: '这段时间没有测量。', en: 'Nothing was measured in this time.' },
  doorLane: { zh: '门开', en: 'Door' },
  defrostLane: { zh: '化霜', en: 'Defrost' },
  powerLane: { zh: '断电', en: 'Power off' },
  gapLane: { zh: '无数据', en: 'No data' },
  alertLane: { zh: '告警', en: 'Alerts' },
  open: { zh: '开', en: 'Open' },
  closed: { zh: '关', en: 'Closed' },
  powered: { zh: '有电', en: 'On' },
  unpowered: { zh: '断电', en: 'Off' },
  unpoweredNote: { zh: '断电', en: 'Power off' },
  doorOpenNote: { zh: '门开', en: 'Door open' },
  defrosting: { zh: '进行中', en: 'Running' },
  notDefrosting: { zh: '否', en: 'No' },
  unknown: { zh: '未测', en: 'Not measured' },
  previous: { zh: '前一箱', en: 'Previous unit' },
  next: { zh: '后一箱', en: 'Next unit' },
  resetZoom: { zh: '还原缩放', en: 'Reset zoom' },
  silentNow: {
    zh: '下面是最后一次收到的数值，不代表现在。',
    en: 'These are the last values received; they do not tell how it is now.',
  },
} as const satisfies Record<string, Words>;

/** The ranges a chart can show. */
export const CHART_RANGE_WORDS = {
  '6h': { zh: '6 小时', en: '6 h' },
  '24h': { zh: '24 小时', en: '24 h' },
  '6d': { zh: '6 天', en: '6 d' },
} as const satisfies Record<string, Words>;

/** Nothing has come since a while. */
export function silentFor(duration: Words): Words {
  return { zh: `已 ${duration.zh}无数据`, en: `No data for ${duration.en}` };
}

/** "20.6 吨" */
export function tonnes(kilograms: number): Words {
  const value = (kilograms / 1000).toFixed(1);
  return { zh: `${value} 吨`, en: `${value} t` };
}
