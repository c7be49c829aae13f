import type { JourneyPlanRequest, List, RunView } from '@lenglian/console-contract';
import { RUN_STATES } from '@lenglian/placements';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';

/** States a list of runs can be asked for; `open` are those that are not over. */
export const RUN_FILTERS = ['open', ...RUN_STATES] as const;
export type RunFilter = (typeof RUN_FILTERS)[number];

export function runsQuery(filter: RunFilter) {
  return infiniteQueryOptions({
    queryKey: ['runs', filter],
    queryFn: ({ pageParam }) => {
      const parameters = new URLSearchParams({ limit: '100', state: filter });
      if (pageParam !== null) parameters.set('cursor', pageParam);
      return request<List<RunView>>(`/runs?${parameters.toString()}`);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
}

/** The run as the plan that would bring it: what is to ride on it before anything does. */
export function planQuery(runId: string) {
  return queryOptions({
    queryKey: ['run', runId, 'plan'],
    queryFn: () => request<JourneyPlanRequest>(`/runs/${encodeURIComponent(runId)}/plan`),
  });
}
