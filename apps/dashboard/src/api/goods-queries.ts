import type {
  HandOverView,
  HandOverWithConditionsView,
  List,
  LotCustodyView,
  LotExposureView,
  LotFreshnessView,
  LotRecordView,
  LotTraceView,
  LotView,
  UnitView,
} from '@lenglian/console-contract';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { MINUTE } from '@lenglian/quantities';
import { request } from './request.ts';

/** More than ride on any train of ours; what is beyond is on the pages of the api. */
const LIMIT = 500;

export function lotQuery(id: string) {
  return queryOptions({
    queryKey: ['lot', id, 'record'],
    queryFn: () => request<LotRecordView>(`/lots/${encodeURIComponent(id)}`),
  });
}

/** Where its goods came from, and where they went. */
export function lotTraceQuery(id: string) {
  return queryOptions({
    queryKey: ['lot', id, 'trace'],
    queryFn: () => request<LotTraceView>(`/lots/${encodeURIComponent(id)}/trace`),
  });
}

/** How long its goods were outside their limits. */
export function lotExposureQuery(id: string) {
  return queryOptions({
    queryKey: ['lot', id, 'exposure'],
    queryFn: () => request<LotExposureView>(`/lots/${encodeURIComponent(id)}/exposure`),
  });
}

/** How much of their life its goods have left; asked again as time goes by. */
export function lotFreshnessQuery(id: string) {
  return queryOptions({
    queryKey: ['lot', id, 'freshness'],
    queryFn: () => request<LotFreshnessView>(`/lots/${encodeURIComponent(id)}/freshness`),
    refetchInterval: 5 * MINUTE,
  });
}

export function lotsOfRunQuery(runId: string) {
  return queryOptions({
    queryKey: ['run', runId, 'lots'],
    queryFn: () =>
      request<List<LotView>>(`/lots?runId=${encodeURIComponent(runId)}&limit=${LIMIT}`),
  });
}

export function unitsOfRunQuery(runId: string) {
  return queryOptions({
    queryKey: ['run', runId, 'units'],
    queryFn: () =>
      request<List<UnitView>>(`/runs/${encodeURIComponent(runId)}/units?limit=${LIMIT}`),
  });
}

/** Who answered for it, and what it was exposed to in their time. */
export function lotCustodyQuery(id: string) {
  return queryOptions({
    queryKey: ['hand-overs', 'custody', id],
    queryFn: () => request<LotCustodyView>(`/lots/${encodeURIComponent(id)}/custody`),
  });
}

/** Of one lot, the latest first. */
export function handOversOfLotQuery(lotId: string) {
  return queryOptions({
    queryKey: ['hand-overs', 'lot', lotId],
    queryFn: async () => {
      const path = `/hand-overs?lotId=${encodeURIComponent(lotId)}&limit=${LIMIT}`;
      const { items } = await request<List<HandOverView>>(path);
      return items.sort((a, b) => b.handedOverAt - a.handedOverAt);
    },
  });
}

/** Pages of all that one's organisation has a part in, the newest first. */
export const handOversQuery = infiniteQueryOptions({
  queryKey: ['hand-overs', 'all'],
  queryFn: ({ pageParam }) => {
    const after = pageParam === null ? '' : `&cursor=${encodeURIComponent(pageParam)}`;
    return request<List<HandOverView>>(`/hand-overs?limit=30${after}`);
  },
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.nextCursor,
});

/** With the conditions by what is known now. */
export function handOverQuery(id: string) {
  return queryOptions({
    queryKey: ['hand-overs', 'one', id],
    queryFn: () => request<HandOverWithConditionsView>(`/hand-overs/${encodeURIComponent(id)}`),
  });
}
