import { ColdChainError } from '@lenglian/errors';

/** A peer sent a line that is too long or is not JSON. The connection is not worth keeping. */
export class UnreadableLineError extends ColdChainError {
  readonly code = 'UNREADABLE_LINE';
}

/** The longest line we take, in characters. */
export const LINE_LENGTH_MAX = 8 * 1024 * 1024;

/** One message as a line. */
export function toLine(message: object): string {
  return `${JSON.stringify(message)}\n`;
}

/**
 * Cuts a stream of text into messages.
 *
 * @returns a function to feed chunks to; it hands each complete line's JSON to `onMessage`
 * @throws UnreadableLineError from the fed function, after which the stream is lost
 */
export function lineReader(onMessage: (message: unknown) => void): (chunk: string) => void {
  let rest = '';
  return (chunk) => {
    rest += chunk;
    if (rest.length > LINE_LENGTH_MAX && !rest.includes('\n')) {
      throw new UnreadableLineError(`a line of more than ${LINE_LENGTH_MAX} characters`);
    }
    let end = rest.indexOf('\n');
    let start = 0;
    while (end >= 0) {
      onMessage(parse(rest.slice(start, end)));
      start = end + 1;
      end = rest.indexOf('\n', start);
    }
    rest = rest.slice(start);
  };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new UnreadableLineError(`not JSON: ${line.slice(0, 200)}`, { cause });
  }
}
