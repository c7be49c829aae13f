import { createContext, useContext, useEffect, useSyncExternalStore } from 'react';
import { InternalError } from '@lenglian/errors';
import type { AlertView, Room, RunView, UnitView } from '@lenglian/console-contract';
import type { Instant } from '@lenglian/quantities';
import type { LinkState, LiveStore } from './live-store.ts';
import type { LiveLink } from './live-link.ts';
import type { ServerClock } from './server-clock.ts';
import type { Ticker } from './ticker.ts';

/** What the whole console shares of the live side. */
export interface Live {
  readonly store: LiveStore;
  /** Watching alone: a page needs no more of the link. */
  readonly link: Pick<LiveLink, 'watch' | 'open' | 'close' | 'checkBeat'>;
  readonly clock: ServerClock;
  readonly ticker: Ticker;
}

export const LiveContext = createContext<Live | null>(null);

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (live === null) throw new InternalError('useLive outside of LiveContext');
  return live;
}

function useKey<Value>(key: string, read: (store: LiveStore) => Value): Value {
  const { store } = useLive();
  return useSyncExternalStore(
    (listener) => store.subscribe(key, listener),
    () => read(store),
  );
}

export function useRuns(): readonly RunView[] {
  return useKey('runs', (store) => store.runs());
}

export function useUnitIds(runId: string): readonly string[] {
  return useKey(`run-units:${runId}`, (store) => store.unitIdsOf(runId));
}

export function useUnit(id: string): UnitView | undefined {
  return useKey(`unit:${id}`, (store) => store.unit(id));
}

export function useAlerts(): readonly AlertView[] {
  return useKey('alerts', (store) => store.alerts());
}

export function useUnitAlerts(unitId: string): readonly AlertView[] {
  return useKey(`unit-alerts:${unitId}`, (store) => store.alertsOf(unitId));
}

export function useLink(): LinkState {
  return useKey('link', (store) => store.link());
}

/** The server's time at the last tick, whole seconds apart. For a few components; see `Ticking`. */
export function useNow(): Instant {
  const { ticker } = useLive();
  return useSyncExternalStore(
    (listener) => ticker.subscribe(listener),
    () => ticker.now,
  );
}

/** Watches rooms, given by their keys (see `roomKey`), while mounted. */
export function useRooms(keys: readonly string[]): void {
  const { link } = useLive();
  const joined = keys.join('\n');
  useEffect(() => {
    const ends = joined === '' ? [] : joined.split('\n').map((key) => link.watch(roomOf(key)));
    return () => ends.forEach((end) => end());
  }, [link, joined]);
}

/** Whether a room's snapshot has come. */
export function useHasJoined(key: string): boolean {
  return useKey(`room:${key}`, (store) => store.hasJoined(roomOf(key)));
}

/** The room of a key as `roomKey` makes it. */
function roomOf(key: string): Room {
  if (key.startsWith('run:')) return { room: 'run', runId: key.slice(4) };
  if (key.startsWith('unit:')) return { room: 'unit', unitId: key.slice(5) };
  return { room: key === 'alerts' ? 'alerts' : 'overview' };
}
