import { MINUTE, type Duration } from '@lenglian/quantities';
import { formatDuration } from '../numbers/durations.ts';
import type { Words } from '../words.ts';

/** The legs of a run: as they were planned, and as they went. */
export const LEG_TEXT = {
  departure: { zh: '出发', en: 'Departure' },
  arrival: { zh: '到达', en: 'Arrival' },
  planned: { zh: '计划', en: 'planned' },
  actual: { zh: '实际', en: 'actual' },
  notReported: { zh: '未报', en: 'not reported' },
  report: { zh: '报实际时间', en: 'Report times' },
  reportExplained: {
    zh: '这段真正出发、到达的时间；不改的不变，清空则撤回。在终点挂上或甩下的箱也按这个时间算。',
    en: 'When the leg really began and ended. What is left alone stays; clearing a time takes it back. Units that join or leave at its end do so then.',
  },
  departedAt: { zh: '实际出发', en: 'Departed' },
  arrivedAt: { zh: '实际到达', en: 'Arrived' },
  delay: { zh: '改计划时间', en: 'Move the plan' },
  delayExplained: {
    zh: '这个时间和之后的全部计划时间一起移动；已经发生的不变。',
    en: 'That time and everything planned after it move together. What has happened stays.',
  },
  delayOf: { zh: '从哪里起', en: 'From where on' },
  delayMinutes: { zh: '晚多少分钟', en: 'Minutes later' },
  delayMinutesExplained: { zh: '赶回的时间填负数，如 −15', en: 'made up for: −15' },
  why: { zh: '原因', en: 'Why' },
  at: { zh: '时间', en: 'When' },
  atExplained: { zh: '不填则为现在', en: 'now, unless given' },
} as const satisfies Record<string, Words>;

/** "晚 2 小时 5 分"; within a minute it is on time. */
export function lateBy(late: Duration): Words {
  if (Math.abs(late) < MINUTE) return { zh: '准点', en: 'on time' };
  const span = formatDuration(Math.abs(late));
  return late > 0
    ? { zh: `晚 ${span.zh}`, en: `${span.en} late` }
    : { zh: `早 ${span.zh}`, en: `${span.en} early` };
}

/** Nobody has reported what should have happened by now. */
export function overdueBy(late: Duration): Words {
  const span = formatDuration(late);
  return { zh: `已过计划 ${span.zh}，未报`, en: `${span.en} past the plan, not reported` };
}
