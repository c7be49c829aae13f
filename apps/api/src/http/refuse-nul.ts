import { InvalidRequestError } from './errors.ts';
import type { HttpRequest, HttpResponse, Next } from './exchange.ts';

const NUL = '\u0000';

/**
 * Middleware behind the parsers: no text of ours holds U+0000. PostgreSQL can store none, so such a
 * request would be a fault of ours there, and of nobody on SQLite.
 *
 * @throws InvalidRequestError
 */
export function refuseNul(
  request: HttpRequest & { readonly body?: unknown },
  _response: HttpResponse,
  next: Next,
): void {
  const path = request.originalUrl.includes('%00') ? 'url' : pathOfNul(request.body);
  if (path === undefined) next();
  else next(new InvalidRequestError([{ path, message: 'holds the character U+0000' }]));
}

/** Where a parsed body holds it; undefined when nowhere. Without recursion: a body may be deep. */
function pathOfNul(body: unknown): string | undefined {
  if (Buffer.isBuffer(body)) return body.includes(0) ? 'body' : undefined;
  const waiting: [path: string, value: unknown][] = [['', body]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [path, value] = next;
    if (typeof value === 'string' && value.includes(NUL)) return path;
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inside] of Object.entries(value)) {
      if (key.includes(NUL)) return path;
      waiting.push([path === '' ? key : `${path}.${key}`, inside]);
    }
  }
  return undefined;
}
