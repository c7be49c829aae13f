export * from './processes/log-line.ts';
export * from './processes/managed-process.ts';
export * from './processes/stack.ts';
