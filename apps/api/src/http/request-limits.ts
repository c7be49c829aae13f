import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { ipKeyGenerator, rateLimit, type RateLimitInfo } from 'express-rate-limit';
import { MINUTE, SECOND, type Clock } from '@lenglian/quantities';
import { TooManyAttemptsError } from './errors.ts';
import type { HttpRequest, HttpResponse, Next } from './exchange.ts';
import { RequestCounts } from './request-counts.ts';

/** What a limit of requests is made of. */
export interface RequestLimits {
  /** Of one session or token, or of one address where neither is known. */
  readonly perMinuteMax: number;
  readonly clock: Clock;
  /** The session or token of a request, if it was found to stand: anybody can make one up. */
  readonly callerOf: (headers: IncomingHttpHeaders) => string | undefined;
}

/**
 * Middleware that keeps one client from taking the api from all others. Stands before the body is read
 * and before anything is looked up.
 *
 * @throws TooManyAttemptsError to `next`, with the seconds until the minute is over
 */
export function requestLimits({ perMinuteMax, clock, callerOf }: RequestLimits) {
  const limit: unknown = rateLimit({
    windowMs: MINUTE,
    limit: perMinuteMax,
    store: new RequestCounts(clock, MINUTE),
    legacyHeaders: false,
    standardHeaders: false,
    // They print to the console; whom we believe about an address, `trust proxy` says.
    validate: false,
    keyGenerator: (request: HttpRequest) =>
      callerOf(request.headers) ?? `address ${networkOf(request.ip)}`,
    handler: (request: HttpRequest, _response: HttpResponse, next: Next) => {
      const { resetTime } = (request as HttpRequest & { rateLimit: RateLimitInfo }).rateLimit;
      const wait = Math.max(SECOND, Number(resetTime) - clock.now());
      const message = `more than ${perMinuteMax} requests in a minute`;
      next(new TooManyAttemptsError(message, Math.ceil(wait / SECOND)));
    },
  });
  // The package speaks of express' types, which we do not have.
  return limit as (request: HttpRequest, response: HttpResponse, next: Next) => void;
}

/** An IPv6 address stands for the /56 that one customer gets. A proxy's nonsense is one for all. */
function networkOf(address: string | undefined): string {
  return address !== undefined && isIP(address) !== 0 ? ipKeyGenerator(address) : 'unknown';
}
