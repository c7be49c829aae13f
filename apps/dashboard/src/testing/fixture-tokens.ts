import type { TokenView } from '@lenglian/console-contract';
import { DAY, HOUR, type Instant } from '@lenglian/quantities';
import { TOKEN_RIGHTS } from '@lenglian/rights';

/** It is good for a month and was never used. */
export function makeFixtureToken(
  id: string,
  now: Instant,
  change: Partial<TokenView> = {},
): TokenView {
  return {
    ...{ id, name: id, scopes: ['journeys.read', 'readings.read'] },
    ...{ createdAt: now, expiresAt: now + 30 * DAY, lastUsedAt: null, revokedAt: null },
    ...change,
  };
}

/** In the order of the api, the oldest first: expired, revoked, of many rights, new. */
export function makeFixtureTokens(now: Instant): TokenView[] {
  return [
    makeFixtureToken('token-1', now, {
      ...{ name: '旧看板', scopes: ['alerts.read'] },
      ...{ createdAt: now - 90 * DAY, expiresAt: now - 60 * DAY, lastUsedAt: now - 61 * DAY },
    }),
    makeFixtureToken('token-2', now, {
      ...{ name: 'ERP', createdAt: now - 20 * DAY, revokedAt: now - DAY },
    }),
    makeFixtureToken('token-3', now, {
      ...{ name: '调度中心对接', scopes: TOKEN_RIGHTS.slice(0, 12) },
      ...{ createdAt: now - 5 * DAY, expiresAt: now + 360 * DAY, lastUsedAt: now - HOUR },
    }),
    makeFixtureToken('token-4', now, { name: '夜间报表' }),
  ];
}
