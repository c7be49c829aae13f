import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { unitQuerySchema, unitSchema, type List, type UnitView } from '@lenglian/console-contract';
import type { Records } from '@lenglian/records';
import type { z } from 'zod';
import { Requires } from '../access/requires.ts';
import { Who, type SignedIn } from '../access/signed-in.ts';
import { CustodyService } from '../grants/custody.service.ts';
import { GuestViews } from '../grants/guest-views.ts';
import { Answers, AnswersList } from '../http/openapi-answers.ts';
import { LiveViews } from '../live/live-views.ts';
import { RECORDS } from '../parts.ts';

@ApiTags('units')
@Controller('api/v1/units')
export class UnitsController {
  constructor(
    @Inject(RECORDS) private readonly records: Records,
    private readonly views: LiveViews,
    private readonly guestViews: GuestViews,
    private readonly custody: CustodyService,
  ) {}

  @Requires('journeys.read')
  @Get()
  @AnswersList(unitSchema)
  async list(
    @Who() { user }: SignedIn,
    @Query({ schema: unitQuerySchema }) query: z.infer<typeof unitQuerySchema>,
  ): Promise<List<UnitView>> {
    const page = await this.records.journeys.units({
      ...query,
      organisationId: user.organisationId,
    });
    return { items: page.items.map((unit) => this.views.unit(unit)), nextCursor: page.nextCursor };
  }

  /** One's own, or one that rides on a run in one's custody now. */
  @Requires('journeys.read')
  @Get(':id')
  @Answers(unitSchema)
  async one(@Who() { user }: SignedIn, @Param('id') id: string): Promise<UnitView> {
    const found = await this.records.journeys.unit(id);
    const { unit, held } = await this.custody.unitNow(found, user.organisationId, id);
    return held ? this.guestViews.unit(unit, held.spansOf(id)) : this.views.unit(unit);
  }
}
