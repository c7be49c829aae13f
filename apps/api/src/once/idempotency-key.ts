import { createHash, createHmac } from 'node:crypto';
import { InvalidRequestError } from '../http/errors.ts';
import type { HttpRequest, HttpResponse } from '../http/exchange.ts';

export const IDEMPOTENCY_KEY = 'Idempotency-Key';
const HEADER = 'idempotency-key';

/** 1…255 visible ASCII characters. */
const KEY = /^[\x21-\x7e]{1,255}$/;
/** A string of a structured header (RFC 9651), as the draft has the key: in quotes. */
const QUOTED = /^"((?:[^"\\]|\\["\\])*)"$/;

/** Of a request without a body. */
const NO_BODY = createHash('sha256').digest('hex');
const bodies = new WeakMap<HttpRequest, string>();

/** What of a keyed request is kept. */
export interface KeyedRequest {
  readonly keySha256: string;
  readonly requestHmac: string;
}

/** For the parsers of bodies: takes the hash of what comes with a key, before it is parsed. */
export function hashBody(request: HttpRequest, _response: HttpResponse, body: Buffer): void {
  if (request.headers[HEADER] === undefined) return;
  bodies.set(request, createHash('sha256').update(body).digest('hex'));
}

/**
 * The key of a request, and what tells the request from others: method, path, query and body. It is
 * hashed with the key, of which only a hash is kept: from what is kept nobody can try out passwords that
 * may have been in the body.
 *
 * @returns undefined without a key
 * @throws InvalidRequestError for a header that is no key
 */
export function keyedRequest(request: HttpRequest): KeyedRequest | undefined {
  const given = request.headers[HEADER];
  if (given === undefined) return undefined;
  const key = keyIn(String(given));
  if (key === undefined)
    throw new InvalidRequestError([
      { path: IDEMPOTENCY_KEY, message: 'must be 1…255 visible ASCII characters' },
    ]);
  const parts = [request.method ?? '', request.originalUrl, bodies.get(request) ?? NO_BODY];
  return {
    keySha256: createHash('sha256').update(key).digest('hex'),
    // None of the parts can hold a line break.
    requestHmac: createHmac('sha256', key).update(parts.join('\n')).digest('hex'),
  };
}

function keyIn(given: string): string | undefined {
  const text = given.startsWith('"') ? QUOTED.exec(given)?.[1]?.replace(/\\(["\\])/g, '$1') : given;
  return text !== undefined && KEY.test(text) ? text : undefined;
}
