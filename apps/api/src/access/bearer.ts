/** What every token of ours begins with, so that one which leaked is found and known for what it is. */
export const TOKEN_PREFIX = 'llt_';

/**
 * What a request brings in `Authorization: Bearer …`; undefined where it brings none. Whoever brings
 * one is whom it says, or nobody: a cookie beside it counts for nothing, since browsers and proxies add
 * cookies unasked and this header only who means it.
 */
export function bearerIn(authorization: string | undefined): string | undefined {
  const match = /^bearer(?: +(.*))?$/i.exec(authorization?.trim() ?? '');
  return match ? (match[1] ?? '') : undefined;
}

/** Whether a text could be a token at all. */
export function isToken(text: string): boolean {
  return /^llt_[\w-]{43}$/.test(text);
}
