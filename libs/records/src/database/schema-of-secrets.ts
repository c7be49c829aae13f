import type { Owned } from './schema.ts';

/** A token of a user's program. */
export interface ApiTokenRow extends Owned {
  userId: string;
  name: string;
  tokenSha256: string;
  /** JSON list of rights. */
  scopes: string;
  expiresAt: number;
  createdAt: number;
  lastUsedAt: number | null;
  revokedAt: number | null;
}

/** A link that shows a lot to whoever has it. Its token is signed and stored nowhere. */
export interface LotLinkRow extends Owned {
  lotId: string;
  label: string | null;
  validUntil: number;
  createdBy: string;
  createdAt: number;
  revokedAt: number | null;
}

/** What this server signs with. Never in the audit, in a log or in an answer. */
export interface ServerKeyRow {
  name: string;
  /** 32 random bytes, base64url. */
  key: string;
  createdAt: number;
}
