import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Instant } from '@lenglian/quantities';
import type { Right } from '@lenglian/rights';
import {
  LAST_USE_WRITTEN_EVERY,
  newToken,
  sha256Hex,
  type ApiTokenRecord,
  type Records,
} from '@lenglian/records';
import type { Log } from '../log.ts';
import { LOG, PEOPLE_CLOCK, RECORDS } from '../parts.ts';
import { isToken, TOKEN_PREFIX } from './bearer.ts';
import { KnownSessions } from './known-sessions.ts';
import { SessionsService } from './sessions.service.ts';
import type { SignedIn } from './signed-in.ts';

/** A token just made; the secret leaves once, in the answer, and is stored nowhere. */
export interface MadeToken {
  readonly secret: string;
  readonly token: ApiTokenRecord;
}

/** Programs that ask with a token of their user. Only hashes of tokens are kept. */
@Injectable()
export class TokensService {
  private readonly known = new KnownSessions();

  constructor(
    @Inject(RECORDS) private readonly records: Records,
    @Inject(PEOPLE_CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
    private readonly sessions: SessionsService,
  ) {
    sessions.onEnded((tokenSha256) => this.known.delete(tokenSha256));
  }

  /** @throws InvalidRecordError see `records.tokens.add` */
  async make(
    userId: string,
    what: { readonly name: string; readonly scopes: readonly Right[]; readonly expiresAt: Instant },
  ): Promise<MadeToken> {
    const secret = TOKEN_PREFIX + newToken();
    const tokenSha256 = sha256Hex(secret);
    const token = await this.records.tokens.add({ id: userId }, { ...what, userId, tokenSha256 });
    return { secret, token };
  }

  /** Ends it now; its live connections are cut. @throws NotFoundError */
  async revoke(userId: string, id: string): Promise<ApiTokenRecord> {
    const { token, tokenSha256 } = await this.records.tokens.revoke({ id: userId }, id);
    this.sessions.tellEnded([tokenSha256]);
    return token;
  }

  /** The user of a token, with what it may do; undefined when it does not stand. */
  find(secret: string): Promise<SignedIn | undefined> {
    return isToken(secret) ? this.findByHash(sha256Hex(secret)) : Promise.resolve(undefined);
  }

  async findByHash(tokenSha256: string): Promise<SignedIn | undefined> {
    const token = await this.records.tokens.find(tokenSha256, this.clock.now());
    const user = token && (await this.records.users.get(token.userId));
    if (!user || user.isDisabled) {
      this.known.delete(tokenSha256);
      return undefined;
    }
    this.known.add(tokenSha256);
    await this.noteUse(token);
    return { user, tokenSha256, expiresAt: token.expiresAt, scopes: token.scopes };
  }

  /** The hash of a token that was found before (see `SessionsService.knownIn`): proves nothing. */
  knownOf(secret: string): string | undefined {
    const tokenSha256 = isToken(secret) ? sha256Hex(secret) : undefined;
    return tokenSha256 !== undefined && this.known.has(tokenSha256) ? tokenSha256 : undefined;
  }

  /** Once an hour, not with every request. What was asked is answered also when this fails. */
  private async noteUse({ id, lastUsedAt }: ApiTokenRecord): Promise<void> {
    const now = this.clock.now();
    if (lastUsedAt !== null && now - lastUsedAt < LAST_USE_WRITTEN_EVERY) return;
    try {
      await this.records.tokens.noteUse(id, now);
    } catch (error) {
      this.log.warn({ err: error, token: id }, 'the use of a token is not put down');
    }
  }
}
