import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  acknowledgeSchema,
  alertQuerySchema,
  alertSchema,
  type AlertView,
  type List,
} from '@lenglian/console-contract';
import type { z } from 'zod';
import { Requires } from '../access/requires.ts';
import { Who, type SignedIn } from '../access/signed-in.ts';
import { Answers, AnswersList } from '../http/openapi-answers.ts';
import { AlertsService } from './alerts.service.ts';

@ApiTags('alerts')
@Controller('api/v1/alerts')
export class AlertsController {
  constructor(private readonly alerts: AlertsService) {}

  /** One's own, or (`side=custody`) those that began on runs while they were in one's custody. */
  @Requires('alerts.read')
  @Get()
  @AnswersList(alertSchema)
  list(
    @Who() { user }: SignedIn,
    @Query({ schema: alertQuerySchema }) query: z.infer<typeof alertQuerySchema>,
  ): Promise<List<AlertView>> {
    return this.alerts.list(user.organisationId, query);
  }

  @Requires('alerts.read')
  @Get(':id')
  @Answers(alertSchema)
  one(@Who() { user }: SignedIn, @Param('id') id: string): Promise<AlertView> {
    return this.alerts.one(user.organisationId, id);
  }

  @Requires('alerts.acknowledge')
  @Post(':id/acknowledge')
  @HttpCode(200)
  @Answers(alertSchema)
  acknowledge(
    @Who() who: SignedIn,
    @Param('id') id: string,
    @Body({ schema: acknowledgeSchema }) body: z.infer<typeof acknowledgeSchema>,
  ): Promise<AlertView> {
    return this.alerts.acknowledge(who, id, body);
  }
}
