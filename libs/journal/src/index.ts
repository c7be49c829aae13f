export * from './appender.ts';
export type { TrimOutcome, TrimRequest } from './committer.ts';
export * from './directory-lock.ts';
export * from './errors.ts';
export type { Damage, Epoch, EpochReason } from './journal-state.ts';
export * from './journal.ts';
export * from './reader.ts';
