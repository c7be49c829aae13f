import { describe, expect, it } from '@jest/globals';
import { RULES } from '@lenglian/breaches';
import * as wording from './index.ts';
import {
  explainCause,
  isProblemCode,
  LANGUAGE_TAGS,
  LANGUAGES,
  shortWordsOfRule,
  wordsOfProblem,
  wordsOfSignal,
  type Words,
} from './index.ts';

const HAN = /\p{Script=Han}/u;

function isWords(value: unknown): value is Words {
  return typeof value === 'object' && value !== null && 'zh' in value && 'en' in value;
}

/** Every text of every exported table, with the path to it. */
const texts = Object.entries(wording).flatMap(([table, value]: [string, unknown]) => {
  if (value === LANGUAGE_TAGS) return []; // codes, not texts
  if (isWords(value)) return [{ path: table, words: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([code, words]: [string, unknown]) =>
    isWords(words) ? [{ path: `${table}.${code}`, words }] : [],
  );
});

describe('wording', () => {
  it('holds texts to check', () => {
    expect(texts.length).toBeGreaterThan(150);
  });

  it.each(texts)('$path is written in every language', ({ words }) => {
    for (const language of LANGUAGES) expect(words[language].trim()).not.toBe('');
  });

  it.each(texts)('$path has no Chinese in its English, and Chinese in its Chinese', ({ words }) => {
    expect(words.en).not.toMatch(HAN);
    expect(words.zh === words.en || HAN.test(words.zh)).toBe(true);
  });

  it.each(RULES)('explains why %s stands', (rule) => {
    const words = explainCause({ rule, signal: 'PROBE', limitCelsius: -1.2 });
    expect(words.zh).toMatch(HAN);
    expect(words.en).not.toMatch(HAN);
    if (/^(BAND|CRIT|MILK)_(HI|LO|6|10)$/.test(rule)) expect(words.zh).toContain('−1.2 °C');
  });

  it.each(RULES)('has words for %s that a box of the train has room for', (rule) => {
    const { zh, en } = shortWordsOfRule(rule);
    expect(zh.length).toBeLessThanOrEqual(6);
    expect(en.length).toBeLessThanOrEqual(12);
    expect(en).not.toMatch(HAN);
  });

  it('tells of a budget that is spent, and of one that is half spent', () => {
    const of = (severity: 'INFO' | 'MAJOR') =>
      explainCause({ rule: 'BUDGET_HEAT', signal: 'PROBE', limitCelsius: 2, severity }).zh;

    expect(of('MAJOR')).toBe('全程累计时长的预算已用完');
    expect(of('INFO')).toBe('全程累计时长已用去预算的一半以上');
  });

  it('tells a warm pick-up from one that will arrive warm', () => {
    const why = (signal: string) =>
      explainCause({ rule: 'MILK_PICKUP', signal, limitCelsius: 6 }).en;
    expect(why('ESTIMATE')).toMatch(/by its planned arrival.* above 6.0 °C/);
    expect(why('PROBE')).not.toMatch(/arrival/);
  });

  it('names an unknown problem by its code, so that it can be reported', () => {
    expect(wordsOfProblem('SOMETHING_NEW').zh).toContain('SOMETHING_NEW');
    expect(wordsOfProblem('NOT_FOUND').zh).toBe('没有找到。');
  });

  it('tells the codes it knows from anything else', () => {
    expect(isProblemCode('OIDC_REFUSED')).toBe(true);
    for (const other of ['', 'SOMETHING_NEW', 'toString']) expect(isProblemCode(other)).toBe(false);
  });

  it('calls an unknown signal a temperature', () => {
    expect(wordsOfSignal('INFRARED').zh).toBe('温度');
    expect(wordsOfSignal(null).en).toBe('Temperature');
  });
});
