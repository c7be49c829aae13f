import { HOUR } from '@lenglian/quantities';
import { formatDuration } from '../numbers/durations.ts';
import type { Words } from '../words.ts';

export const LATENESS_TEXT = {
  title: { zh: '到达', en: 'Arrival' },
  expected: { zh: '预计到达', en: 'Expected' },
  delay: { zh: '比计划', en: 'Against the plan' },
  left: { zh: '到达时剩余货架期', en: 'Life left on arrival' },
  worst: {
    zh: '按最坏估计，途中按设定温度，折合参考温度。',
    en: 'In the worst case, kept at the set-point on the way, at the reference temperature.',
  },
} as const satisfies Record<string, Words>;

/** "准点剩 6 天": what being late is set against. */
export function leftOnTime(hours: number): Words {
  const span = lifeWords(hours);
  return { zh: `准点为 ${span.zh}`, en: `${span.en} on time` };
}

/** Life that is left, as a span; nothing below an hour. */
export function lifeWords(hours: number): Words {
  return hours < 1 ? { zh: '已无', en: 'none' } : formatDuration(Math.round(hours) * HOUR);
}

/** "2 批货因晚到少剩货架期，最少剩 4 天": how many lots, and what those have that lose most. */
export function lateGoods(lots: number, hoursLeft: number): Words {
  const span = lifeWords(hoursLeft);
  return {
    zh: `${lots} 批货因晚到损失货架期，到达时最少剩：${span.zh}`,
    en: `${lots === 1 ? '1 lot loses' : `${lots} lots lose`} life by the delay; least left on arrival: ${span.en}`,
  };
}
