import type { GrantRecord, GrantedSpan } from './grant.ts';

/**
 * The span of data that a grant opens. A revocation ends it early and takes nothing back: what a
 * custodian saw while it answered for the goods remains its evidence.
 *
 * @returns undefined when it was revoked before it began
 */
export function grantedSpan(
  grant: Pick<GrantRecord, 'legOrdinal' | 'validFrom' | 'validUntil' | 'revokedAt'>,
): GrantedSpan | undefined {
  const { legOrdinal, validFrom: from, validUntil, revokedAt } = grant;
  const until =
    validUntil === null || revokedAt === null
      ? (validUntil ?? revokedAt)
      : Math.min(validUntil, revokedAt);
  return until !== null && until <= from ? undefined : { legOrdinal, from, until };
}
