export * from './messages.ts';
export * from './json-lines.ts';
