import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import {
  lossesSchema,
  lossQuerySchema,
  type LossesView,
  type LossQueryView,
} from '@lenglian/console-contract';
import type { Records } from '@lenglian/records';
import { Requires } from '../access/requires.ts';
import { Who, type SignedIn } from '../access/signed-in.ts';
import type { HttpResponse } from '../http/exchange.ts';
import { Answers } from '../http/openapi-answers.ts';
import { ownRecord } from '../http/own-records.ts';
import { RECORDS } from '../parts.ts';
import { beijingTime } from '../exports/beijing-time.ts';
import { lossesCsv } from './losses-export.ts';
import { LossesService } from './losses.service.ts';

/** 到货损耗: what arrived sound, damaged or was rejected, and why (腐损率). */
@ApiTags('losses')
@Controller('api/v1')
export class LossesController {
  constructor(
    @Inject(RECORDS) private readonly records: Records,
    private readonly losses: LossesService,
  ) {}

  /** Sums of arrivals (hand-overs of all kinds but 出库) that one's organisation recorded, at most 92 days of them. */
  @Requires('journeys.read')
  @Get('losses')
  @Answers(lossesSchema)
  list(
    @Who() { user }: SignedIn,
    @Query({ schema: lossQuerySchema }) query: LossQueryView,
  ): Promise<LossesView> {
    return this.losses.of(user.organisationId, query);
  }

  /** The same as CSV, with every line: it begins with a byte order mark so that Excel reads Chinese. */
  @Requires('journeys.read')
  @Get('losses/export')
  @ApiProduces('text/csv')
  @ApiOkResponse({ description: 'One line a group', schema: { type: 'string' } })
  async export(
    @Who() { user }: SignedIn,
    @Query({ schema: lossQuerySchema }) query: LossQueryView,
    @Res() response: HttpResponse,
  ): Promise<void> {
    const losses = await this.losses.of(user.organisationId, query, Infinity);
    const days = [query.from, query.until - 1].map((at) => beijingTime(at).slice(0, 10));
    const file = `${encodeURIComponent(`损耗 ${query.by} ${days.join(' ')}`)}.csv`;
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Content-Disposition', `attachment; filename*=UTF-8''${file}`);
    response.type('text/csv').send(lossesCsv(losses));
  }

  /** What arrived of one run, by cause. */
  @Requires('journeys.read')
  @Get('runs/:id/losses')
  @Answers(lossesSchema)
  async ofRun(@Who() { user }: SignedIn, @Param('id') id: string): Promise<LossesView> {
    const { organisationId } = user;
    ownRecord(await this.records.journeys.run(id), organisationId, `run ${id}`);
    return this.losses.of(organisationId, { runId: id, by: 'cause' });
  }
}
