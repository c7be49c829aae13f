import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  pageQuerySchema,
  progressSchema,
  runQuerySchema,
  runSchema,
  unitSchema,
  type List,
  type RunProgressView,
  type RunView,
  type UnitView,
} from '@lenglian/console-contract';
import type { Clock } from '@lenglian/quantities';
import type { Records } from '@lenglian/records';
import type { z } from 'zod';
import { Requires } from '../access/requires.ts';
import { Who, type SignedIn } from '../access/signed-in.ts';
import { CustodyService } from '../grants/custody.service.ts';
import { GuestViews } from '../grants/guest-views.ts';
import { Answers, AnswersList } from '../http/openapi-answers.ts';
import { LiveViews } from '../live/live-views.ts';
import { PEOPLE_CLOCK, RECORDS } from '../parts.ts';

@ApiTags('runs')
@Controller('api/v1/runs')
export class RunsController {
  constructor(
    @Inject(RECORDS) private readonly records: Records,
    private readonly views: LiveViews,
    private readonly guestViews: GuestViews,
    private readonly custody: CustodyService,
    @Inject(PEOPLE_CLOCK) private readonly clock: Clock,
  ) {}

  @Requires('journeys.read')
  @Get()
  @AnswersList(runSchema)
  async list(
    @Who() { user }: SignedIn,
    @Query({ schema: runQuerySchema }) { side, ...query }: z.infer<typeof runQuerySchema>,
  ): Promise<List<RunView>> {
    const { organisationId } = user;
    if (side === 'own') {
      const own = await this.records.journeys.runs({ ...query, organisationId });
      return { items: own.items.map((run) => this.views.run(run)), nextCursor: own.nextCursor };
    }
    const heldBy = { organisationId, at: this.clock.now() };
    const { items, nextCursor } = await this.records.journeys.runs({ ...query, heldBy });
    const views = items.map(async (found) => {
      const { run, held } = await this.custody.runNow(found, organisationId, found.id);
      return held ? this.guestViews.run(run, held) : this.views.run(run);
    });
    return { items: await Promise.all(views), nextCursor };
  }

  /** One's own, or one that is in one's custody now: then with the legs in custody only. */
  @Requires('journeys.read')
  @Get(':id')
  @Answers(runSchema)
  async one(@Who() { user }: SignedIn, @Param('id') id: string): Promise<RunView> {
    const found = await this.records.journeys.run(id);
    const { run, held } = await this.custody.runNow(found, user.organisationId, id);
    return held ? this.guestViews.run(run, held) : this.views.run(run);
  }

  /** Where it is on its way, when it was where and when it will be; of a run in one's custody as far as its legs are. */
  @Requires('journeys.read')
  @Get(':id/progress')
  @Answers(progressSchema)
  async progress(@Who() who: SignedIn, @Param('id') id: string): Promise<RunProgressView> {
    return (await this.one(who, id)).progress;
  }

  /** Those that ride on it now; of a run in one's custody as far as they are. */
  @Requires('journeys.read')
  @Get(':id/units')
  @AnswersList(unitSchema)
  async units(
    @Who() { user }: SignedIn,
    @Param('id') id: string,
    @Query({ schema: pageQuerySchema }) query: z.infer<typeof pageQuerySchema>,
  ): Promise<List<UnitView>> {
    const found = await this.records.journeys.run(id);
    const { run, held } = await this.custody.runNow(found, user.organisationId, id);
    const { organisationId } = run;
    const page = await this.records.journeys.units({ ...query, organisationId, runId: id });
    return {
      items: page.items.map((unit) =>
        held ? this.guestViews.unit(unit, held.spansOf(unit.id)) : this.views.unit(unit),
      ),
      nextCursor: page.nextCursor,
    };
  }
}
