import type { Words } from '../words.ts';

/** The page of a consignee who has a link and no account (客户页). */
export const SHARED_LOT_TEXT = {
  title: { zh: '货物状态', en: 'Your goods' },
  lot: { zh: '批次', en: 'Lot' },
  productNow: { zh: '货温', en: 'Product temperature' },
  limits: { zh: '规定温度', en: 'To be within' },
  measured: { zh: '测量于', en: 'Measured' },
  neverMeasured: { zh: '没有货温测量。', en: 'The goods themselves are not measured.' },
  lastMeasured: { zh: '最后一次测得', en: 'Last measured' },
  where: { zh: '行程', en: 'Journey' },
  byPlan: {
    zh: '时间按计划和已知的行程推算，不是实时位置。',
    en: 'Times by the plan and what is known of the way; not a live position.',
  },
  noRun: { zh: '现在不在运输班次上。', en: 'Not on a run at present.' },
  lastStop: { zh: '上一站', en: 'Last stop' },
  nextStop: { zh: '下一站', en: 'Next stop' },
  plannedArrival: { zh: '计划到达', en: 'Planned arrival' },
  expected: { zh: '预计', en: 'expected' },
  arrived: { zh: '已到达', en: 'Has arrived' },
  chart: { zh: '最近 24 小时货温（°C）', en: 'Product temperature, last 24 h (°C)' },
  noChart: { zh: '这段时间没有货温测量。', en: 'The goods were not measured in this time.' },
  chartUnavailable: { zh: '温度曲线暂时取不到。', en: 'The chart is not available right now.' },
  details: { zh: '货物', en: 'Goods' },
  quantity: { zh: '数量', en: 'Quantity' },
  notKnown: { zh: '不清楚', en: 'Not known' },
  asOf: { zh: '数据时间', en: 'As of' },
  validUntil: { zh: '链接有效至', en: 'Link valid until' },
  notOpen: { zh: '打不开这个链接', en: 'This link does not open' },
  notOpenWhy: {
    zh: '链接不完整、已过期或已撤销。请向发货人索取新的链接。',
    en: 'It is incomplete, has expired or was revoked. Ask the shipper for a new one.',
  },
} as const satisfies Record<string, Words>;

/** How goods stand against the temperatures they are to have, by code. */
export const PRODUCT_STATE_WORDS = {
  WITHIN: { zh: '在规定温度内', en: 'Within limits' },
  TOO_WARM: { zh: '高于规定温度', en: 'Warmer than allowed' },
  TOO_COLD: { zh: '低于规定温度', en: 'Colder than allowed' },
  NOT_KNOWN: { zh: '现在不清楚', en: 'Not known right now' },
} as const satisfies Record<string, Words>;

/** What a picture of temperatures tells, for whoever cannot see it. */
export function chartSummary(low: string, high: string): Words {
  return {
    zh: `货温最低 ${low} °C，最高 ${high} °C。`,
    en: `Product temperature from ${low} °C to ${high} °C.`,
  };
}

/** Making and revoking the links of a lot. */
export const LOT_LINKS_TEXT = {
  title: { zh: '客户链接', en: 'Links for consignees' },
  explained: {
    zh: '有链接的人不用账号就能看到这批货的温度和行程，看不到告警、人员和别的货。',
    en: 'Whoever has a link sees how this lot stands and where it is, without an account; no alerts, no people, no other lots.',
  },
  make: { zh: '新建链接', en: 'Make a link' },
  label: { zh: '给谁用（只有内部看得到）', en: 'For whom (only seen inside)' },
  lasts: { zh: '有效期', en: 'Good for' },
  confirm: { zh: '生成', en: 'Make' },
  making: { zh: '正在生成…', en: 'Making…' },
  cancel: { zh: '取消', en: 'Cancel' },
  onlyOnce: {
    zh: '请现在复制：这个地址只显示这一次。',
    en: 'Copy it now: this address is shown only once.',
  },
  address: { zh: '链接地址', en: 'Address of the link' },
  copy: { zh: '复制', en: 'Copy' },
  copied: { zh: '已复制', en: 'Copied' },
  done: { zh: '完成', en: 'Done' },
  none: { zh: '还没有链接。', en: 'No links yet.' },
  unnamed: { zh: '未注明', en: 'Not named' },
  until: { zh: '有效至', en: 'Until' },
  over: { zh: '已过期', en: 'Expired' },
  revoked: { zh: '已撤销', en: 'Revoked' },
  revoke: { zh: '撤销', en: 'Revoke' },
  reallyRevoke: { zh: '确认撤销', en: 'Really revoke' },
} as const satisfies Record<string, Words>;

/** "14 天" */
export function days(count: number): Words {
  return { zh: `${count} 天`, en: `${count} d` };
}
