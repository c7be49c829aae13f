import { pino, type DestinationStream, type Logger } from 'pino';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What every process logs through; pino's own interface. */
export type Log = Logger;

/** Keys whose values never reach a log, at the top and one level down. */
const SECRET_KEYS = ['token', 'password', 'authorization', 'cookie', 'tokenSha256', 'secret'];

/**
 * Structured JSON lines on stdout: `{"level":"info","time":"…Z","process":name,"msg":…}`.
 *
 * Written synchronously, so that the last words of a process that dies are there.
 *
 * @param name the process or part that speaks
 * @param destination where lines go; stdout unless a test listens
 */
export function createLog(name: string, level: LogLevel, destination?: DestinationStream): Log {
  return pino(
    {
      level,
      base: { process: name },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`]),
        censor: '[redacted]',
      },
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  );
}

/**
 * Says what whoever started the process waits for (the port it listens on), whatever the level of
 * its log.
 */
export function announce(log: Log, fields: object, message: string): void {
  log.child({}, { level: 'info' }).info(fields, message);
}
