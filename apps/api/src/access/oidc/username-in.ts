/** What a provider says of a person. */
export type Claims = Readonly<Record<string, unknown>>;

/**
 * The name of a user here by the claims of a provider. An address of e-mail is one only when the
 * provider has verified it: else anybody could sign in as whoever has it.
 *
 * @returns undefined when there is none to believe
 */
export function usernameIn(claims: Claims, claim: string): string | undefined {
  const value = claims[claim];
  if (typeof value !== 'string' || value === '' || value.length > 64) return undefined;
  // PostgreSQL cannot be asked for it.
  if (value.includes('\u0000')) return undefined;
  if (claim === 'email' && claims['email_verified'] !== true) return undefined;
  return value;
}
