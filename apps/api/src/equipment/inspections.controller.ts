import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  datedPageQuerySchema,
  newInspectionSchema,
  inspectionSchema,
  type InspectionView,
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
@Controller('api/v1/units/:id/inspections')
export class InspectionsController {
  constructor(@Inject(RECORDS) private readonly records: Records) {}

  /** Inspections before a trip (PTI) of a unit, newest first. */
  @Requires('journeys.read')
  @Get()
  @AnswersList(inspectionSchema)
  async list(
    @Who() { user }: SignedIn,
    @Param('id') id: string,
    @Query({ schema: datedPageQuerySchema }) page: z.infer<typeof datedPageQuerySchema>,
  ): Promise<List<InspectionView>> {
    await this.requireOwn(user.organisationId, id);
    return this.records.equipment.inspections(id, page);
  }

  /** Puts down an inspection before a trip (PTI), passed or not. */
  @Requires('equipment.report')
  @Post()
  @HttpCode(200)
  @Answers(inspectionSchema)
  async add(
    @Who() { user }: SignedIn,
    @Param('id') id: string,
    @Body({ schema: newInspectionSchema }) body: z.infer<typeof newInspectionSchema>,
  ): Promise<InspectionView> {
    await this.requireOwn(user.organisationId, id);
    return this.records.equipment.inspect({ id: user.id }, id, body);
  }

  private async requireOwn(organisationId: string, id: string): Promise<void> {
    ownRecord(await this.records.journeys.unit(id), organisationId, `unit ${id}`);
  }
}
