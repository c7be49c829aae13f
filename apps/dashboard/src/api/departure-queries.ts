import { queryOptions } from '@tanstack/react-query';
import {
  departureBoardSchema,
  inspectionSchema,
  sealSchema,
  type DepartureBoardView,
} from '@lenglian/console-contract';
import type { SeenCheck } from '@lenglian/planning';
import { ask, askAll } from './ask.ts';
import { request } from './request.ts';

/** Every box of a run with its checks. */
export function departureQuery(runId: string) {
  return queryOptions({
    queryKey: ['run', runId, 'departure'],
    queryFn: () => ask(departureBoardSchema, `/runs/${encodeURIComponent(runId)}/departure`),
  });
}

/** Lets a box leave for the checks that are shown; without checks, takes that back. */
export function sendRelease(
  { runId, revision }: Pick<DepartureBoardView, 'runId' | 'revision'>,
  release: { unitId: string; checks: readonly SeenCheck[]; reason: string },
): Promise<DepartureBoardView> {
  const path = `/runs/${encodeURIComponent(runId)}/departure/releases`;
  return request<DepartureBoardView>(path, release, 'POST', revision);
}

/** Inspections before a trip, newest first. */
export function inspectionsQuery(unitId: string) {
  return queryOptions({
    queryKey: ['inspections', unitId],
    queryFn: () => askAll(inspectionSchema, `/units/${encodeURIComponent(unitId)}/inspections`),
  });
}

/** Seals that were put on, newest first. */
export function sealsQuery(unitId: string) {
  return queryOptions({
    queryKey: ['seals', unitId],
    queryFn: () => askAll(sealSchema, `/units/${encodeURIComponent(unitId)}/seals`),
  });
}
