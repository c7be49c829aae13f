import { queryOptions } from '@tanstack/react-query';
import { lossesSchema } from '@lenglian/console-contract';
import { ask } from './ask.ts';

/** @param search `from`, `until` and `by` */
export function lossesQuery(search: string) {
  return queryOptions({
    queryKey: ['losses', search],
    queryFn: () => ask(lossesSchema, `/losses?${search}`),
  });
}

/** What arrived of one run, by cause. */
export function lossesOfRunQuery(runId: string) {
  return queryOptions({
    queryKey: ['run', runId, 'losses'],
    queryFn: () => ask(lossesSchema, `/runs/${encodeURIComponent(runId)}/losses`),
  });
}
