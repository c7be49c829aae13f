export * from './default-rules.ts';
export * from './intersect-bands.ts';
export * from './limits-in-time.ts';
export * from './limits-of-lot.ts';
export * from './parameter-units.ts';
export * from './profile.ts';
export type * from './profile-problem.ts';
export * from './validate-profile.ts';
export * from './with-default-rules.ts';
