export * from './history-errors.ts';
export * from './history.ts';
export * from './local-store.ts';
export { openLocalStore } from './local/open-local-store.ts';
export { decodeReadings, encodeReadings } from './sample-page.ts';
export { openLocalHistory, type LocalHistoryOptions } from './local/open-local-history.ts';
