import { StrictMode } from 'react';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { io } from 'socket.io-client';
import { LIVE_NAMESPACE } from '@lenglian/console-contract/constants';
import { makeQueryClient, sessionQuery } from './api/queries.ts';
import { App } from './App.tsx';
import { LiveContext } from './live/live-context.ts';
import { LiveLink, type LiveSocket } from './live/live-link.ts';
import { LiveStore } from './live/live-store.ts';
import { ServerClock } from './live/server-clock.ts';
import { Ticker } from './live/ticker.ts';
import { PreferencesContext } from './preferences/preferences-context.ts';
import { PreferenceStore } from './preferences/preferences.ts';
import { ToneContext } from './sound/sound-context.ts';
import { Tone } from './sound/tone.ts';
import { Crash } from './ui/Crash.tsx';
import './styles/index.css';

const client = makeQueryClient();
const clock = new ServerClock({ now: () => Date.now() });
const store = new LiveStore();
const socket: LiveSocket = io(LIVE_NAMESPACE, {
  autoConnect: false,
  transports: ['websocket', 'polling'],
  tryAllTransports: true,
  reconnectionDelayMax: 5_000,
});
const link = new LiveLink(socket, store, clock, () => void client.invalidateQueries(sessionQuery));
const live = { store, link, clock, ticker: new Ticker(clock) };
// Getters: where the browser refuses storage, asking for it throws.
const preferences = new PreferenceStore({
  get lasting() {
    return window.localStorage;
  },
  get shift() {
    return window.sessionStorage;
  },
});

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <Crash>
      <PreferencesContext value={preferences}>
        <ToneContext value={new Tone()}>
          <LiveContext value={live}>
            <QueryClientProvider client={client}>
              <App />
            </QueryClientProvider>
          </LiveContext>
        </ToneContext>
      </PreferencesContext>
    </Crash>
  </StrictMode>,
);
