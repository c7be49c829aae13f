import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  acknowledgeSchema,
  alertHistoryQuerySchema,
  alertQuerySchema,
  alertRevisionSchema,
  alertSchema,
  closeAlertSchema,
  dispositionSchema,
  shelveSchema,
  type AlertRevisionView,
  type AlertView,
  type List,
} from '@lenglian/console-contract';
import type { z } from 'zod';
import { Requires } from '../access/requires.ts';
import { Who, type SignedIn } from '../access/signed-in.ts';
import { HeedsIfMatch, IfRevision } from '../http/if-match.ts';
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

  /** Every revision as it was told, the oldest first, with who was told of it then. */
  @Requires('alerts.read')
  @Get(':id/history')
  @AnswersList(alertRevisionSchema)
  history(
    @Who() { user }: SignedIn,
    @Param('id') id: string,
    @Query({ schema: alertHistoryQuerySchema }) page: z.infer<typeof alertHistoryQuerySchema>,
  ): Promise<List<AlertRevisionView>> {
    return this.alerts.history(user.organisationId, id, page);
  }

  /** Takes it: somebody owns it until they look again. */
  @Requires('alerts.acknowledge')
  @Post(':id/acknowledge')
  @HeedsIfMatch()
  @HttpCode(200)
  @Answers(alertSchema)
  acknowledge(
    @Who() signedIn: SignedIn,
    @Param('id') id: string,
    @IfRevision() ifRevision: number | undefined,
    @Body({ schema: acknowledgeSchema }) body: z.infer<typeof acknowledgeSchema>,
  ): Promise<AlertView> {
    return this.alerts.acknowledge({ signedIn, ifRevision }, id, body);
  }

  /** 静置: silent for a while, with a reason; in every list all the same. */
  @Requires('alerts.shelve')
  @Post(':id/shelve')
  @HeedsIfMatch()
  @HttpCode(200)
  @Answers(alertSchema)
  shelve(
    @Who() signedIn: SignedIn,
    @Param('id') id: string,
    @IfRevision() ifRevision: number | undefined,
    @Body({ schema: shelveSchema }) body: z.infer<typeof shelveSchema>,
  ): Promise<AlertView> {
    return this.alerts.shelve({ signedIn, ifRevision }, id, body);
  }

  /** Takes it off the shelf before its end. */
  @Requires('alerts.shelve')
  @Post(':id/unshelve')
  @HeedsIfMatch()
  @HttpCode(200)
  @Answers(alertSchema)
  unshelve(
    @Who() signedIn: SignedIn,
    @Param('id') id: string,
    @IfRevision() ifRevision: number | undefined,
  ): Promise<AlertView> {
    return this.alerts.unshelve({ signedIn, ifRevision }, id);
  }

  /** Cause and corrective action; closes it unless the goods still wait for quality. */
  @Requires('alerts.close')
  @Post(':id/close')
  @HeedsIfMatch()
  @HttpCode(200)
  @Answers(alertSchema)
  close(
    @Who() signedIn: SignedIn,
    @Param('id') id: string,
    @IfRevision() ifRevision: number | undefined,
    @Body({ schema: closeAlertSchema }) body: z.infer<typeof closeAlertSchema>,
  ): Promise<AlertView> {
    return this.alerts.close({ signedIn, ifRevision }, id, body);
  }

  /** 放行, 暂扣 or 拒收; closes it once cause and corrective action are there. */
  @Requires('alerts.dispose')
  @Post(':id/disposition')
  @HeedsIfMatch()
  @HttpCode(200)
  @Answers(alertSchema)
  dispose(
    @Who() signedIn: SignedIn,
    @Param('id') id: string,
    @IfRevision() ifRevision: number | undefined,
    @Body({ schema: dispositionSchema }) body: z.infer<typeof dispositionSchema>,
  ): Promise<AlertView> {
    return this.alerts.dispose({ signedIn, ifRevision }, id, body);
  }
}
