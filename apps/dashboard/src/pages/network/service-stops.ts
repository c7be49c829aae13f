import type { ServiceView } from '@lenglian/seed-files';

/** The codes of all places at which any way of a service stops, each once. */
export function stopsOfService({ ways = [] }: ServiceView): string[] {
  const codes = ways.flatMap(({ legs }) =>
    legs.flatMap(({ fromPlaceCode, toPlaceCode }) => [fromPlaceCode, toPlaceCode]),
  );
  return [...new Set(codes)];
}
