export * from './history-errors.ts';
export * from './history.ts';
export * from './local-store.ts';
export { openLocalStore } from './local/open-local-store.ts';
export { decodeReadings, encodeReadings } from './sample-page.ts';
export { openLocalHistory, type LocalHistoryOptions } from './local/open-local-history.ts';
export {
  openInfluxHistory,
  type InfluxCheck,
  type InfluxHistory,
} from './influx/open-influx-history.ts';
export type { InfluxOptions } from './influx/influx-server.ts';
export * from './copy-history.ts';
