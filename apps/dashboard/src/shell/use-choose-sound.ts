import { useCallback } from 'react';
import { usePreferenceStore } from '../preferences/preferences-context.ts';
import { useTone } from '../sound/sound-context.ts';

/** Chooses sound on or off. On: the click unlocks audio and the tone is heard as a test. */
export function useChooseSound(): (isOn: boolean) => void {
  const store = usePreferenceStore();
  const tone = useTone();
  return useCallback(
    (isOn) => {
      store.set({ sound: isOn });
      if (isOn) void tone.unlock().then((isReady) => isReady && tone.play());
    },
    [store, tone],
  );
}
