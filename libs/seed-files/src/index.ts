export * from './check-seeds.ts';
export * from './commodities-file.ts';
export * from './figure.ts';
export * from './limit-profile.ts';
export * from './parse-seed-file.ts';
export * from './places-file.ts';
export * from './run-file.ts';
export * from './services-file.ts';
