import { TOKEN_RIGHTS } from '@lenglian/rights';
import { z } from 'zod';
import { toldInstantSchema } from './instants.ts';

const shape = {
  /** What it is for. */
  name: z.string().trim().min(1).max(64),
  /** What it may do, as long as its user may: some of the rights of their role. */
  scopes: z.array(z.enum(TOKEN_RIGHTS)).min(1).max(100),
  /** Excluded; a year ahead at most. */
  expiresAt: toldInstantSchema,
};

/** A token of one's own, for a program. */
export const newTokenSchema = z.object(shape).meta({ id: 'NewToken' });

const tokenShape = {
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(TOKEN_RIGHTS)),
  expiresAt: z.number().int(),
  createdAt: z.number().int(),
  /** To within an hour; null: never. */
  lastUsedAt: z.number().int().nullable(),
  /** When it ended before its time: revoked, or with the password, the role or the account. */
  revokedAt: z.number().int().nullable(),
};

/** Without its secret, which nobody can read again. */
export const tokenSchema = z.object(tokenShape).meta({ id: 'Token' });
export type TokenView = z.infer<typeof tokenSchema>;

/** A token just made. */
export const madeTokenSchema = z
  .object({
    ...tokenShape,
    /** `llt_` and 43 characters, for `Authorization: Bearer …`: told this once. */
    token: z.string(),
  })
  .meta({ id: 'MadeToken' });
export type MadeTokenView = z.infer<typeof madeTokenSchema>;
