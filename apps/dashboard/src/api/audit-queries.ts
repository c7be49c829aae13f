import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { auditEntrySchema, grantSchema, listOf, runSchema } from '@lenglian/console-contract';
import { MINUTE } from '@lenglian/quantities';
import { z } from 'zod';
import { ask, askAll } from './ask.ts';

/** Lines of the audit, newest first. @param search what is looked for, as the api takes it */
export function auditQuery(search: string) {
  return infiniteQueryOptions({
    queryKey: ['audit', search],
    queryFn: ({ pageParam }) => {
      const after = pageParam === null ? '' : `&cursor=${encodeURIComponent(pageParam)}`;
      return ask(listOf(auditEntrySchema), `/audit?${search}&limit=50${after}`);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
}

const namedSchema = z.object({ displayName: z.string() });

/** Who people were when they were added: whoever may read the audit need not manage users. */
export const actorsQuery = queryOptions({
  queryKey: ['audit', 'actors'],
  queryFn: async () => {
    const added = await askAll(auditEntrySchema, '/audit?action=user.add');
    return added.flatMap(({ entityId, after }) => {
      const named = namedSchema.safeParse(after);
      return named.success ? [{ id: entityId, name: named.data.displayName }] : [];
    });
  },
  staleTime: 5 * MINUTE,
});

export function grantsQuery(side: 'given' | 'received') {
  return infiniteQueryOptions({
    queryKey: ['grants', side],
    queryFn: ({ pageParam }) => {
      const after = pageParam === null ? '' : `&cursor=${encodeURIComponent(pageParam)}`;
      return ask(listOf(grantSchema), `/grants?side=${side}&limit=100${after}`);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
}

/** Runs that are not over: what a grant can be about. */
export const openRunsQuery = queryOptions({
  queryKey: ['runs', 'all open'],
  queryFn: () => askAll(runSchema, '/runs?state=open'),
});
