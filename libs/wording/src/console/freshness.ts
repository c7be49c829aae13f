import { formatNumber } from '../numbers/temperatures.ts';
import type { Words } from '../words.ts';

/** What is left of the life of goods, and on what the figure stands. */
export const FRESHNESS_TEXT = {
  title: { zh: '剩余保鲜期', en: 'Remaining shelf life' },
  used: { zh: '已用寿命', en: 'Life used' },
  basis: { zh: '计算依据', en: 'Counted' },
  since: { zh: '起算', en: 'Since' },
  measured: { zh: '有测量', en: 'Measured' },
  unknown: { zh: '无测量（按范围计）', en: 'Not measured (bounded)' },
  mkt: { zh: '动力学平均温度（24 小时）', en: 'Mean kinetic temperature (24 h)' },
  mktExplained: {
    zh: '按 USP <1079.2> 由测得的时段计算，仅供报告，不作告警。',
    en: 'By USP <1079.2>, of the time that was measured; a figure for reports, never an alarm.',
  },
  notMeasured: { zh: '没有测量', en: 'Not measured' },
  onlyHeat: {
    zh: '只计温度造成的老化，不含冻伤、冷害和湿度。',
    en: 'Ageing by temperature only; freezing, chilling injury and humidity are not in it.',
  },
  unavailable: { zh: '暂时取不到。', en: 'Not available right now.' },
  worst: { zh: '最差', en: 'worst' },
  best: { zh: '最好', en: 'best' },
} as const satisfies Record<string, Words>;

/** On what a figure of remaining life stands, by code. */
export const FRESHNESS_BASIS_WORDS = {
  SINCE_HARVEST_ESTIMATED: {
    zh: '从采收起算，装车前为估算',
    en: 'since harvest; before loading estimated',
  },
  FRESH_AT_PRE_COOLING: {
    zh: '按预冷结束时全新计，装车前为估算',
    en: 'if fresh when pre-cooling ended; before loading estimated',
  },
  FRESH_AT_LOADING: { zh: '按装车时全新计', en: 'if fresh at loading' },
  NO_MODEL: {
    zh: '这种货没有保鲜期模型，不推算。',
    en: 'No model of how such goods age is known, so nothing is told.',
  },
  NOT_LOADED: { zh: '还没有装车。', en: 'Not loaded yet.' },
  NOT_MEASURED: {
    zh: '装车后没有温度测量，不推算。',
    en: 'Nothing was measured since loading, so nothing is told.',
  },
} as const satisfies Record<string, Words>;

/** Where temperatures were measured, by code. */
export const MEASURED_BY_WORDS = {
  PRODUCT: { zh: '货温', en: 'product temperature' },
  AIR: { zh: '箱内风温（没有货温探头）', en: 'air in the box (no probe in the goods)' },
} as const satisfies Record<string, Words>;

/** "12.5 … 18.0 天"; under two days in hours. A range, the worst case first. */
export function shelfLifeLeft(worstHours: number, bestHours: number): Words {
  const inHours = bestHours < 48;
  const [zh, en] = inHours ? ['小时', 'h'] : ['天', 'days'];
  const [unit, decimals] = inHours ? [1, 0] : [24, worstHours < 20 * 24 ? 1 : 0];
  const told = (hours: number) => {
    // Rounded down: nobody is promised an hour that they do not have.
    const value = Math.floor((hours / unit) * 10 ** decimals) / 10 ** decimals;
    return formatNumber(value, decimals);
  };
  const [worst, best] = [told(worstHours), told(bestHours)];
  const span = worst === best ? worst : `${worst} … ${best}`;
  return { zh: `${span} ${zh}`, en: `${span} ${en}` };
}

/** "3.1 … 4.2 %". */
export function lifeUsed(best: number, worst: number): string {
  const [least, most] = [formatNumber(best, 1), formatNumber(worst, 1)];
  return least === most ? `${least} %` : `${least} … ${most} %`;
}

/** Of which temperature the figure is. */
export function keptAt(celsius: string, least: number, most: number): Words {
  const days = least === most ? `${least}` : `${least} … ${most}`;
  return {
    zh: `按一直在 ${celsius} °C 计；全新时 ${days} 天`,
    en: `if kept at ${celsius} °C; ${days} days when new`,
  };
}

/** What goods are taken to have been like while nobody measured. */
export function takenUnseen(coldest: string, warmest: string): Words {
  return {
    zh: `无测量时段按 ${coldest} 至 ${warmest} °C 计`,
    en: `where nobody measured, ${coldest} to ${warmest} °C is assumed`,
  };
}
