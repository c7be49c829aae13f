export * from './history.ts';
export * from './local-store.ts';
