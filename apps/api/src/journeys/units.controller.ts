import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  addedUnitSchema,
  newUnitSchema,
  unitQuerySchema,
  unitSchema,
  type AddedUnitView,
  type List,
  type UnitView,
} from '@lenglian/console-contract';
import type { Records } from '@lenglian/records';
import type { z } from 'zod';
import { Requires } from '../access/requires.ts';
import { Who, type SignedIn } from '../access/signed-in.ts';
import { CustodyService } from '../grants/custody.service.ts';
import { GuestViews } from '../grants/guest-views.ts';
import { Answers, AnswersList } from '../http/openapi-answers.ts';
import { LiveViews } from '../live/live-views.ts';
import { ownRecord } from '../http/own-records.ts';
import { RECORDS } from '../parts.ts';
import { toFindingView } from '../planning/finding-view.ts';

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

  /** One that no manifest brings, as a store with its zones: whole, or refused (422) with findings. */
  @Requires('journeys.plan')
  @Post()
  @HttpCode(200)
  @Answers(addedUnitSchema)
  async add(
    @Who() { user }: SignedIn,
    @Body({ schema: newUnitSchema }) unit: z.infer<typeof newUnitSchema>,
  ): Promise<AddedUnitView> {
    const { organisationId } = user;
    const added = await this.records.stock.addUnit({ id: user.id }, organisationId, unit);
    const view = async (id: string) =>
      this.views.unit(
        ownRecord(await this.records.journeys.unit(id), organisationId, `unit ${id}`),
      );
    return {
      unit: await view(added.id),
      parts: await Promise.all(added.partIds.map(view)),
      warnings: added.warnings.map(toFindingView),
    };
  }
}
