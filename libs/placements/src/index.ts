export * from './placement.ts';
export * from './placement-index.ts';
