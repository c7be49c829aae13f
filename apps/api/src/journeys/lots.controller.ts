import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { lotQuerySchema, lotSchema, type List, type LotView } from '@lenglian/console-contract';
import type { Records } from '@lenglian/records';
import type { z } from 'zod';
import { Requires } from '../access/requires.ts';
import { Who, type SignedIn } from '../access/signed-in.ts';
import { UnknownRecordError } from '../http/errors.ts';
import { Answers, AnswersList } from '../http/openapi-answers.ts';
import { ownRecord } from '../http/own-records.ts';
import { LiveViews } from '../live/live-views.ts';
import { RECORDS } from '../parts.ts';

@ApiTags('lots')
@Controller('api/v1/lots')
export class LotsController {
  constructor(
    @Inject(RECORDS) private readonly records: Records,
    private readonly views: LiveViews,
  ) {}

  @Requires('journeys.read')
  @Get()
  @AnswersList(lotSchema)
  async list(
    @Who() { user }: SignedIn,
    @Query({ schema: lotQuerySchema }) query: z.infer<typeof lotQuerySchema>,
  ): Promise<List<LotView>> {
    const page = await this.records.journeys.lots({
      ...query,
      organisationId: user.organisationId,
    });
    return {
      items: page.items.map((lot) => this.views.lot(lot)).filter((lot) => lot !== undefined),
      nextCursor: page.nextCursor,
    };
  }

  @Requires('journeys.read')
  @Get(':id')
  @Answers(lotSchema)
  async one(@Who() { user }: SignedIn, @Param('id') id: string): Promise<LotView> {
    const lot = ownRecord(await this.records.journeys.lot(id), user.organisationId, `lot ${id}`);
    const view = this.views.lot(lot);
    if (!view) throw new UnknownRecordError(`profile of lot ${id}`);
    return view;
  }
}
