import {
  madeTokenSchema,
  tokenSchema,
  type MadeTokenView,
  type TokenView,
} from '@lenglian/console-contract';
import { queryOptions } from '@tanstack/react-query';
import { askAll } from './ask.ts';
import { request } from './request.ts';

/** One's own tokens, also those that are over, in the order in which they were made. */
export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: () => askAll(tokenSchema, '/tokens'),
});

/** The answer has the secret; nobody can ask for it again. */
export async function makeToken(
  body: Pick<TokenView, 'name' | 'scopes' | 'expiresAt'>,
): Promise<MadeTokenView> {
  return madeTokenSchema.parse(await request<unknown>('/tokens', body));
}

/** It ends at once, for good. */
export async function revokeToken(id: string): Promise<TokenView> {
  return tokenSchema.parse(await request<unknown>(`/tokens/${encodeURIComponent(id)}/revoke`, {}));
}
