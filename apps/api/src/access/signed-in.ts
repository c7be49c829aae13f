import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Instant } from '@lenglian/quantities';
import { mayDo, type Right } from '@lenglian/rights';
import type { UserRecord } from '@lenglian/records';
import { InternalError } from '@lenglian/errors';
import type { HttpRequest } from '../http/exchange.ts';

/** A user with the session or the token that they came by. */
export interface SignedIn {
  readonly user: UserRecord;
  readonly tokenSha256: string;
  readonly expiresAt: Instant;
  /** Of a token: what it was made for. Undefined: a session, which may do all that the role may. */
  readonly scopes?: readonly Right[] | undefined;
}

/** Whether somebody may: their role at this moment and, where they came by a token, its scopes. */
export function isAllowed({ user, scopes }: SignedIn, right: Right): boolean {
  return mayDo(user.role, right) && (scopes === undefined || scopes.includes(right));
}

const byRequest = new WeakMap<HttpRequest, SignedIn>();

/** Remembers who makes a request, for as long as the request lives. */
export function rememberSignedIn(request: HttpRequest, signedIn: SignedIn): void {
  byRequest.set(request, signedIn);
}

/** Hands a controller the user; only on routes that are not public. */
export const Who = createParamDecorator((_: unknown, context: ExecutionContext): SignedIn =>
  signedInOf(context.switchToHttp().getRequest<HttpRequest>()),
);

/** Who makes a request; only of routes that are not public. */
export function signedInOf(request: HttpRequest): SignedIn {
  const signedIn = byRequest.get(request);
  if (!signedIn) throw new InternalError('a public route asks who is signed in');
  return signedIn;
}
