import type { Log } from '../log.ts';
import type { HttpRequest, HttpResponse, Next } from './exchange.ts';

/** Whatever comes after it opens a lot to whoever reads it. */
const AFTER_SHARED_LOTS = /(shared-lots\/).+/i;

/** No id of ours is so long; the token of a link is, at whatever path somebody tries it. */
const LIKE_A_TOKEN = /[\w-]{65,}/g;

/**
 * Logs each answered request of the API, without anything secret: no query (a link's token may be in
 * it), no token in the path, no headers, no bodies.
 */
export function requestLog(log: Log) {
  return (request: HttpRequest, response: HttpResponse, next: Next): void => {
    if (!request.path.startsWith('/api/')) return next();
    const path = withoutTokens(request.path);
    const started = performance.now();
    response.once('close', () => {
      log.debug(
        {
          method: request.method,
          path,
          status: response.statusCode,
          durationMs: Math.round(performance.now() - started),
          isAborted: !response.writableFinished,
        },
        'request',
      );
    });
    next();
  };
}

function withoutTokens(path: string): string {
  return path.replace(AFTER_SHARED_LOTS, '$1***').replace(LIKE_A_TOKEN, '***');
}
