export * from './clock.ts';
export * from './instant.ts';
export * from './quantity.ts';
export * from './random.ts';
