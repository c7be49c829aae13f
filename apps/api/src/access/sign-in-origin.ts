import type { HttpRequest } from '../http/exchange.ts';

/** Where a request to sign in comes from. */
export interface SignInOrigin {
  readonly address: string;
  /** The `Cookie` header: a session that this browser has ends when it begins another. */
  readonly cookies: string | undefined;
}

export function originOf(request: HttpRequest): SignInOrigin {
  return { address: request.ip ?? '', cookies: request.headers.cookie };
}
