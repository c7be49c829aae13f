import { useSyncExternalStore } from 'react';
import { usePreferences } from '../preferences/preferences-context.ts';

const query = () => window.matchMedia('(prefers-color-scheme: dark)');

function subscribe(listener: () => void): () => void {
  const media = query();
  media.addEventListener('change', listener);
  return () => media.removeEventListener('change', listener);
}

/** Whether the page is dark now, by choice or by the system: a canvas has to be told its colours. */
export function useDarkness(): boolean {
  const { theme } = usePreferences();
  const isSystemDark = useSyncExternalStore(subscribe, () => query().matches);
  return theme === 'dark' || (theme === 'system' && isSystemDark);
}
