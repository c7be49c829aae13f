import { createParamDecorator, applyDecorators, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { InvalidRequestError } from './errors.ts';
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

/** Documents that a route heeds `If-Match`. */
export function HeedsIfMatch(): MethodDecorator {
  return applyDecorators(
    ApiHeader({
      name: 'If-Match',
      required: false,
      description:
        'The revision that was seen, as ETag gave it, in quotes. Another one is not changed (412).',
      schema: { type: 'string', pattern: '^("[0-9]{1,9}"|\\*)$' },
    }),
  );
}
