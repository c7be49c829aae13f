import { useEffect } from 'react';
import { SHELL_TEXT } from '@lenglian/wording';
import { useLive } from '../live/live-context.ts';
import { usePreferences, useWording } from '../preferences/preferences-context.ts';
import { useTone, useToneReady } from '../sound/sound-context.ts';
import { useChooseSound } from './use-choose-sound.ts';

/**
 * Asks for the choice about sound until it is made, and stays red while sound is wanted but the
 * browser blocks it. Plays the tone for each alert that deserves one.
 */
export function SoundBar() {
  const { t } = useWording();
  const { sound } = usePreferences();
  const { store } = useLive();
  const tone = useTone();
  const isReady = useToneReady();
  const choose = useChooseSound();
  useEffect(() => {
    if (sound !== true) return;
    void tone.unlock();
    return store.onSound(() => tone.play());
  }, [sound, tone, store]);
  if (sound === null)
    return (
      <section className="bar bar-choice" aria-label={t(SHELL_TEXT.sound)}>
        <span>{t(SHELL_TEXT.soundQuestion)}</span>
        <button type="button" className="primary" onClick={() => choose(true)}>
          {t(SHELL_TEXT.soundTurnOn)}
        </button>
        <button type="button" onClick={() => choose(false)}>
          {t(SHELL_TEXT.soundTurnOff)}
        </button>
      </section>
    );
  if (!sound || isReady) return null;
  return (
    <section className="bar bar-danger" role="alert">
      <strong>{t(SHELL_TEXT.soundBlocked)}</strong>
      <button type="button" onClick={() => choose(true)}>
        {t(SHELL_TEXT.soundUnblock)}
      </button>
    </section>
  );
}
