import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  grantQuerySchema,
  grantSchema,
  newGrantSchema,
  type GrantView,
  type List,
} from '@lenglian/console-contract';
import type { Records } from '@lenglian/records';
import type { z } from 'zod';
import { Requires } from '../access/requires.ts';
import { Who, type SignedIn } from '../access/signed-in.ts';
import { Answers, AnswersList } from '../http/openapi-answers.ts';
import { ownRecord } from '../http/own-records.ts';
import { RECORDS } from '../parts.ts';

/** What one organisation lets another see of its own, for a time. */
@ApiTags('grants')
@Controller('api/v1/grants')
export class GrantsController {
  constructor(@Inject(RECORDS) private readonly records: Records) {}

  @Requires('grants.manage')
  @Get()
  @AnswersList(grantSchema)
  async list(
    @Who() { user }: SignedIn,
    @Query({ schema: grantQuerySchema }) query: z.infer<typeof grantQuerySchema>,
  ): Promise<List<GrantView>> {
    const { side, ...page } = query;
    const { organisationId } = user;
    return this.records.grants.list({
      ...page,
      ...(side === 'given' ? { organisationId } : { granteeOrganisationId: organisationId }),
    });
  }

  @Requires('grants.manage')
  @Post()
  @HttpCode(200)
  @Answers(grantSchema)
  async add(
    @Who() { user }: SignedIn,
    @Body({ schema: newGrantSchema }) grant: z.infer<typeof newGrantSchema>,
  ): Promise<GrantView> {
    const { organisationId } = user;
    return this.records.grants.add({ id: user.id }, { ...grant, organisationId });
  }

  /** Ends it now, for good. What was in the other's custody until then stays its evidence. */
  @Requires('grants.manage')
  @Post(':id/revoke')
  @HttpCode(200)
  @Answers(grantSchema)
  async revoke(@Who() { user }: SignedIn, @Param('id') id: string): Promise<GrantView> {
    ownRecord(await this.records.grants.get(id), user.organisationId, `grant ${id}`);
    return this.records.grants.revoke({ id: user.id }, id);
  }
}
