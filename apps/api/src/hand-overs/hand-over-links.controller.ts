import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  handOverLinkSchema,
  linkAnswerSchema,
  linkedHandOverSchema,
  newHandOverLinkSchema,
  type HandOverLinkView,
  type LinkedHandOverView,
} from '@lenglian/console-contract';
import type { Clock } from '@lenglian/quantities';
import { newToken, sha256Hex, type Records } from '@lenglian/records';
import type { z } from 'zod';
import { Public, Requires } from '../access/requires.ts';
import { Who, type SignedIn } from '../access/signed-in.ts';
import { UnknownRecordError } from '../http/errors.ts';
import { Answers } from '../http/openapi-answers.ts';
import { AnswersSecret } from '../once/takes-idempotency-key.ts';
import { LiveFeed } from '../live/live-feed.ts';
import { PEOPLE_CLOCK, RECORDS } from '../parts.ts';
import { toLinkedView } from './linked-view.ts';

/** 扫码确认: whoever has no account here answers for their side by a one-time link. */
@ApiTags('hand-overs')
@Controller('api/v1')
export class HandOverLinksController {
  constructor(
    @Inject(RECORDS) private readonly records: Records,
    @Inject(PEOPLE_CLOCK) private readonly clock: Clock,
    private readonly feed: LiveFeed,
  ) {}

  /** The secret is in this answer and nowhere else; an earlier link of the side ends. */
  @Requires('hand-overs.record')
  @AnswersSecret()
  @Post('hand-overs/:id/links')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Answers(handOverLinkSchema)
  async add(
    @Who() { user }: SignedIn,
    @Param('id') handOverId: string,
    @Body({ schema: newHandOverLinkSchema }) body: z.infer<typeof newHandOverLinkSchema>,
  ): Promise<HandOverLinkView> {
    const token = newToken();
    const link = { handOverId, ...body, tokenSha256: sha256Hex(token) };
    const { handOvers } = this.records;
    const { id, side, validUntil } = await handOvers.addLink(
      { id: user.id },
      user.organisationId,
      link,
    );
    return { id, side, validUntil, path: `/h/${token}` };
  }

  /** Public: whoever has the secret is whom it was shown to. Unknown, used and expired look the same. */
  @Public()
  @Get('hand-over-links/:token')
  @Header('Cache-Control', 'no-store')
  @Answers(linkedHandOverSchema)
  async one(@Param('token') token: string): Promise<LinkedHandOverView> {
    const opened = await this.records.handOvers.openLink(sha256Hex(token), this.clock.now());
    if (!opened) throw new UnknownRecordError('a link that is good');
    return toLinkedView(opened);
  }

  /** Public, as above. Confirms with a name, disputes with a reason or agrees to a settlement; the link is used by that. */
  @Public()
  @Post('hand-over-links/:token')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Answers(linkedHandOverSchema)
  async answer(
    @Param('token') token: string,
    @Body({ schema: linkAnswerSchema }) answer: z.infer<typeof linkAnswerSchema>,
  ): Promise<LinkedHandOverView> {
    const opened = await this.records.handOvers.answerByLink(sha256Hex(token), answer);
    this.feed.announceHandOver(opened.handOver);
    return toLinkedView(opened);
  }
}
