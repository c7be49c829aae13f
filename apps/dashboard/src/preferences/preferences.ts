import type { Language, Zone } from '@lenglian/wording';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** What a person chose for this browser. `sound` null: not yet chosen in this shift. */
export interface Preferences {
  readonly language: Language;
  readonly zone: Zone;
  readonly theme: Theme;
  readonly sound: boolean | null;
}

const DEFAULTS: Preferences = { language: 'zh', zone: 'beijing', theme: 'system', sound: null };
const KEY = 'lenglian.preferences';
const SOUND_KEY = 'lenglian.sound';

type Storages = { readonly lasting: Storage; readonly shift: Storage };

/**
 * The choices, kept over reloads; the one about sound only as long as the tab lives, because it has
 * to be made again by whoever takes the next shift. Works, for this visit, where storage is refused.
 */
export class PreferenceStore {
  private readonly storages: Storages;
  private readonly listeners = new Set<() => void>();
  private current: Preferences;

  constructor(storages: Storages) {
    this.storages = storages;
    this.current = read(storages);
  }

  get = (): Preferences => this.current;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  set(change: Partial<Preferences>): void {
    this.current = { ...this.current, ...change };
    const { sound, ...lasting } = this.current;
    write(() => this.storages.lasting, KEY, JSON.stringify(lasting));
    if (sound !== null) write(() => this.storages.shift, SOUND_KEY, String(sound));
    for (const listener of this.listeners) listener();
  }
}

function read(storages: Storages): Preferences {
  try {
    const kept = JSON.parse(storages.lasting.getItem(KEY) ?? '{}') as Partial<Preferences>;
    const sound = storages.shift.getItem(SOUND_KEY);
    return {
      language: kept.language === 'en' ? 'en' : DEFAULTS.language,
      zone: kept.zone === 'xinjiang' ? 'xinjiang' : DEFAULTS.zone,
      theme: THEMES.find((theme) => theme === kept.theme) ?? DEFAULTS.theme,
      sound: sound === null ? null : sound === 'true',
    };
  } catch {
    return DEFAULTS;
  }
}

function write(storage: () => Storage, key: string, value: string): void {
  try {
    storage().setItem(key, value);
  } catch {
    // A browser without storage still shows the console; the choice lasts until it is reloaded.
  }
}
