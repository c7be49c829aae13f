import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  datedPageQuerySchema,
  newSealSchema,
  sealSchema,
  type SealView,
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
@Controller('api/v1/units/:id/seals')
export class SealsController {
  constructor(@Inject(RECORDS) private readonly records: Records) {}

  /** Seals that were put on a unit at closing, newest first. */
  @Requires('journeys.read')
  @Get()
  @AnswersList(sealSchema)
  async list(
    @Who() { user }: SignedIn,
    @Param('id') id: string,
    @Query({ schema: datedPageQuerySchema }) page: z.infer<typeof datedPageQuerySchema>,
  ): Promise<List<SealView>> {
    await this.requireOwn(user.organisationId, id);
    return this.records.equipment.seals(id, page);
  }

  /** Puts down a seal that was put on at closing (施封): hand-overs compare what they find with it. */
  @Requires('equipment.report')
  @Post()
  @HttpCode(200)
  @Answers(sealSchema)
  async add(
    @Who() { user }: SignedIn,
    @Param('id') id: string,
    @Body({ schema: newSealSchema }) body: z.infer<typeof newSealSchema>,
  ): Promise<SealView> {
    await this.requireOwn(user.organisationId, id);
    return this.records.equipment.seal({ id: user.id }, id, body);
  }

  private async requireOwn(organisationId: string, id: string): Promise<void> {
    ownRecord(await this.records.journeys.unit(id), organisationId, `unit ${id}`);
  }
}
