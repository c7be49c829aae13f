import type { List, UserView } from '@lenglian/console-contract';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { request } from './request.ts';

/** Everybody who may sign in, or might once. */
export const usersQuery = infiniteQueryOptions({
  queryKey: ['users'],
  queryFn: ({ pageParam }) => {
    const after = pageParam === null ? '' : `&cursor=${encodeURIComponent(pageParam)}`;
    return request<List<UserView>>(`/users?limit=200${after}`);
  },
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.nextCursor,
});
