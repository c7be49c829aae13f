import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  datedPageQuerySchema,
  newDeclarationSchema,
  declarationSchema,
  type DeclarationView,
  type List,
} from '@lenglian/console-contract';
import type { Records } from '@lenglian/records';
import type { z } from 'zod';
import { Requires } from '../access/requires.ts';
import { Who, type SignedIn } from '../access/signed-in.ts';
import { HeedsIfMatch, IfRevision } from '../http/if-match.ts';
import { Answers, AnswersList } from '../http/openapi-answers.ts';
import { ownRecord } from '../http/own-records.ts';
import { RECORDS } from '../parts.ts';

@ApiTags('units')
@Controller('api/v1/units/:id/declarations')
export class DeclarationsController {
  constructor(@Inject(RECORDS) private readonly records: Records) {}

  /** What was declared of a unit, newest first. */
  @Requires('journeys.read')
  @Get()
  @AnswersList(declarationSchema)
  async list(
    @Who() { user }: SignedIn,
    @Param('id') id: string,
    @Query({ schema: datedPageQuerySchema }) page: z.infer<typeof datedPageQuerySchema>,
  ): Promise<List<DeclarationView>> {
    await this.requireOwn(user.organisationId, id);
    return this.records.equipment.declarations(id, page);
  }

  /** Declares a unit empty (空箱), laid up (封存) or in use; while goods lie in it, only in use. `If-Match`: of the unit. */
  @Requires('equipment.report')
  @Post()
  @HeedsIfMatch()
  @HttpCode(200)
  @Answers(declarationSchema)
  async add(
    @Who() { user }: SignedIn,
    @Param('id') id: string,
    @IfRevision() ifRevision: number | undefined,
    @Body({ schema: newDeclarationSchema }) body: z.infer<typeof newDeclarationSchema>,
  ): Promise<DeclarationView> {
    await this.requireOwn(user.organisationId, id);
    return this.records.equipment.declare({ id: user.id, ifRevision }, id, body);
  }

  private async requireOwn(organisationId: string, id: string): Promise<void> {
    ownRecord(await this.records.journeys.unit(id), organisationId, `unit ${id}`);
  }
}
