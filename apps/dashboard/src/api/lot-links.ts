import type { List, LotLinkView, SharedLotView } from '@lenglian/console-contract';
import { queryOptions } from '@tanstack/react-query';
import { MINUTE } from '@lenglian/quantities';
import { request } from './request.ts';

/** What a link shows of a lot; asked again each minute. */
export function sharedLotQuery(token: string) {
  return queryOptions({
    queryKey: ['shared-lot', token],
    queryFn: () => request<SharedLotView>(`/shared-lots/${encodeURIComponent(token)}`),
    refetchInterval: MINUTE,
  });
}

/** The links of a lot, one page: more than fifty never stand at once. */
export function lotLinksQuery(lotId: string) {
  return queryOptions({
    queryKey: ['lot-links', lotId],
    queryFn: () => request<List<LotLinkView>>(`/lots/${encodeURIComponent(lotId)}/links?limit=500`),
  });
}
