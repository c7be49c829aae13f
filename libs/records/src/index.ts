export * from './accounts/first-start.ts';
export * from './accounts/passwords.ts';
export * from './accounts/tokens.ts';
export * from './devices/new-device.ts';
export * from './journeys/new-journeys.ts';
export * from './open-records.ts';
export * from './records-errors.ts';
export * from './records.ts';
