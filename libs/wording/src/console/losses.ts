import type { LossGroup } from '@lenglian/goods';
import type { Words } from '../words.ts';

/** By what losses are told apart. */
export const LOSS_GROUP_WORDS: Readonly<Record<LossGroup, Words>> = {
  run: { zh: '班次', en: 'Run' },
  service: { zh: '班列', en: 'Service' },
  custodian: { zh: '交出方', en: 'Handed over by' },
  commodity: { zh: '品类', en: 'Commodity' },
  cause: { zh: '原因', en: 'Cause' },
};

/** 到货损耗. */
export const LOSS_TEXT = {
  title: { zh: '到货损耗', en: 'Losses' },
  ofRun: { zh: '到货', en: 'Arrival' },
  explained: {
    zh: '入库、配送、交奶时登记的重量；出库不算到货。同一批货在途中两次到货，两次都算，各算给交出方。',
    en: 'Masses put down at arrivals: inbound, delivery, milk; outbound is none. Goods that arrive twice on their way count twice, each time for whoever handed them over.',
  },
  by: { zh: '按', en: 'By' },
  from: { zh: '从', en: 'From' },
  until: { zh: '到', en: 'To' },
  show: { zh: '查看', en: 'Show' },
  export: { zh: '导出 CSV', en: 'Export CSV' },
  handOvers: { zh: '交接', en: 'Hand-overs' },
  lots: { zh: '批', en: 'Lots' },
  handed: { zh: '交付 kg', en: 'Handed kg' },
  accepted: { zh: '完好 kg', en: 'Sound kg' },
  damaged: { zh: '残损 kg', en: 'Damaged kg' },
  rejected: { zh: '拒收 kg', en: 'Rejected kg' },
  share: { zh: '腐损率', en: 'Lost' },
  total: { zh: '合计', en: 'Total' },
  none: { zh: '这段时间没有到货记录。', en: 'No arrivals on record in this time.' },
  noneOfRun: { zh: '还没有到货记录。', en: 'No arrival on record yet.' },
  noKey: { zh: '（未填）', en: '(not given)' },
  hasMore: { zh: '只列出前 500 行；导出有全部。', en: 'The first 500 lines; the export has all.' },
  notCounted: { zh: '未计入', en: 'Not counted' },
  tooLong: { zh: '最多 92 天。', en: 'At most 92 days.' },
  notAfter: { zh: '要晚于开始日期。', en: 'It must not be before the first day.' },
} as const satisfies Record<string, Words>;

/** What is on record and in no sum; null where there is nothing of that. */
export function notCountedWords(of: {
  readonly supersededHandOvers: number;
  readonly disputedHandOvers: number;
  readonly disputedKilograms: number;
  readonly unweighedLots: number;
}): Words | null {
  const zh: string[] = [];
  const en: string[] = [];
  if (of.disputedHandOvers > 0) {
    const tonnes = (of.disputedKilograms / 1000).toFixed(1);
    zh.push(`争议中 ${of.disputedHandOvers} 次（${tonnes} t）`);
    en.push(`${of.disputedHandOvers} disputed (${tonnes} t)`);
  }
  if (of.supersededHandOvers > 0) {
    zh.push(`被更正替代 ${of.supersededHandOvers} 次`);
    en.push(`${of.supersededHandOvers} superseded`);
  }
  if (of.unweighedLots > 0) {
    zh.push(`没有重量 ${of.unweighedLots} 批`);
    en.push(`${of.unweighedLots} lots without a mass`);
  }
  return zh.length === 0 ? null : { zh: zh.join('，'), en: en.join(', ') };
}

/** Sums in which only one side has confirmed so far. */
export function unconfirmedWords(count: number): Words {
  return { zh: `其中 ${count} 次只有一方确认`, en: `${count} confirmed by one side only` };
}
