export * from './channel.ts';
export * from './identity.ts';
export * from './reading.ts';
