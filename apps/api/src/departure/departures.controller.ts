import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  departureBoardSchema,
  newReleaseSchema,
  type DepartureBoardView,
} from '@lenglian/console-contract';
import type { Records, RunRecord } from '@lenglian/records';
import type { z } from 'zod';
import { Requires } from '../access/requires.ts';
import { Who, type SignedIn } from '../access/signed-in.ts';
import { HeedsIfMatch, IfRevision } from '../http/if-match.ts';
import { Answers } from '../http/openapi-answers.ts';
import { ownRecord } from '../http/own-records.ts';
import { RECORDS } from '../parts.ts';
import { DepartureService } from './departure.service.ts';

/** 发车放行: what is looked at before a run leaves, and who lets a box go that is not all green. */
@ApiTags('departures')
@Controller('api/v1/runs/:id/departure')
export class DeparturesController {
  constructor(
    @Inject(RECORDS) private readonly records: Records,
    private readonly departure: DepartureService,
  ) {}

  /** Every box with its ten checks; of a run that has left as it was then. Unknown is said, and never green. */
  @Requires('journeys.read')
  @Get()
  @Answers(departureBoardSchema)
  async board(@Who() { user }: SignedIn, @Param('id') id: string): Promise<DepartureBoardView> {
    return this.departure.boardOf(await this.own(user.organisationId, id));
  }

  /**
   * Lets a box leave although these checks are not green; without checks, takes that back. Nothing is changed: the newest
   * entry counts. `If-Match`: of the board.
   */
  @Requires('departures.release')
  @Post('releases')
  @HeedsIfMatch()
  @HttpCode(200)
  @Answers(departureBoardSchema)
  async release(
    @Who() { user }: SignedIn,
    @Param('id') id: string,
    @IfRevision() ifRevision: number | undefined,
    @Body({ schema: newReleaseSchema }) release: z.infer<typeof newReleaseSchema>,
  ): Promise<DepartureBoardView> {
    const run = await this.own(user.organisationId, id);
    await this.records.departures.release({ id: user.id, ifRevision }, id, release);
    return this.departure.boardOf(run);
  }

  private async own(organisationId: string, id: string): Promise<RunRecord> {
    return ownRecord(await this.records.journeys.run(id), organisationId, `run ${id}`);
  }
}
