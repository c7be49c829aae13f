/** @jest-environment jsdom */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { PreferenceStore } from './preferences.ts';

const storages = { lasting: localStorage, shift: sessionStorage };

describe('PreferenceStore', () => {
  beforeEach(() => {
    localStorage.clear();
    sessionStorage.clear();
  });

  it('begins in Chinese and Beijing time, with sound not yet chosen', () => {
    expect(new PreferenceStore(storages).get()).toEqual({
      language: 'zh',
      zone: 'beijing',
      theme: 'system',
      sound: null,
    });
  });

  it('keeps choices over a reload, and the one about sound only for the tab', () => {
    new PreferenceStore(storages).set({ language: 'en', zone: 'xinjiang', sound: true });
    expect(new PreferenceStore(storages).get()).toMatchObject({ language: 'en', sound: true });
    sessionStorage.clear();
    expect(new PreferenceStore(storages).get()).toMatchObject({ zone: 'xinjiang', sound: null });
  });

  it('falls back to its defaults on what it cannot read', () => {
    localStorage.setItem('lenglian.preferences', '{"language":"fr","theme":7');
    expect(new PreferenceStore(storages).get().language).toBe('zh');
  });

  it('works for the visit where the browser refuses storage', () => {
    const refusing = {
      get lasting(): Storage {
        throw new DOMException('denied', 'SecurityError');
      },
      get shift(): Storage {
        throw new DOMException('denied', 'SecurityError');
      },
    };
    const store = new PreferenceStore(refusing);
    store.set({ language: 'en' });
    expect(store.get().language).toBe('en');
  });
});
