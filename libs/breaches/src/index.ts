export * from './episode.ts';
export * from './lot-judge.ts';
export * from './verdict.ts';
