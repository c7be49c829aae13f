import type { BudgetRule } from '@lenglian/limits';
import type { DangerCause, PredictedLimitName, PredictionBasis } from '@lenglian/prediction';
import { MINUTE } from '@lenglian/quantities';
import { formatDuration } from '../numbers/durations.ts';
import { formatCelsius } from '../numbers/temperatures.ts';
import type { Words } from '../words.ts';

export const DANGER_TEXT = {
  title: { zh: '预测', en: 'Outlook' },
  timeToHarm: { zh: '距货损', en: 'Time to harm' },
  toAction: { zh: '距下一可处置站', en: 'Next place to act' },
  margin: { zh: '余量', en: 'Margin' },
  harmed: { zh: '已过货损限', en: 'beyond the harm limit' },
  notSoon: { zh: '24 小时以上', en: 'over 24 h' },
  anyMoment: { zh: '随时', en: 'any moment' },
  unknown: { zh: '未知', en: 'not known' },
  budgets: { zh: '全程累计', en: 'Over the whole journey' },
  noneLeft: { zh: '无', en: 'none' },
  ample: { zh: '充裕', en: 'ample' },
  arrival: { zh: '到达', en: 'Arrival' },
  firstStep: { zh: '第一步', en: 'First step' },
  call: { zh: '打电话', en: 'Call' },
  noContact: { zh: '没有登记联系人。', en: 'Nobody to call is on record.' },
  orderOnly: {
    zh: '按目前走势推算，只是量级，不是承诺。',
    en: 'If things go on as they do: an order of size, no promise.',
  },
} as const satisfies Record<string, Words>;

/** What a prediction rests on. */
export const BASIS_WORDS: Record<PredictionBasis, Words> = {
  TWIN: { zh: '由箱内空气和货温推算', en: 'from air and goods' },
  SLOPE: { zh: '由货温走势推算', en: 'from the slope of the goods alone' },
};

/** What seems to be wrong. */
export const DANGER_CAUSE_WORDS: Record<DangerCause, Words> = {
  NO_POWER: { zh: '断电', en: 'no power' },
  DOOR_OPEN: { zh: '门开着', en: 'a door is open' },
  SETPOINT: { zh: '设定温度不对', en: 'wrong set-point' },
  COOLING_WEAK: { zh: '制冷不足', en: 'weak cooling' },
  UNKNOWN: { zh: '原因不明', en: 'cause not known' },
};

/** What whoever has the card does first. */
export const FIRST_STEPS: Record<DangerCause, Words> = {
  NO_POWER: {
    zh: '问押运员发电箱和插头，安排恢复供电',
    en: 'Ask the escort about genset and plug; have power restored',
  },
  DOOR_OPEN: { zh: '叫押运员关门并回报', en: 'Have the escort close the door and report' },
  SETPOINT: { zh: '叫押运员改回计划设定温度', en: 'Have the planned set-point set again' },
  COOLING_WEAK: {
    zh: '叫机务查机组，联系修机或换箱',
    en: 'Have the machine looked at; arrange repair or another box',
  },
  UNKNOWN: { zh: '先打电话问清箱况', en: 'Call and find out how the box is' },
};

const LIMIT_WORDS: Record<PredictedLimitName, Words> = {
  BAND_HIGH: { zh: '上限', en: 'the band' },
  CRITICAL_HIGH: { zh: '货损上限', en: 'the harm limit' },
  CRITICAL_LOW: { zh: '冻害下限', en: 'the freezing limit' },
  ZONE: { zh: '有害温区', en: 'a harmful range' },
};

/** "约 3 小时 20 分": a foretold span, in steps that do not promise more than is known. */
export function aboutMinutes(minutes: number): Words {
  if (minutes < 1) return DANGER_TEXT.anyMoment;
  const { zh, en } = formatDuration(rounded(minutes) * MINUTE);
  return { zh: `约 ${zh}`, en: `about ${en}` };
}

