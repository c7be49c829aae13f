import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { HttpRequest } from '../http/exchange.ts';
import { ForbiddenError, UnauthenticatedError } from '../http/errors.ts';
import type { LiveSocket } from '../live/live-socket.ts';
import { CallersService } from './callers.service.ts';
import { ADMISSION, type Admission } from './requires.ts';
import { isAllowed, rememberSignedIn, type SignedIn } from './signed-in.ts';

/**
 * Stands before every route and every socket event. What declares nothing is closed to everybody:
 * a forgotten decorator locks a door, it never opens one.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly callers: CallersService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const admission = this.reflector.get<Admission | undefined>(ADMISSION, context.getHandler());
    if (admission === 'public') return true;
    if (admission === undefined) {
      const door = `${context.getClass().name}.${context.getHandler().name}`;
      throw new ForbiddenError(`${door} declares no right, so nobody may use it`);
    }
    const signedIn = await this.identify(context);
    if (!signedIn) throw new UnauthenticatedError('no session');
    if (admission === 'signed-in') {
      // What is about themselves is for people: a token never makes tokens or changes a password.
      if (signedIn.scopes !== undefined) throw new ForbiddenError('not by a token');
    } else if (!isAllowed(signedIn, admission)) {
      const who = signedIn.scopes === undefined ? signedIn.user.role : 'this token';
      throw new ForbiddenError(`${who} may not ${admission}`);
    }
    return true;
  }

  private async identify(context: ExecutionContext): Promise<SignedIn | undefined> {
    if (context.getType() === 'http') {
      const request = context.switchToHttp().getRequest<HttpRequest>();
      const signedIn = await this.callers.find(request.headers);
      if (signedIn) rememberSignedIn(request, signedIn);
      return signedIn;
    }
    // A session or a token may have ended since the handshake.
    const socket = context.switchToWs().getClient<LiveSocket>();
    const signedIn = await this.callers.findAgain(socket.data.signedIn);
    if (signedIn) socket.data.signedIn = signedIn;
    return signedIn;
  }
}
