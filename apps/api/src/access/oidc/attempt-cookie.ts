import { ATTEMPT_LASTS } from './attempts.ts';

const NAME = 'lenglian_oidc';

/**
 * `Set-Cookie` for a sign-in under way. Lax, unlike the session's: the provider's page sends the
 * browser back, and that must bring it. It opens nothing without the provider's answer.
 */
export function attemptCookie(token: string, isSecure: boolean): string {
  return cookie(token, ATTEMPT_LASTS / 1000, isSecure);
}

/** `Set-Cookie` that takes it out of the browser. */
export function endedAttemptCookie(isSecure: boolean): string {
  return cookie('', 0, isSecure);
}

/** The token in a `Cookie` header, if there is one. */
export function attemptTokenIn(header: string | undefined): string | undefined {
  const match = new RegExp(`(?:^|;\\s*)${NAME}=([\\w-]{43})(?:;|$)`).exec(header ?? '');
  return match?.[1];
}

function cookie(value: string, seconds: number, isSecure: boolean): string {
  const secure = isSecure ? '; Secure' : '';
  return `${NAME}=${value}; Path=/api/v1/auth/oidc; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}
