import type { Words } from '../words.ts';

/** The page that a party without an account opens by a link, and how the link is made. */
export const HAND_OVER_LINK_TEXT = {
  title: { zh: '交接确认', en: 'Confirm a hand-over' },
  explained: {
    zh: '请核对下面的内容。只能回答一次。',
    en: 'Check what is written here. You can answer once.',
  },
  invalid: { zh: '链接不能用', en: 'This link does not work' },
  invalidExplained: {
    zh: '链接已用过、已过期或不正确。请向交接单的记录人要新的链接。',
    en: 'It has been used, has expired, or is not right. Ask whoever recorded the hand-over for a new one.',
  },
  handedOverAt: { zh: '交接时间', en: 'Handed over' },
  from: { zh: '交方', en: 'From' },
  to: { zh: '接方', en: 'To' },
  yourSide: { zh: '您这一方', en: 'your side' },
  place: { zh: '地点', en: 'Place' },
  run: { zh: '班次', en: 'Run' },
  unit: { zh: '箱号', en: 'Unit' },
  waybill: { zh: '运单号', en: 'Waybill' },
  sealFound: { zh: '原封号', en: 'Seal found' },
  sealApplied: { zh: '新封号', en: 'Seal put on' },
  surface: { zh: '表面温度', en: 'Surface' },
  core: { zh: '中心温度', en: 'Core' },
  thermometer: { zh: '温度计', en: 'Thermometer' },
  note: { zh: '备注', en: 'Note' },
  milkFarmTank: { zh: '牧场奶罐', en: 'Farm tank' },
  milkedAt: { zh: '挤奶结束', en: 'Milking ended' },
  milkDeparture: { zh: '发车奶温', en: 'At departure' },
  milkArrival: { zh: '到达奶温', en: 'At arrival' },
  milkAntibiotics: { zh: '抗生素', en: 'Antibiotics' },
  milkSample: { zh: '样品号', en: 'Sample' },
  milkPermit: { zh: '准运证明', en: 'Transport permit' },
  milkCleaning: { zh: '清洗记录', en: 'Cleaning' },
  lots: { zh: '货物', en: 'Goods' },
  damaged: { zh: '损坏', en: 'damaged' },
  rejected: { zh: '拒收', en: 'rejected' },
  conditions: { zh: '交接前 24 小时', en: 'The 24 h before' },
  gaps: { zh: '无数据', en: 'no data' },
  name: { zh: '您的姓名', en: 'Your name' },
  nameExplained: {
    zh: '只用于这次交接的记录；保存期满后删除。',
    en: 'Kept with this hand-over only, and erased when its time is over.',
  },
  confirm: { zh: '确认无误', en: 'Confirm' },
  disagree: { zh: '有异议', en: 'I do not agree' },
  reason: { zh: '哪里不对？', en: 'What is not right?' },
  sendDispute: { zh: '提交异议', en: 'Send the objection' },
  back: { zh: '返回', en: 'Back' },
  sending: { zh: '正在提交…', en: 'Sending…' },
  confirmed: { zh: '已确认', en: 'Confirmed' },
  confirmedExplained: {
    zh: '您的确认已记录，可以关闭此页。',
    en: 'Your confirmation is on record. You can close this page.',
  },
  youDisputed: { zh: '您的异议', en: 'Your objection' },
  proposed: { zh: '记录人提议这样处理', en: 'The recorder proposes to settle it so' },
  agree: { zh: '同意此处理并确认交接', en: 'I agree to this, and confirm the hand-over' },
  agreed: { zh: '已同意', en: 'Agreed' },
  disputed: { zh: '异议已记录', en: 'Objection recorded' },
  disputedExplained: {
    zh: '记录人会看到您的异议，可以关闭此页。',
    en: 'Whoever recorded the hand-over will see it. You can close this page.',
  },
  make: { zh: '扫码确认', en: 'Confirm by QR' },
  makeAgain: { zh: '换一个新链接', en: 'Make a new link' },
  scan: { zh: '请对方用手机扫码', en: 'Let the other party scan this' },
  copy: { zh: '复制链接', en: 'Copy the link' },
  copied: { zh: '已复制', en: 'Copied' },
  validUntil: { zh: '有效至', en: 'Good until' },
  once: { zh: '只能用一次；新链接会使旧链接失效。', en: 'Good once; a new link ends the old one.' },
} as const satisfies Record<string, Words>;

/** 入库, 出库, 配送, 交奶. */
export const LINKED_KIND_WORDS = {
  INBOUND: { zh: '入库', en: 'Into store' },
  OUTBOUND: { zh: '出库', en: 'Out of store' },
  DELIVERY: { zh: '配送', en: 'Delivery' },
  MILK: { zh: '交奶', en: 'Raw milk' },
} as const satisfies Record<string, Words>;

/** 签收, 保留签收, 拒收. */
export const LINKED_RESULT_WORDS = {
  ACCEPTED: { zh: '签收', en: 'Accepted' },
  ACCEPTED_WITH_RESERVATION: { zh: '保留签收', en: 'Accepted with reservation' },
  REJECTED: { zh: '拒收', en: 'Rejected' },
} as const satisfies Record<string, Words>;

/** Of the quick test for antibiotics. */
export const ANTIBIOTIC_RESULT_WORDS = {
  NEGATIVE: { zh: '阴性', en: 'Negative' },
  POSITIVE: { zh: '阳性', en: 'Positive' },
  NOT_DONE: { zh: '未检', en: 'Not done' },
} as const satisfies Record<string, Words>;
