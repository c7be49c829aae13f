import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  lotLinkSchema,
  madeLotLinkSchema,
  newLotLinkSchema,
  pageQuerySchema,
  type List,
  type LotLinkView,
  type MadeLotLinkView,
} from '@lenglian/console-contract';
import type { LotLinkRecord, Records } from '@lenglian/records';
import type { z } from 'zod';
import { Requires } from '../access/requires.ts';
import { Who, type SignedIn } from '../access/signed-in.ts';
import { UnknownRecordError } from '../http/errors.ts';
import { Answers, AnswersList } from '../http/openapi-answers.ts';
import { ownRecord } from '../http/own-records.ts';
import { AnswersSecret } from '../once/takes-idempotency-key.ts';
import { RECORDS } from '../parts.ts';

/** Links by which a consignee without an account sees one lot. */
@ApiTags('lots')
@Controller('api/v1/lots/:id/links')
export class LotLinksController {
  constructor(@Inject(RECORDS) private readonly records: Records) {}

  /** Those that stand and those that do not, without what opens them. */
  @Requires('lots.share')
  @Get()
  @AnswersList(lotLinkSchema)
  async list(
    @Who() who: SignedIn,
    @Param('id') id: string,
    @Query({ schema: pageQuerySchema }) query: z.infer<typeof pageQuerySchema>,
  ): Promise<List<LotLinkView>> {
    await this.ownLot(who, id);
    const { items, nextCursor } = await this.records.lotLinks.list({ ...query, lotId: id });
    return { items: items.map(view), nextCursor };
  }

  /** The answer has the only copy of its address that there will be. */
  @Requires('lots.share')
  @AnswersSecret()
  @Post()
  @HttpCode(200)
  @Answers(madeLotLinkSchema)
  async add(
    @Who() who: SignedIn,
    @Param('id') id: string,
    @Body({ schema: newLotLinkSchema }) body: z.infer<typeof newLotLinkSchema>,
  ): Promise<MadeLotLinkView> {
    await this.ownLot(who, id);
    const { id: userId, organisationId } = who.user;
    const { link, token } = await this.records.lotLinks.add(
      { id: userId },
      { ...body, organisationId, lotId: id },
    );
    return { ...view(link), path: `/c/${token}` };
  }

  /** Ends it now, for good. */
  @Requires('lots.share')
  @Post(':linkId/revoke')
  @HttpCode(200)
  @Answers(lotLinkSchema)
  async revoke(
    @Who() who: SignedIn,
    @Param('id') id: string,
    @Param('linkId') linkId: string,
  ): Promise<LotLinkView> {
    await this.ownLot(who, id);
    const link = await this.records.lotLinks.get(linkId);
    if (link?.lotId !== id) throw new UnknownRecordError(`link ${linkId} of lot ${id}`);
    return view(await this.records.lotLinks.revoke({ id: who.user.id }, linkId));
  }

  private async ownLot({ user }: SignedIn, id: string): Promise<void> {
    ownRecord(await this.records.journeys.lot(id), user.organisationId, `lot ${id}`);
  }
}

function view({ organisationId: _, ...link }: LotLinkRecord): LotLinkView {
  return link;
}
