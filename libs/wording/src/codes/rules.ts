import type { RuleCode } from '@lenglian/breaches';
import { formatCelsius } from '../numbers/temperatures.ts';
import type { Words } from '../words.ts';
import { wordsOfSignal } from './signals.ts';

/** What each rule found, as the title of an alert. */
export const RULE_WORDS: Record<RuleCode, Words> = {
  BAND_HI: { zh: '超温', en: 'Too warm' },
  BAND_LO: { zh: '低温', en: 'Too cold' },
  CRIT_HI: { zh: '严重超温', en: 'Critically warm' },
  CRIT_LO: { zh: '冻害危险', en: 'Freezing danger' },
  NO_DATA: { zh: '断链 · 无数据', en: 'No data' },
};

/** The words of a rule that may be newer than this console; its code when we do not know it. */
export function wordsOfRule(rule: string): Words {
  return RULE_WORDS[rule as RuleCode] ?? { zh: rule, en: rule };
}

/** What about an alert's rule can be told in one sentence. */
export interface Cause {
  readonly rule: RuleCode;
  /** PROBE, RETURN, SUPPLY or AIR; null for rules that no sensor proves. */
  readonly signal: string | null;
  /** °C; null for rules without a limit. */
  readonly limitCelsius: number | null;
}

const WHY: Record<RuleCode, (sensor: Words, limit: string) => Words> = {
  BAND_HI: (sensor, limit) => ({
    zh: `${sensor.zh}持续高于 ${limit}`,
    en: `${sensor.en} has stayed above ${limit}`,
  }),
  BAND_LO: (sensor, limit) => ({
    zh: `${sensor.zh}持续低于 ${limit}`,
    en: `${sensor.en} has stayed below ${limit}`,
  }),
  CRIT_HI: (sensor, limit) => ({
    zh: `${sensor.zh}超过货损上限 ${limit}`,
    en: `${sensor.en} is over the product limit ${limit}`,
  }),
  CRIT_LO: (sensor, limit) => ({
    zh: `${sensor.zh}低于冻害下限 ${limit}`,
    en: `${sensor.en} is under the freezing limit ${limit}`,
  }),
  NO_DATA: () => ({
    zh: '设备已停止上报，货物状态未知',
    en: 'The device has stopped reporting; the state of the goods is unknown',
  }),
};

/** Why the alert stands (原因), in one sentence. */
export function explainCause(cause: Cause): Words {
  const limit = cause.limitCelsius === null ? '' : `${formatCelsius(cause.limitCelsius)} °C`;
  return WHY[cause.rule](wordsOfSignal(cause.signal), limit);
}
