export { kilometresBetween, type Point } from './sphere.ts';
export { RADIUS_DEFAULT, type Route, type RoutePlace } from './route.ts';
export { Track, type Position } from './track.ts';
export { measure, measuring, type Measured, type Rider } from './measure.ts';
export type { Fix, StrayUnit } from './majority.ts';
export type { Astray } from './off-route.ts';
export * from './late-arrival.ts';
export type { Visit } from './visits.ts';
export * from './run-progress.ts';
