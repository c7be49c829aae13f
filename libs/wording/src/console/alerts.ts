import type { Words } from '../words.ts';

export const ALERT_TEXT = {
  title: { zh: '告警', en: 'Alerts' },
  filter: { zh: '按状态筛选', en: 'Filter by state' },
  live: { zh: '未结束', en: 'Live' },
  all: { zh: '全部', en: 'All' },
  none: { zh: '没有这样的告警。', en: 'No such alerts.' },
  more: { zh: '更早的告警', en: 'Earlier alerts' },
  choose: { zh: '选一条告警看详情。', en: 'Choose an alert to see it whole.' },
  detail: { zh: '告警详情', en: 'Alert' },
  back: { zh: '返回列表', en: 'Back to the list' },
  now: { zh: '现在', en: 'Now' },
  limit: { zh: '限值', en: 'Limit' },
  severity: { zh: '级别', en: 'Severity' },
  peak: { zh: '最坏值', en: 'Worst' },
  lasted: { zh: '已持续', en: 'For' },
  lastedInAll: { zh: '共持续', en: 'Lasted' },
  cause: { zh: '原因', en: 'Cause' },
  lot: { zh: '货物', en: 'Goods' },
  unit: { zh: '箱', en: 'Unit' },
  run: { zh: '班次', en: 'Run' },
  device: { zh: '设备', en: 'Device' },
  noLot: { zh: '未绑定货物', en: 'No lot' },
  startedAt: { zh: '开始', en: 'Began' },
  raisedAt: { zh: '判定', en: 'Proven' },
  detectedAt: { zh: '发现', en: 'Detected' },
  endedAt: { zh: '结束', en: 'Ended' },
  startedExplained: { zh: '首个超限样本', en: 'first sample outside' },
  firstTold: { zh: '首次提示', en: 'first told' },
  raisedExplained: { zh: '超过判定时间', en: 'delay served' },
  detectedExplained: { zh: '服务器收到', en: 'known to the server' },
  endedExplained: { zh: '首个恢复样本', en: 'first good sample' },
  ongoing: { zh: '仍在持续', en: 'still going on' },
  estimated: { zh: '估算', en: 'Estimated' },
  estimatedExplained: {
    zh: '没有货芯探头，货温由箱内空气推算。',
    en: 'No probe: the product temperature is worked out from the air.',
  },
  unverified: { zh: '待核实', en: 'To be verified' },
  unverifiedExplained: {
    zh: '判定时传感器可疑，请先核实读数。',
    en: 'A sensor was suspect when this was raised: check the reading first.',
  },
  kelvinMinutes: { zh: '超限 °C·分钟', en: '°C·min beyond' },
  spent: { zh: '已用累计时长', en: 'Time spent' },
  late: { zh: '补传', en: 'Backfilled' },
  lateExplained: {
    zh: '由补传数据判定，发现晚于发生。',
    en: 'Found in data that arrived long after it was measured.',
  },
  annulled: { zh: '已更正', en: 'Corrected' },
  annulledExplained: {
    zh: '后到的数据推翻了这次判定；记录保留，不需要处置。',
    en: 'Later data took this verdict back. Kept on record; nothing to do.',
  },
  acknowledge: { zh: '接手', en: 'Take it' },
  acknowledgeAgain: { zh: '更改复查时间', en: 'Change next check' },
  confirm: { zh: '确认接手', en: 'Take it now' },
  cancel: { zh: '取消', en: 'Cancel' },
  sending: { zh: '正在提交…', en: 'Sending…' },
  nextCheck: { zh: '下次复查', en: 'Next check' },
  checkOverdue: { zh: '复查已到时', en: 'Check is due' },
  note: { zh: '备注', en: 'Note' },
  notePlaceholder: { zh: '例如：已电话通知押运员', en: 'For example: escort phoned' },
  owner: { zh: '负责人', en: 'Owner' },
  unowned: { zh: '无人接手', en: 'Nobody has it' },
  openUnit: { zh: '看曲线', en: 'See the chart' },
} as const satisfies Record<string, Words>;

/** How far ahead the next check lies, as a choice. */
export function nextCheckIn(minutes: number): Words {
  if (minutes < 60) return { zh: `${minutes} 分钟后`, en: `in ${minutes} min` };
  return { zh: `${minutes / 60} 小时后`, en: `in ${minutes / 60} h` };
}

/** The next place to act as the time of the next check. @param place empty where it has no name */
export function nextCheckAtPlace(place: string, time: string): Words {
  const named = place === '' ? time : `${place} ${time}`;
  return { zh: `下一可处置站 ${named}`, en: `next place to act: ${named}` };
}

/** Who has it and when they look again. */
export function ownedBy(owner: string, nextCheck: string | null): Words {
  return {
    zh: nextCheck === null ? `${owner} 已接手` : `${owner} 已接手，${nextCheck} 复查`,
    en: nextCheck === null ? `${owner} has it` : `${owner} has it, checks at ${nextCheck}`,
  };
}
