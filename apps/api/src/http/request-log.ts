import type { Log } from '../log.ts';
import type { HttpRequest, HttpResponse, Next } from './exchange.ts';
import { loggedPath } from './logged-path.ts';

/**
 * Logs each answered request of the API, without anything secret: no query (a link's token may be in
 * it), no headers, no bodies, and no path by which somebody could answer for another.
 */
export function requestLog(log: Log) {
  return (request: HttpRequest, response: HttpResponse, next: Next): void => {
    if (!request.path.startsWith('/api/')) return next();
    const path = loggedPath(request.path);
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
