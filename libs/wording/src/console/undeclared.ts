import type { Words } from '../words.ts';

/** 有货无单: goods that nobody declared, on the page of their unit. */
export const UNDECLARED_TEXT = {
  title: { zh: '有货无单', en: 'Goods without a lot' },
  explained: {
    zh: '这个箱在途，却没有登记货物，现按下列限值临时判定。请补登批次，或申报空箱。补登后从装车起重新判定，临时的告警作废。',
    en: 'This unit is under way and no lot is known of. It is judged by these limits meanwhile. Put down its lot, or declare it empty: what it went through is judged again since loading, and the alerts meanwhile are taken back.',
  },
  bind: { zh: '补登批次', en: 'Put down its lot' },
  lotCode: { zh: '批号', en: 'Lot' },
  lotCodeExplained: {
    zh: '已有的批号直接绑定，没有的新建',
    en: 'a lot that is known is bound, another one is added',
  },
  commodity: { zh: '品类', en: 'Commodity' },
  kilograms: { zh: '重量（千克）', en: 'Mass in kilograms' },
  since: { zh: '自', en: 'Since' },
  declareEmpty: { zh: '申报空箱', en: 'Declare it empty' },
  emptyExplained: {
    zh: '自上述时间起箱内没有货物；在此期间的临时告警作废。',
    en: 'Nothing has been in it since then; the alerts meanwhile are taken back.',
  },
  reason: { zh: '有货无单', en: 'Goods without a lot' },
} as const satisfies Record<string, Words>;
