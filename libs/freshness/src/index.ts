export * from './kinetics.ts';
export * from './life-used.ts';
export * from './lot-age.ts';
export * from './mean-kinetic-temperature.ts';
export * from './minutes-outside.ts';
export * from './series.ts';
