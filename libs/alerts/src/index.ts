export * from './alert.ts';
export * from './next-check.ts';
