import type { LoggerService } from '@nestjs/common';
import type { Log } from './log.ts';

/** Lets Nest's own messages come out as our structured lines. Its start-up chatter is `debug`. */
export class NestLog implements LoggerService {
  private readonly sink: Log;

  constructor(sink: Log) {
    this.sink = sink;
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.sink.debug({ context: rest.at(-1) }, String(message));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.sink.warn({ context: rest.at(-1) }, String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.sink.error({ error: message, context: rest.at(-1) }, 'nest');
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.sink.debug({ context: rest.at(-1) }, String(message));
  }
}
