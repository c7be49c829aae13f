export * from './contact.ts';
export * from './container-number.ts';
export * from './journey-plan.ts';
export * from './leg-times.ts';
export * from './measured-legs.ts';
export * from './lot-details.ts';
export * from './plan-facts.ts';
export * from './finding.ts';
export * from './gln.ts';
export * from './delay-legs.ts';
export * from './holes-of-legs.ts';
export { checkLegs } from './checks/route.ts';
export {
  checkLoad,
  checkMovedLimits,
  checkSetpoint,
  checkStored,
  planOfStored,
  type StoredLot,
} from './checks/stored.ts';
export { checkUnitName } from './checks/units.ts';
export { checkBoundDevice, suits as deviceSuits } from './checks/devices.ts';
export * from './check-plan.ts';
export * from './ride-of.ts';
export * from './run-life.ts';
export { CLEANING_LASTS, isCleanAt, type Cleanliness } from './checks/cleaning.ts';
export * from './whole-of.ts';
export * from './departure/index.ts';
