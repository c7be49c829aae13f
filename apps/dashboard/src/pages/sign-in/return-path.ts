/**
 * Where to go after signing in: only a path of our own, else the overview. "//host" and "/\host" are
 * addresses of somebody else to a browser.
 */
export function returnPath(from: string | null): string {
  return from !== null && /^\/(?![/\\])/.test(from) && !from.startsWith('/sign-in') ? from : '/';
}
