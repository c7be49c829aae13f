export * from './channel.ts';
export * from './controller-alarms.ts';
export * from './identity.ts';
export * from './reading.ts';
