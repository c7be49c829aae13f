export * from './call-on.ts';
export * from './causes.ts';
export * from './expected-silence.ts';
export * from './gather-incidents.ts';
export * from './incident.ts';
export * from './name-incidents.ts';
export { AFTERMATH, LINGER } from './together.ts';
export { withoutToldGaps } from './told-further.ts';
