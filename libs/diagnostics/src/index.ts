export * from './event-loop-delay.ts';
export * from './log.ts';
export * from './metrics.ts';
