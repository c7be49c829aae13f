import { InvalidRequestError } from './errors.ts';
import type { HttpRequest, HttpResponse, Next } from './exchange.ts';

const NUL = '\u0000';

/**
 * Middleware behind the parsers: no text of ours holds U+0000, which PostgreSQL cannot store, or half
 * of a surrogate pair, which both databases store as U+FFFD: two codes would become one behind our back.
 *
 * @throws InvalidRequestError
 */
export function refuseUnstorable(
  request: HttpRequest & { readonly body?: unknown },
  _response: HttpResponse,
  next: Next,
): void {
  const path = request.originalUrl.includes('%00') ? 'url' : pathOfUnstorable(request.body);
  if (path === undefined) next();
  else next(new InvalidRequestError([{ path, message: 'holds U+0000 or half a character' }]));
}

/** Where a parsed body holds it; undefined when nowhere. Without recursion: a body may be deep. */
function pathOfUnstorable(body: unknown): string | undefined {
  if (Buffer.isBuffer(body)) return body.includes(0) ? 'body' : undefined;
  const waiting: [path: string, value: unknown][] = [['', body]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [path, value] = next;
    if (typeof value === 'string' && !isStorable(value)) return path;
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inside] of Object.entries(value)) {
      if (!isStorable(key)) return path;
      waiting.push([path === '' ? key : `${path}.${key}`, inside]);
    }
  }
  return undefined;
}

function isStorable(text: string): boolean {
  return !text.includes(NUL) && text.isWellFormed();
}
