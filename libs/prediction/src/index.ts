export * from './judge-predicted.ts';
export * from './lots/lot-twin.ts';
export * from './outlook.ts';
export * from './predicted-limits.ts';
export * from './twin-sample.ts';
export { makeTwin, Twin, type SavedTwin } from './twin.ts';
export * from './where-to-act.ts';
