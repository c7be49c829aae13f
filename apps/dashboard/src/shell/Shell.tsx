import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useLocation } from 'react-router';
import type { Session } from '@lenglian/console-contract';
import { SHELL_TEXT } from '@lenglian/wording';
import { sessionQuery } from '../api/queries.ts';
import { useLive, useRooms } from '../live/live-context.ts';
import { useWording } from '../preferences/preferences-context.ts';
import { Crash } from '../ui/Crash.tsx';
import { Header } from './Header.tsx';
import { LinkBar } from './LinkBar.tsx';
import { SessionContext } from './session-context.ts';
import { SoundBar } from './SoundBar.tsx';

const ROOMS = ['overview', 'alerts', 'incidents'];

/** What frames every page once somebody is signed in; keeps the live link while it stands. */
export function Shell(props: { session: Session }) {
  const { t } = useWording();
  const { pathname } = useLocation();
  useLiveLink(props.session.userId);
  useRooms(ROOMS);
  return (
    <SessionContext value={props.session}>
      <a className="skip" href="#content">
        {t(SHELL_TEXT.skipToContent)}
      </a>
      <Header />
      {props.session.isDemo && (
        <p className="bar bar-demo">
          <strong>{t(SHELL_TEXT.demo)}</strong>
          <span className="bar-detail">{t(SHELL_TEXT.demoExplained)}</span>
        </p>
      )}
      <SoundBar />
      <LinkBar />
      <main id="content" tabIndex={-1}>
        <Crash of={pathname}>
          <Outlet key={pageOf(pathname)} />
        </Crash>
      </main>
    </SessionContext>
  );
}

/** A page begins anew where what it is of is another; the list of alerts stays as it is beside each of them. */
function pageOf(pathname: string): string {
  return pathname.startsWith('/alerts/') ? '/alerts' : pathname;
}

function useLiveLink(userId: string): void {
  const { link, store, ticker } = useLive();
  const client = useQueryClient();
  useEffect(() => {
    link.open();
    const endBeat = ticker.subscribe(() => link.checkBeat());
    // Lists that were fetched hold alerts too: they follow, at most once a while, what the link tells.
    let timer: ReturnType<typeof setTimeout> | undefined;
    const endAlerts = store.subscribe('alerts', () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void client.invalidateQueries({ queryKey: ['alerts'] });
      }, 2_000);
    });
    return () => {
      endBeat();
      endAlerts();
      clearTimeout(timer);
      link.close();
    };
  }, [link, store, ticker, client, userId]);
  useEffect(
    () =>
      store.subscribe('link', () => {
        const state = store.link().kind;
        // A server that was away may have ended the session meanwhile.
        if (state === 'reconnecting') void client.invalidateQueries(sessionQuery);
      }),
    [store, client],
  );
}
