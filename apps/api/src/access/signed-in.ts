import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Instant } from '@lenglian/quantities';
import type { UserRecord } from '@lenglian/records';
import { InternalError } from '@lenglian/errors';
import type { HttpRequest } from '../http/exchange.ts';

/** A user with the session they came by. */
export interface SignedIn {
  readonly user: UserRecord;
  readonly tokenSha256: string;
  readonly expiresAt: Instant;
}

const byRequest = new WeakMap<HttpRequest, SignedIn>();

/** Remembers who makes a request, for as long as the request lives. */
export function rememberSignedIn(request: HttpRequest, signedIn: SignedIn): void {
  byRequest.set(request, signedIn);
}

/** Hands a controller the user; only on routes that are not public. */
export const Who = createParamDecorator((_: unknown, context: ExecutionContext): SignedIn => {
  const signedIn = byRequest.get(context.switchToHttp().getRequest<HttpRequest>());
  if (!signedIn) throw new InternalError('a public route asks who is signed in');
  return signedIn;
});
