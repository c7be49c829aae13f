export * from './canonical-verdict.ts';
export * from './diff-episodes.ts';
export * from './episode.ts';
export * from './judge.ts';
export * from './lot-context.ts';
export * from './lot-judge.ts';
export { JUDGE_VERSION, SavedLotJudgeError, makeLotJudge } from './make-lot-judge.ts';
export * from './verdict.ts';
