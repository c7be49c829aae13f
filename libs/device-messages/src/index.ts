export * from './decode-telemetry.ts';
export * from './downlink.ts';
export * from './telemetry.ts';
export * from './topics.ts';
