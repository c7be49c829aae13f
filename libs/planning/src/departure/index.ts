export * from './departure.ts';
export { HEARD_WITHIN } from './heard.ts';
export { INSPECTION_LASTS } from './check-inspection.ts';
export * from './judge-box.ts';
export * from './release.ts';
export { stateOfBox } from './worst-of.ts';
