import type { Room } from '@lenglian/console-contract';
import type { Right } from '@lenglian/rights';

/** What a room shows decides what it demands, on top of the right to join any. */
export const RIGHT_BY_ROOM: Readonly<Record<Room['room'], Right>> = {
  overview: 'journeys.read',
  run: 'journeys.read',
  unit: 'readings.read',
  alerts: 'alerts.read',
  incidents: 'alerts.read',
};
