export * from './container-number.ts';
export * from './journey-plan.ts';
export * from './lot-details.ts';
export * from './plan-facts.ts';
export * from './finding.ts';
export * from './check-plan.ts';
export * from './ride-of.ts';
export * from './run-life.ts';
