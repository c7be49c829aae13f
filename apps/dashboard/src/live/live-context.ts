import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useSyncExternalStore,
} from 'react';
import { InternalError } from '@lenglian/errors';
import type { AlertView, IncidentView, Room, RunView, UnitView } from '@lenglian/console-contract';
import { SECOND, type Instant } from '@lenglian/quantities';
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

/**
 * Data are judged every second or so, and a heartbeat tells it every 5 s: what is older than this is
 * an outage of ours, and units do not go silent in it.
 */
const DATA_PATIENCE = 20 * SECOND;

function isOutage(dataUntil: Instant | null, now: Instant): boolean {
  return dataUntil !== null && now - dataUntil > DATA_PATIENCE;
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

/** A run that is watched; undefined before anything was told of it. */
export function useRun(id: string): RunView | undefined {
  return useKey('runs', (store) => store.run(id));
}

export function useUnitIds(runId: string): readonly string[] {
  return useKey(`run-units:${runId}`, (store) => store.unitIdsOf(runId));
}

export function useUnit(id: string): UnitView | undefined {
  return useKey(`unit:${id}`, (store) => store.unit(id));
}

/** How many of these units are so; `isSo` is kept stable by the caller. */
export function useUnitCount(ids: readonly string[], isSo: (unit: UnitView) => boolean): number {
  const { store } = useLive();
  return useSyncExternalStore(useSubscribeToUnits(ids), () => {
    let count = 0;
    for (const id of ids) {
      const unit = store.unit(id);
      if (unit !== undefined && isSo(unit)) count += 1;
    }
    return count;
  });
}

function useSubscribeToUnits(ids: readonly string[]) {
  const { store } = useLive();
  return useCallback(
    (listener: () => void) => {
      const ends = ids.map((id) => store.subscribe(`unit:${id}`, listener));
      return () => ends.forEach((end) => end());
    },
    [store, ids],
  );
}

/** The first of units of which something is so; the same as long as it stays so. */
export function useFirstUnit(
  ids: readonly string[],
  isSo: (unit: UnitView) => boolean,
): UnitView | undefined {
  const { store } = useLive();
  return useSyncExternalStore(useSubscribeToUnits(ids), () =>
    ids.map((id) => store.unit(id)).find((unit) => unit !== undefined && isSo(unit)),
  );
}

export function useAlerts(): readonly AlertView[] {
  return useKey('alerts', (store) => store.alerts());
}

/** One line for each cause, worst first. */
export function useIncidents(): readonly IncidentView[] {
  return useKey('incidents', (store) => store.incidents.lines());
}

/** Live alerts by their ids, in that order; `ids` is kept stable by the caller. */
export function useAlertViews(ids: readonly string[]): readonly AlertView[] {
  const alerts = useAlerts();
  return useMemo(() => {
    const wanted = new Map(ids.map((id, index) => [id, index]));
    return alerts
      .filter(({ id }) => wanted.has(id))
      .sort((a, b) => (wanted.get(a.id) ?? 0) - (wanted.get(b.id) ?? 0));
  }, [alerts, ids]);
}

export function useUnitAlerts(unitId: string): readonly AlertView[] {
  return useKey(`unit-alerts:${unitId}`, (store) => store.alertsOf(unitId));
}

export function useLink(): LinkState {
  return useKey('link', (store) => store.link());
}

/** Since when the server has had no data although we are joined to it; null while data come. */
export function useOutage(): Instant | null {
  const isConnected = useLink().kind === 'connected';
  const dataUntil = useKey('data-until', (store) => store.dataUntil());
  const { ticker } = useLive();
  return useSyncExternalStore(
    (listener) => ticker.subscribe(listener),
    () => (isConnected && isOutage(dataUntil, ticker.now) ? dataUntil : null),
  );
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
  return { room: key === 'alerts' || key === 'incidents' ? key : 'overview' };
}
