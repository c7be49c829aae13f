import type { IncomingMessage } from 'node:http';
import { bearerIn } from '../access/bearer.ts';
import { CrossOriginError, UnsupportedMediaTypeError } from './errors.ts';
import type { HttpRequest, HttpResponse, Next } from './exchange.ts';

const READING_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** None of those that an HTML form can send. */
const TAKEN_MEDIA_TYPES: ReadonlySet<string> = new Set(['application/json', 'text/csv']);

/**
 * Whether a request comes from our own pages, or from no page at all (curl, a script): a browser
 * always names the origin where it matters.
 */
export function isSameOrigin(request: IncomingMessage): boolean {
  const origin = request.headers.origin;
  if (origin === undefined) return true;
  try {
    return new URL(origin).host === request.headers.host;
  } catch {
    return false; // 'null' of a sandboxed frame, or nonsense
  }
}

/**
 * Middleware against cross-site requests, beside the cookie's SameSite=Strict: a change must come
 * from our own origin and speak JSON or CSV, which no form can. Whoever brings a token is not carried by
 * a cookie, and no other site's page can bring one: their origin does not count.
 */
export function refuseCrossSite(request: HttpRequest, _response: HttpResponse, next: Next): void {
  if (READING_METHODS.has(request.method ?? '')) return next();
  const isByToken = bearerIn(request.headers.authorization) !== undefined;
  if (!isByToken && !isSameOrigin(request)) {
    return next(new CrossOriginError(`origin ${request.headers.origin} is not ours`));
  }
  const mediaType = request.headers['content-type'];
  const hasBody =
    Number(request.headers['content-length'] ?? 0) > 0 ||
    request.headers['transfer-encoding'] !== undefined;
  const isTaken = TAKEN_MEDIA_TYPES.has(mediaType?.split(';')[0]?.trim().toLowerCase() ?? '');
  if (!isTaken && (hasBody || mediaType !== undefined)) {
    return next(new UnsupportedMediaTypeError(`content type ${mediaType ?? 'missing'}`));
  }
  next();
}
