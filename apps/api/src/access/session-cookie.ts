import { SESSION_COOKIE } from '@lenglian/console-contract';
import type { Duration } from '@lenglian/quantities';

/** The session's token in a `Cookie` header, if there is one of a plausible length. */
export function tokenInCookies(header: string | undefined): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [name, value = ''] = pair.trim().split('=', 2);
    if (name === SESSION_COOKIE && value.length >= 16 && value.length <= 256) return value;
  }
  return undefined;
}

/** `Set-Cookie` for a session. Scripts cannot read it, other sites cannot send it. */
export function sessionCookie(token: string, lasts: Duration, isSecure: boolean): string {
  const seconds = Math.max(0, Math.floor(lasts / 1000));
  const secure = isSecure ? '; Secure' : '';
  return `${SESSION_COOKIE}=${token}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure}`;
}

/** `Set-Cookie` that ends the session in the browser. */
export function endedCookie(isSecure: boolean): string {
  return sessionCookie('', 0, isSecure);
}
