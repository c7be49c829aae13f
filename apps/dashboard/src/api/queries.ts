import type {
  AlertView,
  List,
  ReadingSeries,
  RunView,
  Session,
  SignInWays,
  UnitView,
} from '@lenglian/console-contract';
import { infiniteQueryOptions, QueryCache, QueryClient, queryOptions } from '@tanstack/react-query';
import { MINUTE, SECOND, type Duration, type Instant } from '@lenglian/quantities';
import { ProblemError, request } from './request.ts';

/** States an alert list can be asked for; `all` asks for no state. */
export const ALERT_FILTERS = ['live', 'CLEARED', 'CLOSED', 'all'] as const;
export type AlertFilter = (typeof ALERT_FILTERS)[number];

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async (): Promise<Session | null> => {
    try {
      return await request<Session>('/auth/session');
    } catch (error) {
      if (error instanceof ProblemError && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: Infinity,
});

/** How one can sign in; asked once, for it changes with the configuration only. */
export const waysQuery = queryOptions({
  queryKey: ['ways'],
  queryFn: () => request<SignInWays>('/auth/ways'),
  staleTime: Infinity,
});

export function runQuery(id: string) {
  return queryOptions({
    queryKey: ['run', id],
    queryFn: () => request<RunView>(`/runs/${encodeURIComponent(id)}`),
  });
}

export function unitQuery(id: string) {
  return queryOptions({
    queryKey: ['unit', id],
    queryFn: () => request<UnitView>(`/units/${encodeURIComponent(id)}`),
  });
}

export function alertQuery(id: string) {
  return queryOptions({
    queryKey: ['alerts', 'one', id],
    queryFn: () => request<AlertView>(`/alerts/${encodeURIComponent(id)}`),
  });
}

/** Pages of alerts, newest first. */
export function alertsQuery(filter: AlertFilter) {
  return infiniteQueryOptions({
    queryKey: ['alerts', 'list', filter],
    queryFn: ({ pageParam }) => {
      const parameters = new URLSearchParams({ limit: '50' });
      if (filter !== 'all') parameters.set('state', filter);
      // A gap that is over was closed by itself.
      if (filter === 'CLOSED') parameters.set('notRule', 'DATA_GAP');
      if (pageParam !== null) parameters.set('cursor', pageParam);
      return request<List<AlertView>>(`/alerts?${parameters.toString()}`);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
}

/** Alerts of one unit, newest first, one page: what a chart marks. It shows holes by itself. */
export function unitAlertsQuery(unitId: string) {
  return queryOptions({
    queryKey: ['alerts', 'unit', unitId],
    queryFn: () =>
      request<List<AlertView>>(
        `/alerts?unitId=${encodeURIComponent(unitId)}&notRule=DATA_GAP&limit=200`,
      ),
  });
}

/**
 * A unit's window that ends now.
 *
 * @param now asked when the request is made
 * @param points 10…5000
 */
export function readingsQuery(unitId: string, span: Duration, points: number, now: () => Instant) {
  return queryOptions({
    queryKey: ['readings', unitId, span, points],
    queryFn: () => {
      const to = now() + SECOND;
      const query = `from=${to - span}&to=${to}&points=${points}`;
      return request<ReadingSeries>(`/units/${encodeURIComponent(unitId)}/readings?${query}`);
    },
    staleTime: 10 * SECOND,
    refetchInterval: MINUTE,
    placeholderData: (previous) => (previous?.unitId === unitId ? previous : undefined),
  });
}

/** A 401 anywhere means that the session has ended: the guard then shows the sign-in page. */
export function makeQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => noticeSignedOut(client, error),
    }),
    defaultOptions: {
      queries: {
        retry: (count, error) =>
          count < 2 &&
          !(error instanceof ProblemError && error.status >= 400 && error.status < 500),
        refetchOnWindowFocus: false,
        staleTime: 10 * SECOND,
      },
    },
  });
  return client;
}

/** @returns whether that is what the error says */
export function noticeSignedOut(client: QueryClient, error: unknown): boolean {
  const isSignedOut = error instanceof ProblemError && error.status === 401;
  if (isSignedOut) client.setQueryData(sessionQuery.queryKey, null);
  return isSignedOut;
}
