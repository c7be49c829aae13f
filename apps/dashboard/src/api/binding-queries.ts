import type { BindingView, DeviceView, List } from '@lenglian/console-contract';
import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';

/** Which devices were on a unit, and when, as far as is believed now; the latest first. */
export function bindingsOfUnitQuery(unitId: string) {
  return queryOptions({
    queryKey: ['bindings', unitId],
    queryFn: async () => {
      const path = `/bindings?kind=device&targetId=${encodeURIComponent(unitId)}`;
      const { items } = await request<List<BindingView>>(path);
      return items.sort((a, b) => b.from - a.from);
    },
  });
}

export const devicesQuery = queryOptions({
  queryKey: ['devices'],
  queryFn: async () => {
    const devices: DeviceView[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const after = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page: List<DeviceView> = await request(`/devices?limit=500${after}`);
      devices.push(...page.items);
      cursor = page.nextCursor;
    }
    return devices;
  },
});
