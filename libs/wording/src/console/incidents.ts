import { CALLED_AFTER, type Called, type IncidentCause } from '@lenglian/incidents';
import { formatDuration } from '../numbers/durations.ts';
import type { Words } from '../words.ts';

export const INCIDENT_TEXT = {
  title: { zh: '事件', en: 'Incidents' },
  live: { zh: '未结束的事件', en: 'Live incidents' },
  unfold: { zh: '展开', en: 'Unfold' },
  fold: { zh: '收起', en: 'Fold' },
} as const satisfies Record<string, Words>;

const CALLED_WORDS: Record<Called, Words> = {
  DUTY_LEAD: { zh: '值班长', en: 'the duty lead' },
  MANAGER: { zh: '经理', en: 'the manager' },
};

/** Whom to call for an incident that nobody has taken for too long, or whose owner has missed the check they promised. */
export function callFor(called: Called, isTaken: boolean): Words {
  const after = formatDuration(CALLED_AFTER[called]);
  const { zh, en } = CALLED_WORDS[called];
  return isTaken
    ? { zh: `复查超时 ${after.zh}，请叫${zh}`, en: `Check overdue by ${after.en}: call ${en}` }
    : { zh: `超 ${after.zh}无人接手，请叫${zh}`, en: `Nobody has it for ${after.en}: call ${en}` };
}

/** What each cause is called, as the title of an incident. */
export const INCIDENT_CAUSE_WORDS: Record<IncidentCause, Words> = {
  GENSET_GROUP: { zh: '发电箱停机', en: 'Genset down' },
  OFF_ROUTE: { zh: '偏离线路', en: 'Off the route' },
  LATE_ARRIVAL: { zh: '预计晚到', en: 'Expected late' },
  SILENCE_TOGETHER: { zh: '多箱同时断链', en: 'Silent together' },
  POWER_OFF: { zh: '断电', en: 'Power off' },
  PRECOOL: { zh: '预冷迟', en: 'Not pre-cooled' },
  SETPOINT: { zh: '设定温度不符', en: 'Wrong set-point' },
  DOOR: { zh: '门开', en: 'Door open' },
  DEFROST: { zh: '化霜过长', en: 'Long defrost' },
  EQUIPMENT: { zh: '机组故障', en: 'Equipment fault' },
  SENSOR: { zh: '传感器可疑', en: 'Suspect sensor' },
  SILENCE: { zh: '断链 · 无数据', en: 'No data' },
  GOODS: { zh: '货温异常', en: 'Goods out of limits' },
};

/**
 * The title of an incident: its cause, with the number of the genset; of goods the worst of what was
 * found on them.
 *
 * @param worst words of the rule of its worst alert
 */
export function titleOfIncident(
  { cause, equipmentGroup }: { cause: IncidentCause; equipmentGroup: number | null },
  worst: Words | undefined,
): Words {
  if (cause === 'GOODS') return worst ?? INCIDENT_CAUSE_WORDS.GOODS;
  if (cause !== 'GENSET_GROUP' || equipmentGroup === null) return INCIDENT_CAUSE_WORDS[cause];
  return { zh: `${equipmentGroup}号发电箱停机`, en: `Genset ${equipmentGroup} down` };
}

/** How many boxes it concerns. */
export function boxes(count: number): Words {
  return { zh: `${count}箱`, en: count === 1 ? '1 box' : `${count} boxes` };
}

/** Goods by weight, in tonnes; without it when nobody weighed. */
export function goodsByWeight(name: Words, kilograms: number | null): Words {
  if (kilograms === null) return name;
  const tonnes = Math.round(kilograms / 1_000);
  return { zh: `${name.zh} ${tonnes} 吨`, en: `${name.en} ${tonnes} t` };
}
