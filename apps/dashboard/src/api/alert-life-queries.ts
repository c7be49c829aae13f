import type {
  AlertRevisionView,
  CorrectionView,
  List,
  ReviewView,
} from '@lenglian/console-contract';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { request } from './request.ts';

/** Every step in the life of an alert, the oldest first. Another revision is asked for anew. */
export function alertHistoryQuery(id: string, revision: number) {
  return infiniteQueryOptions({
    queryKey: ['alerts', 'history', id, revision],
    queryFn: ({ pageParam }) => {
      const parameters = new URLSearchParams({ limit: '100' });
      if (pageParam !== null) parameters.set('cursor', pageParam);
      return request<List<AlertRevisionView>>(
        `/alerts/${encodeURIComponent(id)}/history?${parameters.toString()}`,
      );
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
}

/** Verdicts that changed after people had decided, the newest first. */
export function reviewsQuery(state: 'OPEN' | 'RESOLVED') {
  return infiniteQueryOptions({
    queryKey: ['reviews', state],
    queryFn: ({ pageParam }) => {
      const parameters = new URLSearchParams({ limit: '50', state });
      if (pageParam !== null) parameters.set('cursor', pageParam);
      return request<List<ReviewView>>(`/reviews?${parameters.toString()}`);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
}

/** Who was told of breaches that were taken back since, the newest first. */
export function correctionsQuery() {
  return infiniteQueryOptions({
    queryKey: ['corrections'],
    queryFn: ({ pageParam }) => {
      const parameters = new URLSearchParams({ limit: '50' });
      if (pageParam !== null) parameters.set('cursor', pageParam);
      return request<List<CorrectionView>>(`/corrections?${parameters.toString()}`);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
}
