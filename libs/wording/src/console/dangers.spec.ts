import { describe, expect, it } from '@jest/globals';
import {
  aboutMinutes,
  betweenMinutes,
  budgetGone,
  budgetGoneIn,
  crossingWords,
  marginWords,
  spentIn,
  spentOf,
} from './dangers.ts';

describe('words for what is foretold', () => {
  it('promise no more than is known: in steps of five minutes, then of a quarter of an hour', () => {
    expect(aboutMinutes(7.4)).toEqual({ zh: '约 7 分钟', en: 'about 7 min' });
    expect(aboutMinutes(43)).toEqual({ zh: '约 45 分钟', en: 'about 45 min' });
    expect(aboutMinutes(127)).toEqual({ zh: '约 2 小时', en: 'about 2 h' });
    expect(aboutMinutes(583).en).toBe('about 10 h');
    expect(aboutMinutes(0.4)).toEqual({ zh: '随时', en: 'any moment' });
  });

  it('give the interval, and say so where the latest is not known', () => {
    expect(betweenMinutes(62, 181).zh).toBe('1 小时～3 小时');
    expect(betweenMinutes(-3, 20).en).toBe('0 s to 20 min');
    expect(betweenMinutes(30, null).zh).toBe('最早 30 分钟');
    expect(betweenMinutes(null, null).zh).toBe('');
  });

  it('say by how much everybody comes too late, unless by days', () => {
    expect(marginWords(95).en).toBe('about 1 h 35 min');
    expect(marginWords(-42)).toEqual({
      zh: '来不及，约差 40 分钟',
      en: 'too late by about 40 min',
    });
    expect(marginWords(-42_000).zh).toBe('来不及');
  });

  it('say how much of a budget is spent, and how long it lasts', () => {
    expect(spentOf(40.9, 60)).toEqual({ zh: '40 分钟 / 1 小时', en: '40 min / 1 h' });
    expect(spentIn(21)).toEqual({
      zh: '照此约 20 分钟后用完',
      en: 'spent in about 20 min at this rate',
    });
    expect(budgetGoneIn('BUDGET_CRIT', 4.2).zh).toBe('严重超温预算约 4 分钟后用完');
    expect(budgetGoneIn('ZONE', 0).zh).toBe('有害温区预算即将用完');
    expect(budgetGone('BUDGET_HEAT').en).toBe('heat budget all spent');
    expect(spentIn(0.2)).toEqual({ zh: '即将用完', en: 'about to be spent' });
  });

  it('name the limit with its degrees and the time', () => {
    expect(crossingWords('CRITICAL_LOW', -1, '14:20')).toEqual({
      zh: '约 14:20 越过冻害下限 −1.0 °C',
      en: 'crosses the freezing limit −1.0 °C at about 14:20',
    });
    expect(crossingWords('BAND_HIGH', 1.5, null).zh).toBe('推算已到上限 1.5 °C');
  });
});
