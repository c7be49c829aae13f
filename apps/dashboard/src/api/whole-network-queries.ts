import { profileSchema, runSchema } from '@lenglian/console-contract';
import { MINUTE } from '@lenglian/quantities';
import { placeViewSchema, serviceViewSchema } from '@lenglian/seed-files';
import { queryOptions } from '@tanstack/react-query';
import { ask, askAll } from './ask.ts';

/** Every place with all that is known of it. */
export const wholePlacesQuery = queryOptions({
  queryKey: ['places', 'whole'],
  queryFn: () => askAll(placeViewSchema, '/places'),
});

export function placeQuery(id: string) {
  return queryOptions({
    queryKey: ['places', 'one', id],
    queryFn: () => ask(placeViewSchema, `/places/${encodeURIComponent(id)}`),
  });
}

/** Every service with all that is known of it. */
export const wholeServicesQuery = queryOptions({
  queryKey: ['services', 'whole'],
  queryFn: () => askAll(serviceViewSchema, '/services'),
});

export function serviceQuery(id: string) {
  return queryOptions({
    queryKey: ['services', 'one', id],
    queryFn: () => ask(serviceViewSchema, `/services/${encodeURIComponent(id)}`),
  });
}

export function runsOfServiceQuery(serviceCode: string) {
  const query = new URLSearchParams({ state: 'open', serviceCode });
  return queryOptions({
    queryKey: ['runs', 'of service', serviceCode],
    queryFn: () => askAll(runSchema, `/runs?${query.toString()}`),
  });
}

/** What goods there are: every version of every profile. */
export const profilesQuery = queryOptions({
  queryKey: ['profiles'],
  queryFn: () => askAll(profileSchema, '/profiles'),
  staleTime: 10 * MINUTE,
});
