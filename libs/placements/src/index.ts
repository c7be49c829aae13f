export * from './placement.ts';
export * from './without-span.ts';
