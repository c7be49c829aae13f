import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';
import { InternalError } from '@lenglian/errors';
import type { Instant } from '@lenglian/quantities';
import {
  formatClock,
  formatDateTime,
  formatDay,
  formatDayTime,
  formatTime,
  say,
  ZONE_WORDS,
  type Language,
  type Words,
  type Zone,
} from '@lenglian/wording';
import type { PreferenceStore, Preferences } from './preferences.ts';

export const PreferencesContext = createContext<PreferenceStore | null>(null);

export function usePreferenceStore(): PreferenceStore {
  const store = useContext(PreferencesContext);
  if (store === null) throw new InternalError('usePreferences outside of PreferencesContext');
  return store;
}

export function usePreferences(): Preferences {
  const store = usePreferenceStore();
  return useSyncExternalStore(store.subscribe, store.get);
}

/** How everything is written on this screen. */
export interface Wording {
  readonly language: Language;
  readonly zone: Zone;
  /** The text in the person's language. */
  readonly t: (words: Words) => string;
  /** "14:03" */
  readonly time: (instant: Instant) => string;
  /** "14:03:22" */
  readonly clock: (instant: Instant) => string;
  /** "11月23日 14:03:22" */
  readonly dateTime: (instant: Instant) => string;
  /** "11月23日 14:03" */
  readonly dayTime: (instant: Instant) => string;
  /** "2026年11月23日" */
  readonly day: (instant: Instant) => string;
  /** "北京时间" */
  readonly zoneName: string;
}

export function useWording(): Wording {
  const { language, zone } = usePreferences();
  return useMemo(
    () => ({
      language,
      zone,
      t: (words) => say(words, language),
      time: (instant) => formatTime(instant, zone),
      clock: (instant) => formatClock(instant, zone),
      dateTime: (instant) => formatDateTime(instant, zone, language),
      dayTime: (instant) => formatDayTime(instant, zone, language),
      day: (instant) => formatDay(instant, zone, language),
      zoneName: say(ZONE_WORDS[zone], language),
    }),
    [language, zone],
  );
}

/** The one of two names that is data, not wording: commodities, places, runs. */
export function nameIn(language: Language, zh: string, en: string): string {
  return language === 'zh' ? zh : en;
}
