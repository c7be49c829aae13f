import { Body, Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  loginSchema,
  oneTimeLoginSchema,
  passwordChangeSchema,
  sessionSchema,
  type Session,
} from '@lenglian/console-contract';
import type { Clock } from '@lenglian/quantities';
import type { z } from 'zod';
import type { ApiConfig } from '../config.ts';
import type { HttpRequest, HttpResponse } from '../http/exchange.ts';
import { CLOCK, CONFIG } from '../parts.ts';
import { Public, SignedInOnly } from './requires.ts';
import { endedCookie, sessionCookie } from './session-cookie.ts';
import { SESSION_LASTS, SessionsService, type NewSession } from './sessions.service.ts';
import { originOf } from './sign-in-origin.ts';
import { Who, type SignedIn } from './signed-in.ts';

@ApiTags('auth')
@Controller('api/v1/auth')
export class AuthController {
  constructor(
    private readonly sessions: SessionsService,
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Public: this is how one gets in. */
  @Public()
  @Post('login')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: sessionSchema, description: 'Signed in; the cookie is set' })
  async login(
    @Body({ schema: loginSchema }) body: z.infer<typeof loginSchema>,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) response: HttpResponse,
  ): Promise<Session> {
    const begun = await this.sessions.signIn(body.username, body.password, originOf(request));
    return this.welcome(begun, request, response);
  }

  /** Public: this is how one gets in by the link that the start printed. */
  @Public()
  @Post('one-time')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: sessionSchema, description: 'Signed in; the cookie is set' })
  async oneTime(
    @Body({ schema: oneTimeLoginSchema }) body: z.infer<typeof oneTimeLoginSchema>,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) response: HttpResponse,
  ): Promise<Session> {
    const begun = await this.sessions.signInOnce(body.token, originOf(request));
    return this.welcome(begun, request, response);
  }

  @SignedInOnly()
  @Post('logout')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'The session has ended, its live connections too' })
  async logout(
    @Who() who: SignedIn,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) response: HttpResponse,
  ): Promise<void> {
    await this.sessions.signOut(who);
    response.setHeader('Set-Cookie', endedCookie(request.secure));
  }

  /** Of one's own. A wrong old password is no 401: the session stands. */
  @SignedInOnly()
  @Post('password')
  @HttpCode(204)
  @ApiNoContentResponse({
    description: 'Changed; every session of the user has ended, and the cookie is a new one',
  })
  async changePassword(
    @Who() who: SignedIn,
    @Body({ schema: passwordChangeSchema }) body: z.infer<typeof passwordChangeSchema>,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) response: HttpResponse,
  ): Promise<void> {
    const begun = await this.sessions.changePassword(who, body, request.ip ?? '');
    // Cut before, the browser would come again with the old cookie and find itself signed out.
    response.once('close', () => this.sessions.tellEnded([who.tokenSha256]));
    this.welcome(begun, request, response);
  }

  @SignedInOnly()
  @Get('session')
  @ApiOkResponse({ standardSchema: sessionSchema, description: 'Who is signed in' })
  session(@Who() who: SignedIn): Session {
    return this.sessionOf(who);
  }

  private welcome(begun: NewSession, request: HttpRequest, response: HttpResponse): Session {
    response.setHeader('Set-Cookie', sessionCookie(begun.token, SESSION_LASTS, request.secure));
    return this.sessionOf(begun.signedIn);
  }

  private sessionOf({ user }: SignedIn): Session {
    return {
      userId: user.id,
      username: user.username,
      displayName: user.displayName,
      role: user.role,
      organisationId: user.organisationId,
      isDemo: this.config.isDemo,
      serverTime: this.clock.now(),
    };
  }
}
