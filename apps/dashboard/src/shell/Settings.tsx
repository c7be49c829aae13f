import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import {
  LANGUAGES,
  PASSWORD_TEXT,
  SHELL_TEXT,
  ZONE_OFFSETS,
  ZONE_WORDS,
  ZONES,
} from '@lenglian/wording';
import { THEMES } from '../preferences/preferences.ts';
import {
  usePreferences,
  usePreferenceStore,
  useWording,
} from '../preferences/preferences-context.ts';
import { Choice } from '../ui/Choice.tsx';
import { useChooseSound } from './use-choose-sound.ts';

const LANGUAGE_NAMES = { zh: '中文', en: 'English' };
const THEME_TEXT = {
  system: SHELL_TEXT.themeSystem,
  light: SHELL_TEXT.themeLight,
  dark: SHELL_TEXT.themeDark,
};

/** Language at one click; the rarer choices in a small panel. */
export function Settings() {
  const { t } = useWording();
  const store = usePreferenceStore();
  const { language, theme, zone, sound } = usePreferences();
  const chooseSound = useChooseSound();
  return (
    <>
      <LanguageSwitch />
      <Panel label={t(SHELL_TEXT.settings)}>
        <Choice
          label={t(SHELL_TEXT.sound)}
          values={[
            { value: 'on', text: t(SHELL_TEXT.soundOn) },
            { value: 'off', text: t(SHELL_TEXT.soundOff) },
          ]}
          chosen={sound === null ? null : sound ? 'on' : 'off'}
          onChoose={(value) => chooseSound(value === 'on')}
        />
        <Choice
          label={t(SHELL_TEXT.theme)}
          values={THEMES.map((value) => ({ value, text: t(THEME_TEXT[value]) }))}
          chosen={theme}
          onChoose={(value) => store.set({ theme: value })}
        />
        <Choice
          label={t(SHELL_TEXT.zone)}
          values={ZONES.map((value) => ({
            value,
            text: `${t(ZONE_WORDS[value])} ${ZONE_OFFSETS[value]}`,
          }))}
          chosen={zone}
          onChoose={(value) => store.set({ zone: value })}
        />
        <Choice
          label={t(SHELL_TEXT.language)}
          values={LANGUAGES.map((value) => ({ value, text: LANGUAGE_NAMES[value] }))}
          chosen={language}
          onChoose={(value) => store.set({ language: value })}
        />
        <Link to="/password">{t(PASSWORD_TEXT.title)}</Link>
      </Panel>
    </>
  );
}

/** Switches to the other language, named in that language so that whoever needs it can read it. */
export function LanguageSwitch() {
  const store = usePreferenceStore();
  const { language } = usePreferences();
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <button
      type="button"
      className="plain"
      lang={other}
      onClick={() => store.set({ language: other })}
    >
      {LANGUAGE_NAMES[other]}
    </button>
  );
}

/** A disclosure that closes with Escape and with a click elsewhere. */
function Panel(props: { label: string; children: React.ReactNode }) {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event) => {
      const panel = details.current;
      if (panel === null || !panel.open) return;
      const isEscape = event instanceof KeyboardEvent && event.key === 'Escape';
      const isOutside = event.type === 'pointerdown' && !panel.contains(event.target as Node);
      if (isEscape) panel.querySelector('summary')?.focus();
      if (isEscape || isOutside) panel.open = false;
    };
    document.addEventListener('keydown', close);
    document.addEventListener('pointerdown', close);
    return () => {
      document.removeEventListener('keydown', close);
      document.removeEventListener('pointerdown', close);
    };
  }, []);
  return (
    <details ref={details} className="panel">
      <summary>{props.label}</summary>
      <div className="panel-body">{props.children}</div>
    </details>
  );
}
