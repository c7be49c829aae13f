import type { Words } from '../words.ts';

export const HAND_OVER_TEXT = {
  title: { zh: '交接', en: 'Hand-overs' },
  none: { zh: '没有交接记录。', en: 'No hand-overs on record.' },
  more: { zh: '更早的交接', en: 'Earlier hand-overs' },
  kind: { zh: '类别', en: 'Kind' },
  at: { zh: '交接时间', en: 'Handed over' },
  recordedAt: { zh: '登记时间', en: 'Recorded' },
  place: { zh: '地点', en: 'Place' },
  run: { zh: '班次', en: 'Run' },
  unit: { zh: '箱号', en: 'Unit' },
  waybill: { zh: '运单号', en: 'Waybill' },
  from: { zh: '交方', en: 'Giver' },
  to: { zh: '接方', en: 'Taker' },
  person: { zh: '经手人', en: 'Person' },
  sealFound: { zh: '实见封志', en: 'Seal found' },
  sealApplied: { zh: '新加封志', en: 'Seal put on' },
  surface: { zh: '箱表面 °C', en: 'Surface °C' },
  core: { zh: '货芯 °C', en: 'Core °C' },
  thermometer: { zh: '温度计编号', en: 'Thermometer' },
  note: { zh: '备注', en: 'Note' },
  lots: { zh: '货批', en: 'Lots' },
  quantity: { zh: '交接重量', en: 'Handed over' },
  result: { zh: '结果', en: 'Result' },
  damaged: { zh: '破损', en: 'Damaged' },
  rejected: { zh: '拒收', en: 'Rejected' },
  lotReason: { zh: '原因（保留签收或拒收）', en: 'Why it was not accepted as it is' },
  condition: { zh: '交接前 24 小时', en: 'The 24 h before' },
  conditionNow: { zh: '按现在所知', en: 'As known now' },
  conditionUnknown: { zh: '当时读不到测量。', en: 'The measurements could not be read then.' },
  conditionLate: {
    zh: '包括登记以后才收到的数据。',
    en: 'With data that came after it was recorded.',
  },
  nothingMeasured: { zh: '没有测量', en: 'nothing was measured' },
  openAlerts: { zh: '当时的告警', en: 'Alerts at that time' },
  photos: { zh: '照片', en: 'Photographs' },
  waits: { zh: '待确认', en: 'to be confirmed' },
  confirmed: { zh: '已确认', en: 'confirmed' },
  onPaper: { zh: '纸质签字', en: 'signed on paper' },
  byLink: { zh: '扫码确认', en: 'by the link' },
  nameErased: { zh: '姓名已删除', en: 'name erased' },
  dispute: { zh: '争议', en: 'Dispute' },
  settled: { zh: '处理结果', en: 'Settled' },
  supersedes: { zh: '取代了一条较早的记录', en: 'Takes the place of an earlier record' },
  superseded: {
    zh: '这条已由新记录取代，保留备查。',
    en: 'A newer record took its place; this one is kept to be read.',
  },
  confirm: { zh: '确认', en: 'Confirm' },
  confirmExplained: {
    zh: '确认后不能撤回；不同意请提出争议。',
    en: 'This cannot be taken back. Whoever does not agree disputes it.',
  },
  openDispute: { zh: '提出争议', en: 'Dispute it' },
  disputeReason: { zh: '哪里不同意', en: 'What is not agreed to' },
  disputeSide: { zh: '代表', en: 'On behalf of' },
  settle: { zh: '处理争议', en: 'Settle it' },
  settlement: { zh: '商定的结果', en: 'What was agreed on' },
  decided: { zh: '单方决定', en: 'Decided by the recorder' },
  decisionReason: {
    zh: '为何不经对方同意（不填则提交对方确认）',
    en: 'Why without their word (empty: it is put to them)',
  },
  settleByLinkExplained: {
    zh: '对方经链接提出异议。留空理由，则由对方用新链接同意；填写理由，则由质量单方决定，并留存记录。',
    en: 'They disputed by a link. Without a reason they agree by a new link; with one it is decided without their word, which the record says.',
  },
  proposed: { zh: '待对方同意', en: 'Waits for their word' },
  record: { zh: '登记交接', en: 'Record a hand-over' },
  correct: { zh: '更正', en: 'Correct' },
  correctExplained: {
    zh: '记录不改动：这里登记的新记录将取代原记录，双方须重新确认。',
    en: 'Records are never edited: what is recorded here takes the place of the earlier one, and both sides confirm anew.',
  },
  ourSide: { zh: '我方是', en: 'We are' },
  neither: { zh: '都不是', en: 'Neither' },
  organisation: { zh: '组织代码', en: 'Organisation code' },
  placeCode: { zh: '地点代码，例如 KASHGAR', en: 'code of the place, for example KASHGAR' },
  otherOrganisationExplained: {
    zh: '对方也用本系统时填写，由对方自己确认',
    en: 'where the other has its records here too: then it confirms for itself',
  },
  kilograms: { zh: '千克', en: 'kg' },
  parties: { zh: '双方', en: 'Parties' },
  whenAndWhere: { zh: '时间地点', en: 'When and where' },
  checks: { zh: '封志与温度', en: 'Seal and temperature' },
  milk: { zh: '交奶单', en: 'Milk slip' },
  custody: { zh: '保管与超限', en: 'Custody' },
  custodyNobody: { zh: '无记录', en: 'nobody on record' },
  custodyBefore: { zh: '此前为货批', en: 'Before, as lot' },
  custodyMoreBefore: { zh: '更早的货批未列出。', en: 'Lots from further back are not shown.' },
  custodySince: { zh: '起初', en: 'the beginning' },
  custodyNow: { zh: '现在', en: 'now' },
  custodyInside: { zh: '未见超限', en: 'not outside limits' },
} as const satisfies Record<string, Words>;

/** The lines of a raw-milk slip. */
export const MILK_TEXT = {
  vehiclePlate: { zh: '车牌', en: 'Plate' },
  transportPermitNumber: { zh: '准运证明', en: 'Transport permit' },
  escortName: { zh: '押运员', en: 'Escort' },
  departureTemperatureCelsius: { zh: '出发奶温 °C', en: 'At departure °C' },
  arrivalTemperatureCelsius: { zh: '到达奶温 °C', en: 'At arrival °C' },
  farmTankTemperatureCelsius: { zh: '贮奶罐 °C', en: 'Farm tank °C' },
  milkedAt: { zh: '挤奶结束', en: 'Milking ended' },
  antibioticTestResult: { zh: '抗生素检测', en: 'Antibiotics' },
  sampleNumber: { zh: '留样编号', en: 'Sample' },
  cleaningRecord: { zh: '清洗记录', en: 'Cleaning' },
} as const satisfies Record<string, Words>;

/** "确认：接方 乌铁物流" */
export function confirmFor(side: Words, name: string, isOnPaper: boolean): Words {
  return isOnPaper
    ? { zh: `${side.zh}已在纸质单据上签字`, en: `The ${side.en.toLowerCase()} signed on paper` }
    : { zh: `代表${side.zh} ${name} 确认`, en: `Confirm for ${name}` };
}

/** Pauses longer than 10 min (GB 31605-2020) in the time before. */
export function withoutData(duration: Words): Words {
  return { zh: `其中 ${duration.zh}无数据`, en: `no data for ${duration.en} of it` };
}
