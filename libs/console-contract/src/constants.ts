/**
 * What a browser needs of this contract at run time. Nothing here imports zod, so that a console
 * which imports `@lenglian/console-contract/constants` does not ship a validator.
 */
export { API_PREFIX } from './http/paths.ts';

/**
 * How a unit stands, worst first wins: CRITICAL / MAJOR / WARN = its worst live alert; SILENT = no
 * data when there should be; NO_DATA_YET = never heard; DEFROST = fine, defrosting; OK.
 */
export const CONDITIONS = [
  'CRITICAL',
  'MAJOR',
  'WARN',
  'SILENT',
  'NO_DATA_YET',
  'DEFROST',
  'OK',
] as const;
export type Condition = (typeof CONDITIONS)[number];

/** The socket.io namespace. */
export const LIVE_NAMESPACE = '/live';

/** The event a client sends to watch a room; the acknowledgement carries the snapshot. */
export const JOIN_EVENT = 'join';
export const LEAVE_EVENT = 'leave';
