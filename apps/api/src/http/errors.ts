import { ColdChainError } from '@lenglian/errors';

/** Nobody is signed in, or the session has ended. */
export class UnauthenticatedError extends ColdChainError {
  readonly code = 'UNAUTHENTICATED';
}

/** The user is known but their role does not carry the right. */
export class ForbiddenError extends ColdChainError {
  readonly code = 'FORBIDDEN';
}

/** Name or password is wrong; which of them is nobody's business. */
export class LoginFailedError extends ColdChainError {
  readonly code = 'LOGIN_FAILED';
}

/** Whoever changes their password does not know the one they have. */
export class WrongPasswordError extends ColdChainError {
  readonly code = 'WRONG_PASSWORD';
}

/** A sign-in link was used already, has expired, or never was one. */
export class OneTimeTokenInvalidError extends ColdChainError {
  readonly code = 'ONE_TIME_TOKEN_INVALID';
}

/** The OpenID Connect provider gives no answer, or none to believe about itself. */
export class OidcUnreachableError extends ColdChainError {
  readonly code = 'OIDC_UNREACHABLE';
}

/** The OpenID Connect provider refused, or its answer does not hold. */
export class OidcRefusedError extends ColdChainError {
  readonly code = 'OIDC_REFUSED';
}

/** An answer of the OpenID Connect provider that this browser is not waiting for (any more). */
export class OidcAttemptUnknownError extends ColdChainError {
  readonly code = 'OIDC_ATTEMPT_UNKNOWN';
}

/** Whom the OpenID Connect provider vouches for may not sign in here; why is nobody's business. */
export class OidcUserUnknownError extends ColdChainError {
  readonly code = 'OIDC_USER_UNKNOWN';
}

/** Too many attempts; worth trying again after `retryAfterSeconds`. */
export class TooManyAttemptsError extends ColdChainError {
  readonly code = 'TOO_MANY_REQUESTS';
  readonly retryAfterSeconds: number;

  constructor(message: string, retryAfterSeconds: number) {
    super(message);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** A change that another site's page asked a browser for. */
export class CrossOriginError extends ColdChainError {
  readonly code = 'CROSS_ORIGIN';
}

/** A body that is not JSON by its content type. */
export class UnsupportedMediaTypeError extends ColdChainError {
  readonly code = 'UNSUPPORTED_MEDIA_TYPE';
}

/** What was asked for does not exist, or not for this organisation. */
export class UnknownRecordError extends ColdChainError {
  readonly code = 'NOT_FOUND';
}

/** One field of a request and what is wrong with it. */
export interface FieldIssue {
  readonly path: string;
  readonly message: string;
}

/** A request of the wrong shape, or with values outside their bounds. */
export class InvalidRequestError extends ColdChainError {
  readonly code = 'INVALID_REQUEST';
  readonly issues: readonly FieldIssue[];

  constructor(issues: readonly FieldIssue[]) {
    super(issues.map((issue) => `${issue.path}: ${issue.message}`).join('; '));
    this.issues = issues;
  }
}

/** A condition that the route has nothing to compare with. */
export class IfMatchNotHeededError extends ColdChainError {
  readonly code = 'IF_MATCH_NOT_HEEDED';
}
