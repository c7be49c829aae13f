import { queryOptions } from '@tanstack/react-query';
import { namedPlaceSchema, namedServiceSchema } from '@lenglian/console-contract';
import { MINUTE } from '@lenglian/quantities';
import { askAll } from './ask.ts';

/** Every place of the network; it changes by the season. */
export const placesQuery = queryOptions({
  queryKey: ['places'],
  queryFn: () => askAll(namedPlaceSchema, '/places'),
  staleTime: 10 * MINUTE,
});

export const servicesQuery = queryOptions({
  queryKey: ['services'],
  queryFn: () => askAll(namedServiceSchema, '/services'),
  staleTime: 10 * MINUTE,
});
