import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  madeTokenSchema,
  newTokenSchema,
  pageQuerySchema,
  tokenSchema,
  type List,
  type MadeTokenView,
  type TokenView,
} from '@lenglian/console-contract';
import type { ApiTokenRecord, Records } from '@lenglian/records';
import type { z } from 'zod';
import { UnknownRecordError } from '../http/errors.ts';
import { Answers, AnswersList } from '../http/openapi-answers.ts';
import { RECORDS } from '../parts.ts';
import { SignedInOnly } from './requires.ts';
import { Who, type SignedIn } from './signed-in.ts';
import { TokensService } from './tokens.service.ts';

/** One's own tokens, for programs. They are made and ended by people, never by tokens. */
@ApiTags('tokens')
@Controller('api/v1/tokens')
export class TokensController {
  constructor(
    @Inject(RECORDS) private readonly records: Records,
    private readonly tokens: TokensService,
  ) {}

  /** Also those that are over. */
  @SignedInOnly()
  @Get()
  @AnswersList(tokenSchema)
  async list(
    @Who() { user }: SignedIn,
    @Query({ schema: pageQuerySchema }) query: z.infer<typeof pageQuerySchema>,
  ): Promise<List<TokenView>> {
    const { items, nextCursor } = await this.records.tokens.list({ ...query, userId: user.id });
    return { items: items.map(view), nextCursor };
  }

  /** The answer has the only copy of it that there will be. */
  @SignedInOnly()
  @Post()
  @HttpCode(200)
  @Answers(madeTokenSchema)
  async add(
    @Who() { user }: SignedIn,
    @Body({ schema: newTokenSchema }) body: z.infer<typeof newTokenSchema>,
  ): Promise<MadeTokenView> {
    const { secret, token } = await this.tokens.make(user.id, body);
    return { ...view(token), token: secret };
  }

  /** Ends it now, for good, its live connections too. */
  @SignedInOnly()
  @Post(':id/revoke')
  @HttpCode(200)
  @Answers(tokenSchema)
  async revoke(@Who() { user }: SignedIn, @Param('id') id: string): Promise<TokenView> {
    const token = await this.records.tokens.get(id);
    if (token?.userId !== user.id) throw new UnknownRecordError(`token ${id}`);
    return view(await this.tokens.revoke(user.id, id));
  }
}

/** Field by field, so that nothing secret goes out with a field that is added later. */
function view(token: ApiTokenRecord): TokenView {
  const { id, name, scopes, expiresAt, createdAt, lastUsedAt, revokedAt } = token;
  return { id, name, scopes: [...scopes], expiresAt, createdAt, lastUsedAt, revokedAt };
}
