import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  acknowledgeSchema,
  incidentQuerySchema,
  incidentSchema,
  incidentTreeSchema,
  type IncidentTreeView,
  type IncidentView,
  type List,
} from '@lenglian/console-contract';
import type { z } from 'zod';
import { Requires } from '../access/requires.ts';
import { Who, type SignedIn } from '../access/signed-in.ts';
import { HeedsIfMatch, IfRevision } from '../http/if-match.ts';
import { Answers, AnswersList } from '../http/openapi-answers.ts';
import { IncidentsService } from './incidents.service.ts';

@ApiTags('incidents')
@Controller('api/v1/incidents')
export class IncidentsController {
  constructor(private readonly incidents: IncidentsService) {}

  /** Newest first. */
  @Requires('alerts.read')
  @Get()
  @AnswersList(incidentSchema)
  list(
    @Who() { user }: SignedIn,
    @Query({ schema: incidentQuerySchema }) query: z.infer<typeof incidentQuerySchema>,
  ): Promise<List<IncidentView>> {
    return this.incidents.list(user.organisationId, query);
  }

  /** The whole tree: cause, units, their alerts, and what happened when. */
  @Requires('alerts.read')
  @Get(':id')
  @Answers(incidentTreeSchema)
  one(@Who() { user }: SignedIn, @Param('id') id: string): Promise<IncidentTreeView> {
    return this.incidents.one(user.organisationId, id);
  }

  /** Takes it with every alert of it that lasts, until the next check. */
  @Requires('alerts.acknowledge')
  @Post(':id/acknowledge')
  @HeedsIfMatch()
  @HttpCode(200)
  @Answers(incidentSchema)
  acknowledge(
    @Who() signedIn: SignedIn,
    @Param('id') id: string,
    @IfRevision() ifRevision: number | undefined,
    @Body({ schema: acknowledgeSchema }) body: z.infer<typeof acknowledgeSchema>,
  ): Promise<IncidentView> {
    return this.incidents.acknowledge({ signedIn, ifRevision }, id, body);
  }
}
