import type { Disposition } from '@lenglian/alerts';
import type { Words } from '../words.ts';

/** 放行 / 暂扣 / 拒收, and 待判定 before that. */
export const DISPOSITION_WORDS: Record<Disposition | 'AWAITING', Words> = {
  AWAITING: { zh: '待判定', en: 'Awaits a decision' },
  RELEASE: { zh: '放行', en: 'Released' },
  HOLD: { zh: '暂扣', en: 'On hold' },
  REJECT: { zh: '拒收', en: 'Rejected' },
};

/** What people do with an alert beyond taking it. */
export const ALERT_LIFE_TEXT = {
  shelve: { zh: '静置', en: 'Shelve' },
  unshelve: { zh: '取消静置', en: 'Take off the shelf' },
  shelved: { zh: '静置中', en: 'Shelved' },
  shelvedUntil: { zh: '静置到', en: 'Shelved until' },
  shelfCount: { zh: '静置次数', en: 'Times shelved' },
  shelveFor: { zh: '静置多久', en: 'For how long' },
  shelveExplained: {
    zh: '静置期间不再响铃，列表中仍在；级别升高立即取消。',
    en: 'No tone meanwhile; it stays in the lists, and a worse severity ends it at once.',
  },
  reason: { zh: '原因', en: 'Why' },
  close: { zh: '填写原因和措施', en: 'Say cause and action' },
  cause: { zh: '发生原因', en: 'Cause' },
  correctiveAction: { zh: '纠正措施', en: 'Corrective action' },
  closeAction: { zh: '提交', en: 'Submit' },
  closeThenQuality: {
    zh: '涉及货物：质量处置后才关闭。',
    en: 'It touched the goods: it closes once quality has decided.',
  },
  dispose: { zh: '处置货物', en: 'Decide about the goods' },
  disposition: { zh: '处置', en: 'Disposition' },
  dispositionReason: { zh: '理由', en: 'Grounds' },
  awaits: { zh: '货物待判定，处置前暂扣。', en: 'The goods are held until quality decides.' },
  history: { zh: '经过', en: 'History' },
  moreHistory: { zh: '后面的经过', en: 'Later steps' },
  told: { zh: '告知', en: 'Told' },
  dialled: { zh: '拨打电话', en: 'dialled a contact' },
  mergedInto: { zh: '已并入更早的告警', en: 'Part of an older alert' },
  splitFrom: { zh: '由另一条告警分出', en: 'Split from another alert' },
  reviewOpen: { zh: '判定已变，待复核', en: 'The verdict changed: to be reviewed' },
  checkDue: { zh: '复查已到时', en: 'Check is due' },
  reviews: { zh: '复核', en: 'Reviews' },
  reviewsExplained: {
    zh: '处置之后判定又变了。原处置不变，由质量对照两个版本。',
    en: 'Verdicts that changed after a decision. The decision stands; quality compares both versions.',
  },
  noReviews: { zh: '没有待复核的判定。', en: 'Nothing to review.' },
  noneResolved: { zh: '还没有完成的复核。', en: 'No review has been resolved yet.' },
  open: { zh: '待复核', en: 'To review' },
  resolved: { zh: '已复核', en: 'Reviewed' },
  corrections: { zh: '更正', en: 'Corrections' },
  correctionsExplained: {
    zh: '后到的数据推翻了这些告警。凡曾得知的人都列在这里，需要时请告诉他们。',
    en: 'Later data took these alerts back. Everybody who had been told is listed: tell them, where it matters.',
  },
  noCorrections: { zh: '没有被推翻的告警。', en: 'No alert was taken back.' },
  takenBack: { zh: '推翻', en: 'Taken back' },
  before: { zh: '处置时', en: 'When decided' },
  after: { zh: '现在', en: 'Now' },
  newAlert: { zh: '当时没有这条告警', en: 'There was no such alert then' },
  resolve: { zh: '完成复核', en: 'Resolve' },
  note: { zh: '复核意见', en: 'Finding' },
  keepDisposition: { zh: '处置不变', en: 'Decision stands' },
  toldOfIt: { zh: '曾告知', en: 'Were told' },
} as const satisfies Record<string, Words>;

/** How somebody came to know of an alert. */
export const TELLING_WORDS = {
  ACKNOWLEDGED: { zh: '接手', en: 'took it' },
  SHELVED: { zh: '静置', en: 'shelved it' },
  CLOSED: { zh: '填写原因和措施', en: 'gave cause and action' },
  DECIDED: { zh: '处置货物', en: 'decided about the goods' },
  DIALLED: { zh: '拨打电话', en: 'dialled a contact' },
} as const satisfies Record<string, Words>;
