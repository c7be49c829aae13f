export * from './custody/check-hand-over.ts';
export * from './custody/condition.ts';
export * from './custody/custody.ts';
export * from './custody/hand-over.ts';
export * from './lineage/check-transformation.ts';
export * from './lineage/exposure.ts';
export * from './lineage/trace.ts';
export * from './lineage/transformation.ts';
