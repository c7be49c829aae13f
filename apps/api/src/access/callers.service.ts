import type { IncomingHttpHeaders } from 'node:http';
import { Injectable } from '@nestjs/common';
import { bearerIn } from './bearer.ts';
import { SessionsService } from './sessions.service.ts';
import type { SignedIn } from './signed-in.ts';
import { TokensService } from './tokens.service.ts';

/** Who asks: a browser by the cookie of its session, or a program by a token. */
@Injectable()
export class CallersService {
  constructor(
    private readonly sessions: SessionsService,
    private readonly tokens: TokensService,
  ) {}

  /** Whoever brings a token is whom it says or nobody, whatever cookies come along. */
  find({ authorization, cookie }: IncomingHttpHeaders): Promise<SignedIn | undefined> {
    const bearer = bearerIn(authorization);
    return bearer === undefined ? this.sessions.find(cookie) : this.tokens.find(bearer);
  }

  /** Whether somebody who was found before still stands, and as what. */
  findAgain({ tokenSha256, scopes }: SignedIn): Promise<SignedIn | undefined> {
    return scopes === undefined
      ? this.sessions.findByHash(tokenSha256)
      : this.tokens.findByHash(tokenSha256);
  }

  /** By what requests are counted: a session or a token that was found to stand; costs no look-up. */
  knownIn({ authorization, cookie }: IncomingHttpHeaders): string | undefined {
    const bearer = bearerIn(authorization);
    const session = bearer === undefined ? this.sessions.knownIn(cookie) : undefined;
    if (session !== undefined) return `session ${session}`;
    const token = bearer === undefined ? undefined : this.tokens.knownOf(bearer);
    return token === undefined ? undefined : `token ${token}`;
  }
}