/** "2 小时～5 小时"; without a latest "最早 2 小时". */
export function betweenMinutes(earliest: number | null, latest: number | null): Words {
  const span = (minutes: number) => formatDuration(rounded(Math.max(0, minutes)) * MINUTE);
  if (earliest === null) return { zh: '', en: '' };
  const from = span(earliest);
  if (latest === null) return { zh: `最早 ${from.zh}`, en: `${from.en} at the earliest` };
  const until = span(latest);
  return { zh: `${from.zh}～${until.zh}`, en: `${from.en} to ${until.en}` };
}

/** 余量: what is left, or by how much everybody comes too late. */
export function marginWords(minutes: number): Words {
  if (minutes >= 0) return aboutMinutes(minutes);
  // Nobody needs to know by how many days.
  if (minutes < -24 * 60) return { zh: '来不及', en: 'too late' };
  const { zh, en } = formatDuration(Math.max(1, rounded(-minutes)) * MINUTE);
  return { zh: `来不及，约差 ${zh}`, en: `too late by about ${en}` };
}

/**
 * Which limit will be crossed when: "约 14:20 越过上限 2.0 °C".
 *
 * @param at null: by what is worked out, now
 */
export function crossingWords(
  limit: PredictedLimitName,
  celsius: number,
  at: string | null,
): Words {
  const degrees = `${formatCelsius(celsius)} °C`;
  const { zh, en } = LIMIT_WORDS[limit];
  if (at === null)
    return { zh: `推算已到${zh} ${degrees}`, en: `worked out to be at ${en} ${degrees}` };
  return { zh: `约 ${at} 越过${zh} ${degrees}`, en: `crosses ${en} ${degrees} at about ${at}` };
}

/** "40 分钟 / 1 小时": what of a budget is spent, and all that there is. */
export function spentOf(spentMinutes: number, maxMinutes: number): Words {
  const [spent, max] = [spentMinutes, maxMinutes].map((minutes) =>
    formatDuration(minutes * MINUTE),
  ) as [Words, Words];
  return { zh: `${spent.zh} / ${max.zh}`, en: `${spent.en} / ${max.en}` };
}

/** What is left of a budget that is being spent: "照此约 20 分钟后用完". */
export function spentIn(minutes: number): Words {
  if (minutes < 1) return { zh: '即将用完', en: 'about to be spent' };
  const { zh, en } = aboutMinutes(minutes);
  return { zh: `照此${zh}后用完`, en: `spent in ${en} at this rate` };
}

/** Of each budget, where it stands for the time to harm. */
const BUDGET_WORDS: Record<BudgetRule, Words> = {
  BUDGET_HEAT: { zh: '超温预算', en: 'heat budget' },
  BUDGET_CRIT: { zh: '严重超温预算', en: 'critical budget' },
  BUDGET_COLD: { zh: '低温预算', en: 'cold budget' },
  ZONE: { zh: '有害温区预算', en: 'budget of the harmful range' },
};

/** "严重超温预算约 5 分钟后用完" */
export function budgetGoneIn(rule: BudgetRule, minutes: number): Words {
  const name = BUDGET_WORDS[rule];
  if (minutes < 1) return { zh: `${name.zh}即将用完`, en: `${name.en} about to be spent` };
  const { zh, en } = aboutMinutes(minutes);
  return { zh: `${name.zh}${zh}后用完`, en: `${name.en} spent in ${en}` };
}

/** "超温预算已用完" */
export function budgetGone(rule: BudgetRule): Words {
  const { zh, en } = BUDGET_WORDS[rule];
  return { zh: `${zh}已用完`, en: `${en} all spent` };
}

/** To five minutes below two hours, to a quarter of an hour below six, to hours beyond. */
function rounded(minutes: number): number {
  const step = minutes < 10 ? 1 : minutes < 120 ? 5 : minutes < 360 ? 15 : 60;
  return Math.round(minutes / step) * step;
}
