import type { ReactNode } from 'react';
import { Link } from 'react-router';
import {
  LANGUAGES,
  PASSWORD_TEXT,
  SHELL_TEXT,
  TOKEN_TEXT,
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
import { Panel } from '../ui/Panel.tsx';
import { useChooseSound } from './use-choose-sound.ts';

const LANGUAGE_NAMES = { zh: '中文', en: 'English' };
const THEME_TEXT = {
  system: SHELL_TEXT.themeSystem,
  light: SHELL_TEXT.themeLight,
  dark: SHELL_TEXT.themeDark,
};

/**
 * Language at one click; the rarer choices in a small panel. On a phone the panel is the menu of all
 * that has no room beside it.
 */
export function Settings(props: { more: ReactNode }) {
  const { t } = useWording();
  const store = usePreferenceStore();
  const { language, theme, zone, sound } = usePreferences();
  const chooseSound = useChooseSound();
  return (
    <>
      <span className="wide-only">
        <LanguageSwitch />
      </span>
      <Panel
        label={
          <>
            <span className="wide-only">{t(SHELL_TEXT.settings)}</span>
            <span className="narrow-only">{t(SHELL_TEXT.menu)}</span>
          </>
        }
      >
        {props.more}
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
        <span className="panel-links">
          <Link to="/password" className="panel-link">
            {t(PASSWORD_TEXT.title)}
          </Link>
          <Link to="/tokens" className="panel-link">
            {t(TOKEN_TEXT.title)}
          </Link>
        </span>
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
