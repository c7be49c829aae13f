import { useCallback } from 'react';
import { useMutation } from '@tanstack/react-query';
import { NavLink } from 'react-router';
import type { Instant } from '@lenglian/quantities';
import {
  alertsWithCount,
  AUDIT_TEXT,
  GRANT_TEXT,
  HAND_OVER_TEXT,
  ROLE_WORDS,
  SHELL_TEXT,
} from '@lenglian/wording';
import { request } from '../api/request.ts';
import { useIncidents, useLink, useOutage, useRuns } from '../live/live-context.ts';
import { useWording } from '../preferences/preferences-context.ts';
import { SEVERITY_LOOKS } from '../ui/looks.ts';
import { Ticking } from '../ui/Ticking.tsx';
import { useMayDo, useSession } from './session-context.ts';
import { Settings } from './Settings.tsx';

export function Header() {
  const { t } = useWording();
  const alerts = useIncidents();
  return (
    <header className="header">
      <NavLink to="/" className="brand" aria-label={t(SHELL_TEXT.overview)}>
        <span className="brand-zh" lang="zh-CN">
          冷链
        </span>
        <span className="brand-en">Lenglian</span>
      </NavLink>
      <nav aria-label={t(SHELL_TEXT.mainNavigation)}>
        <NavLink to="/" end>
          {t(SHELL_TEXT.overview)}
        </NavLink>
        <NavLink to="/alerts" aria-label={t(alertsWithCount(alerts.length))}>
          {t(SHELL_TEXT.alerts)}
          {alerts[0] !== undefined && (
            <span className="count" data-look={SEVERITY_LOOKS[alerts[0].severity]}>
              {alerts.length}
            </span>
          )}
        </NavLink>
        <NavLink to="/runs">{t(SHELL_TEXT.runs)}</NavLink>
        <NavLink to="/hand-overs">{t(HAND_OVER_TEXT.title)}</NavLink>
        <span className="wide-only">
          <RarePages />
        </span>
      </nav>
      <Clocks />
      <Account />
    </header>
  );
}

/** What is looked at once a day, by those who may. */
function RarePages(props: { className?: string }) {
  const { t } = useWording();
  const pages = [
    { to: '/places', words: SHELL_TEXT.network, may: useMayDo('journeys.read') },
    { to: '/audit', words: AUDIT_TEXT.title, may: useMayDo('audit.read') },
    { to: '/grants', words: GRANT_TEXT.title, may: useMayDo('grants.manage') },
    { to: '/users', words: SHELL_TEXT.users, may: useMayDo('users.manage') },
  ];
  return pages
    .filter(({ may }) => may)
    .map(({ to, words }) => (
      <NavLink key={to} to={to} {...props}>
        {t(words)}
      </NavLink>
    ));
}

/** The ticking server clock, up to when data have come, and whether we are joined to the server. */
function Clocks() {
  const { t, clock, zoneName } = useWording();
  const link = useLink();
  const runs = useRuns();
  const newest = Math.max(...runs.map((run) => run.latestMeasuredAt ?? -Infinity));
  const text = useCallback((now: Instant) => clock(now), [clock]);
  const isOutage = useOutage() !== null;
  const state = isOutage ? SHELL_TEXT.outage : SHELL_TEXT[link.kind];
  return (
    <div className="clocks">
      <span className="clock">
        <span className="label">{zoneName}</span>
        <Ticking text={text} className="clock-time" title={t(SHELL_TEXT.serverClock)} />
      </span>
      {newest > -Infinity && (
        <span className="data-until">
          <span className="label">{t(SHELL_TEXT.dataUntil)}</span>
          <span>{clock(newest)}</span>
        </span>
      )}
      <span className="link-state" data-link={isOutage ? 'outage' : link.kind} role="status">
        {t(state)}
      </span>
    </div>
  );
}

function Account() {
  const { t } = useWording();
  const session = useSession();
  const signOut = useMutation({
    mutationFn: () => request('/auth/logout', {}),
    // A fresh page keeps nothing of whoever was here.
    onSettled: () => window.location.assign('/sign-in'),
  });
  return (
    <div className="account">
      <span className="who">
        {session.displayName} · {t(ROLE_WORDS[session.role])}
      </span>
      <Settings
        more={
          <nav className="narrow-only" aria-label={t(SHELL_TEXT.menu)}>
            <RarePages className="panel-link" />
            <button type="button" className="plain panel-link" onClick={() => signOut.mutate()}>
              {t(SHELL_TEXT.signOut)}
            </button>
          </nav>
        }
      />
      <button type="button" className="plain wide-only" onClick={() => signOut.mutate()}>
        {t(SHELL_TEXT.signOut)}
      </button>
    </div>
  );
}
