import { describe, expect, it } from '@jest/globals';
import { whereabouts } from './progress.ts';

const AKSU = { nameZh: '阿克苏', nameEn: 'Aksu' };
const KUQA = { nameZh: '库车', nameEn: 'Kuqa' };

describe('where a run is', () => {
  it('is said of a place, and of the way between two', () => {
    expect(whereabouts({ ...AKSU, next: null, share: null })).toEqual({
      zh: '在阿克苏',
      en: 'at Aksu',
    });
    expect(whereabouts({ ...AKSU, next: KUQA, share: 0.637 })).toEqual({
      ...{ zh: '阿克苏 与 库车 之间 63 %', en: 'between Aksu and Kuqa, 63 %' },
    });
  });

  it('is never the whole way before it is there', () => {
    expect(whereabouts({ ...AKSU, next: KUQA, share: 0.999 }).en).toBe(
      'between Aksu and Kuqa, 99 %',
    );
  });
});
