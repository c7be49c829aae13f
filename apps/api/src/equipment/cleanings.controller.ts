import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  datedPageQuerySchema,
  newCleaningSchema,
  cleaningSchema,
  type CleaningView,
  type List,
} from '@lenglian/console-contract';
import type { Records } from '@lenglian/records';
import type { z } from 'zod';
import { Requires } from '../access/requires.ts';
import { Who, type SignedIn } from '../access/signed-in.ts';
import { Answers, AnswersList } from '../http/openapi-answers.ts';
import { ownRecord } from '../http/own-records.ts';
import { RECORDS } from '../parts.ts';

@ApiTags('units')
@Controller('api/v1/units/:id/cleanings')
export class CleaningsController {
  constructor(@Inject(RECORDS) private readonly records: Records) {}

  /** Cleanings in place (CIP) of a tanker or compartment, newest first. */
  @Requires('journeys.read')
  @Get()
  @AnswersList(cleaningSchema)
  async list(
    @Who() { user }: SignedIn,
    @Param('id') id: string,
    @Query({ schema: datedPageQuerySchema }) page: z.infer<typeof datedPageQuerySchema>,
  ): Promise<List<CleaningView>> {
    await this.requireOwn(user.organisationId, id);
    return this.records.equipment.cleanings(id, page);
  }

  /** Puts down a cleaning. Without one that came out clean within 24 h, no milk is loaded; while goods lie in the tank it is refused (422). */
  @Requires('equipment.report')
  @Post()
  @HttpCode(200)
  @Answers(cleaningSchema)
  async add(
    @Who() { user }: SignedIn,
    @Param('id') id: string,
    @Body({ schema: newCleaningSchema }) body: z.infer<typeof newCleaningSchema>,
  ): Promise<CleaningView> {
    await this.requireOwn(user.organisationId, id);
    return this.records.equipment.clean({ id: user.id }, id, body);
  }

  private async requireOwn(organisationId: string, id: string): Promise<void> {
    ownRecord(await this.records.journeys.unit(id), organisationId, `unit ${id}`);
  }
}
