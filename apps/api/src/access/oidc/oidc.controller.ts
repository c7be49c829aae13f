import { Controller, Get, Inject, Query, Redirect, Req, Res } from '@nestjs/common';
import { ApiFoundResponse, ApiTags } from '@nestjs/swagger';
import {
  oidcAnswerSchema,
  oidcBeginSchema,
  signInWaysSchema,
  type SignInWays,
} from '@lenglian/console-contract';
import type { z } from 'zod';
import type { HttpRequest, HttpResponse } from '../../http/exchange.ts';
import { Answers } from '../../http/openapi-answers.ts';
import { problemOf } from '../../http/problem-of.ts';
import type { Log } from '../../log.ts';
import { LOG } from '../../parts.ts';
import { Public } from '../requires.ts';
import { sessionCookie } from '../session-cookie.ts';
import { SESSION_LASTS } from '../sessions.service.ts';
import { originOf } from '../sign-in-origin.ts';
import { attemptCookie, attemptTokenIn, endedAttemptCookie } from './attempt-cookie.ts';
import { OidcService } from './oidc.service.ts';

interface Redirection {
  readonly url: string;
}

/**
 * Sign-in by OpenID Connect. A browser comes here by itself, not by a script of ours: what goes wrong
 * leads to the sign-in page, which words the code.
 */
@ApiTags('auth')
@Controller('api/v1/auth')
export class OidcController {
  constructor(
    private readonly oidc: OidcService,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Public: the sign-in page asks it. */
  @Public()
  @Get('ways')
  @Answers(signInWaysSchema)
  ways(): SignInWays {
    return this.oidc.ways;
  }

  /** Public: this is how one gets in. */
  @Public()
  @Get('oidc/begin')
  @Redirect()
  @ApiFoundResponse({ description: 'To the provider; or to the sign-in page with ?problem=' })
  async begin(
    @Query({ schema: oidcBeginSchema }) query: z.infer<typeof oidcBeginSchema>,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) response: HttpResponse,
  ): Promise<Redirection> {
    response.setHeader('Cache-Control', 'no-store');
    try {
      const { address, token } = await this.oidc.begin(query.from, originOf(request));
      response.setHeader('Set-Cookie', attemptCookie(token, request.secure));
      return { url: address.href };
    } catch (error) {
      return this.toSignInPage(error);
    }
  }

  /**
   * Public: the provider sends people back here. The session's cookie is `Strict` and so not sent to
   * the page that this leads to; that page is a file for everybody, and what it asks for comes with it.
   */
  @Public()
  @Get('oidc/callback')
  @Redirect()
  @ApiFoundResponse({ description: 'To the console, signed in; or to the sign-in page' })
  async callback(
    @Query({ schema: oidcAnswerSchema }) _query: z.infer<typeof oidcAnswerSchema>,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) response: HttpResponse,
  ): Promise<Redirection> {
    response.setHeader('Cache-Control', 'no-store');
    const { search } = new URL(request.originalUrl, 'http://here');
    try {
      const token = attemptTokenIn(request.headers.cookie);
      const begun = await this.oidc.finish(token, search);
      response.setHeader('Set-Cookie', [
        sessionCookie(begun.token, SESSION_LASTS, request.secure),
        endedAttemptCookie(request.secure),
      ]);
      return { url: begun.landing };
    } catch (error) {
      return this.toSignInPage(error);
    }
  }

  /** @throws what is no event of the world but a fault of ours, or a route that is not there */
  private toSignInPage(error: unknown): Redirection {
    const { code, status } = problemOf(error).problem;
    if (code === 'INTERNAL' || code === 'NOT_FOUND') throw error;
    const reason = error instanceof Error ? error.message : 'unknown';
    this.log.warn({ code, status, reason }, 'a sign-in by OpenID Connect failed');
    return { url: this.oidc.pageAt(`/sign-in?problem=${code}`) };
  }
}
