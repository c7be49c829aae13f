import type { ReactNode } from 'react';
import { QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import type { Session } from '@lenglian/console-contract';
import type { Instant } from '@lenglian/quantities';
import { makeQueryClient } from '../api/queries.ts';
import { LiveContext, type Live } from '../live/live-context.ts';
import { LiveStore } from '../live/live-store.ts';
import { ServerClock } from '../live/server-clock.ts';
import { Ticker } from '../live/ticker.ts';
import { Topics } from '../live/topics.ts';
import { PreferencesContext } from '../preferences/preferences-context.ts';
import { PreferenceStore, type Preferences } from '../preferences/preferences.ts';
import { SessionContext } from '../shell/session-context.ts';
import { ToneContext } from '../sound/sound-context.ts';
import { Tone } from '../sound/tone.ts';
import { makeFixtureWorld } from './fixture-world.ts';

/** What one request was, and what it is answered. */
export type Answerer = (
  path: string,
  body: unknown,
  /** What `If-Match` said. */
  seen: string | null,
) => { status: number; body: unknown };

/** A part of the console in all its contexts, at a fixed time, with a live store to feed by hand. */
export function renderConsole(
  content: ReactNode,
  options: {
    now: Instant;
    path?: string;
    session?: Partial<Session>;
    preferences?: Partial<Preferences>;
    answer?: Answerer;
  },
) {
  const clock = new ServerClock({ now: () => options.now });
  const store = new LiveStore(new Topics((task) => queueMicrotask(task)));
  const nothing = () => {};
  const link: Live['link'] = {
    watch: () => nothing,
    open: nothing,
    close: nothing,
    checkBeat: nothing,
  };
  const ticker = new Ticker(clock);
  const preferences = new PreferenceStore({ lasting: localStorage, shift: sessionStorage });
  if (options.preferences !== undefined) preferences.set(options.preferences);
  if (options.answer !== undefined) globalThis.fetch = fetchFrom(options.answer);
  const session = { ...makeFixtureWorld(options.now).session, ...options.session };
  const view = render(
    <PreferencesContext value={preferences}>
      <ToneContext value={new Tone()}>
        <LiveContext value={{ store, link, clock, ticker }}>
          <QueryClientProvider client={makeQueryClient()}>
            <SessionContext value={session}>
              <MemoryRouter initialEntries={[options.path ?? '/']}>{content}</MemoryRouter>
            </SessionContext>
          </QueryClientProvider>
        </LiveContext>
      </ToneContext>
    </PreferencesContext>,
  );
  return { ...view, store, ticker, preferences };
}

/** jsdom has no fetch; this one answers as the api would. */
function fetchFrom(answer: Answerer): typeof fetch {
  return (url, init) => {
    const sent = init?.body;
    const body: unknown = typeof sent === 'string' ? JSON.parse(sent) : (sent ?? undefined);
    const seen = new Headers(init?.headers).get('if-match');
    const { status, body: answered } = answer(typeof url === 'string' ? url : '', body, seen);
    return Promise.resolve({
      ok: status < 300,
      status,
      text: () => Promise.resolve(JSON.stringify(answered)),
    } as Response);
  };
}
