import {
  applyDecorators,
  createParamDecorator,
  Injectable,
  SetMetadata,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { Observable } from 'rxjs';
import { IfMatchNotHeededError, InvalidRequestError } from './errors.ts';
import type { HttpRequest } from './exchange.ts';

/**
 * The revision that the client saw, from `If-Match`: `"7"`, as `ETag` gave it. Undefined where the
 * header is absent or `*`: then the last one wins.
 *
 * @throws InvalidRequestError for a header that is neither
 */
export const IfRevision = createParamDecorator(
  (_: unknown, context: ExecutionContext): number | undefined => {
    const given = context.switchToHttp().getRequest<HttpRequest>().headers['if-match'];
    if (given === undefined || given.trim() === '*') return undefined;
    const [, revision] = /^"(\d{1,9})"$/.exec(given.trim()) ?? [];
    if (revision === undefined)
      throw new InvalidRequestError([{ path: 'If-Match', message: 'must be "<revision>"' }]);
    return Number(revision);
  },
);

const HEEDS_IF_MATCH = 'lenglian:heeds-if-match';

/** Declares that a route heeds `If-Match`: it must take `@IfRevision()`. All others refuse the header. */
export function HeedsIfMatch(): MethodDecorator {
  return applyDecorators(
    SetMetadata(HEEDS_IF_MATCH, true),
    ApiHeader({
      name: 'If-Match',
      required: false,
      description:
        'The revision that was seen, as ETag gave it, in quotes. Another one is not changed (412).',
      schema: { type: 'string', pattern: '^("[0-9]{1,9}"|\\*)$' },
    }),
  );
}

/**
 * Refuses a change with an `If-Match` where nothing would be compared with it: whoever sends one relies on
 * it, and a header that is ignored overwrites what they had not seen.
 */
@Injectable()
export class RefusesIfMatch implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const { method, headers } = context.switchToHttp().getRequest<HttpRequest>();
    const given = headers['if-match']?.trim();
    const isHeeded = Reflect.getMetadata(HEEDS_IF_MATCH, context.getHandler()) === true;
    if (given !== undefined && given !== '*' && method !== 'GET' && !isHeeded)
      throw new IfMatchNotHeededError('this route compares no revision: send it without If-Match');
    return next.handle();
  }
}
