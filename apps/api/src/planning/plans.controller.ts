import {
  Body,
  Controller,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiProduces, ApiTags } from '@nestjs/swagger';
import {
  importQuerySchema,
  journeyPlanSchema,
  legsQuerySchema,
  movedRunSchema,
  planCheckSchema,
  planFormatQuerySchema,
  legAsOfSchema,
  legReportSchema,
  runCopySchema,
  runDelaySchema,
  runStateChangeSchema,
  sentPlanSchema,
  takenPlanSchema,
  type ImportQuery,
  type List,
  type PlanCheckView,
  type MovedRunView,
  type SentPlan,
  type TakenPlanView,
} from '@lenglian/console-contract';
import { checkDisposition } from '@lenglian/goods';
import type { Finding } from '@lenglian/planning';
import { MINUTE } from '@lenglian/quantities';
import type { MovedRun, Records } from '@lenglian/records';
import type { z } from 'zod';
import { Requires } from '../access/requires.ts';
import { Who, type SignedIn } from '../access/signed-in.ts';
import { DepartureService } from '../departure/departure.service.ts';
import { documentedAs } from '../http/documented-as.ts';
import { InvalidRequestError } from '../http/errors.ts';
import type { HttpResponse } from '../http/exchange.ts';
import { HeedsIfMatch, IfRevision } from '../http/if-match.ts';
import { Answers, AnswersList } from '../http/openapi-answers.ts';
import { ownRecord } from '../http/own-records.ts';
import { LiveViews } from '../live/live-views.ts';
import { everyPage } from '../live/journey-book.ts';
import { RECORDS } from '../parts.ts';
import { toFindingView } from './finding-view.ts';
import { writeManifestCsv } from './manifest-csv.ts';
import { PlanningService } from './planning.service.ts';

const SENT_PLAN = documentedAs(journeyPlanSchema, sentPlanSchema);

/** Runs before and while they are runs: planned, imported, copied, taken from step to step. */
@ApiTags('plans')
@Controller('api/v1')
export class PlansController {
  constructor(
    private readonly planning: PlanningService,
    @Inject(RECORDS) private readonly records: Records,
    private readonly views: LiveViews,
    private readonly departure: DepartureService,
  ) {}

  /** What would be said about a plan; nothing is written. */
  @Requires('journeys.plan')
  @Post('plans/check')
  @HttpCode(200)
  @Answers(planCheckSchema)
  check(@Who() who: SignedIn, @Body({ schema: SENT_PLAN }) body: SentPlan): Promise<PlanCheckView> {
    return this.planning.check(who, body);
  }

  /** The same about a CSV file, before it is imported. */
  @Requires('journeys.plan')
  @Post('plans/check/csv')
  @HttpCode(200)
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string' } })
  @Answers(planCheckSchema)
  checkCsv(
    @Who() who: SignedIn,
    @Query({ schema: importQuerySchema }) query: ImportQuery,
    @Req() request: { readonly body?: unknown },
  ): Promise<PlanCheckView> {
    return this.planning.checkCsv(who, query, fileOf(request));
  }

  /** A run with its whole manifest, in one request: all or nothing (422 with every bad line, from 1, and its field). */
  @Requires('journeys.plan')
  @Post('runs')
  @HttpCode(200)
  @Answers(takenPlanSchema)
  create(
    @Who() who: SignedIn,
    @Body({ schema: SENT_PLAN }) body: SentPlan,
  ): Promise<TakenPlanView> {
    return this.planning.create(who, body);
  }

  /** The same from a CSV file as the body (UTF-8 or GB18030); findings name the lines of the file. */
  @Requires('journeys.plan')
  @Post('runs/import')
  @HttpCode(200)
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string' } })
  @Answers(takenPlanSchema)
  importCsv(
    @Who() who: SignedIn,
    @Query({ schema: importQuerySchema }) query: ImportQuery,
    @Req() request: { readonly body?: unknown },
  ): Promise<TakenPlanView> {
    return this.planning.importCsv(who, query, fileOf(request));
  }

  /** The run as the plan that would bring it. */
  @Requires('journeys.read')
  @Get('runs/:id/plan')
  @ApiProduces('application/json', 'text/csv')
  @Answers(journeyPlanSchema)
  async plan(
    @Who() who: SignedIn,
    @Param('id') id: string,
    @Query({ schema: planFormatQuerySchema }) { format }: z.infer<typeof planFormatQuerySchema>,
    @Res() response: HttpResponse,
  ): Promise<void> {
    const { legs, lines, ...head } = await this.planning.planOf(who, id);
    response.setHeader('Cache-Control', 'no-store');
    if (format === 'csv') {
      const file = `${encodeURIComponent(head.runCode)}.csv`;
      response.setHeader('Content-Disposition', `attachment; filename*=UTF-8''${file}`);
      response.type('text/csv').send(writeManifestCsv(lines));
      return;
    }
    const departureAt = legs[0]?.plannedDepartureAt ?? head.loadingAt;
    const body = { ...head, departureAt, legs, lines: lines.map(({ line: _, ...rest }) => rest) };
    response.type('application/json').send(JSON.stringify(body));
  }

  /** The same boxes again for another day, with new goods of the same kind. */
  @Requires('journeys.plan')
  @Post('runs/:id/copy')
  @HttpCode(200)
  @Answers(takenPlanSchema)
  copy(
    @Who() who: SignedIn,
    @Param('id') id: string,
    @Body({ schema: runCopySchema }) body: z.infer<typeof runCopySchema>,
  ): Promise<TakenPlanView> {
    return this.planning.copy(who, id, body);
  }

  /** Moves the plan, and the units that are still to join or leave at a stop; nothing that has happened. */
  @Requires('journeys.plan')
  @Post('runs/:id/delay')
  @HeedsIfMatch()
  @HttpCode(200)
  @Answers(movedRunSchema)
  async delay(
    @Who() { user }: SignedIn,
    @Param('id') id: string,
    @IfRevision() ifRevision: number | undefined,
    @Body({ schema: runDelaySchema })
    { delayMinutes, reason, ...where }: z.infer<typeof runDelaySchema>,
  ): Promise<MovedRunView> {
    ownRecord(await this.records.journeys.run(id), user.organisationId, `run ${id}`);
    const delay = { ...where, by: delayMinutes * MINUTE };
    const actor = { id: user.id, reason, ifRevision };
    return this.moved(await this.records.journeys.delayRun(actor, id, delay));
  }

  /** When a leg really began or ended; units that join or leave at its end do so then, and are judged by it. */
  @Requires('journeys.plan')
  @Post('runs/:id/legs')
  @HttpCode(200)
  @HeedsIfMatch()
  @Answers(movedRunSchema)
  async reportLeg(
    @Who() { user }: SignedIn,
    @Param('id') id: string,
    @IfRevision() ifRevision: number | undefined,
    @Body({ schema: legReportSchema }) { reason, ...report }: z.infer<typeof legReportSchema>,
  ): Promise<MovedRunView> {
    ownRecord(await this.records.journeys.run(id), user.organisationId, `run ${id}`);
    const actor = { id: user.id, ifRevision, ...(reason !== undefined && { reason }) };
    return this.moved(await this.records.journeys.reportLeg(actor, id, report));
  }

  /** The legs as they were planned, and as they had gone, at a moment. */
  @Requires('journeys.read')
  @Get('runs/:id/legs')
  @AnswersList(legAsOfSchema)
  async legs(
    @Who() { user }: SignedIn,
    @Param('id') id: string,
    @Query({ schema: legsQuerySchema }) { asOf }: z.infer<typeof legsQuerySchema>,
  ): Promise<List<z.infer<typeof legAsOfSchema>>> {
    ownRecord(await this.records.journeys.run(id), user.organisationId, `run ${id}`);
    return { items: await this.records.journeys.legsAsOf(id, asOf), nextCursor: null };
  }

  /** PLANNED → LOADING → IN_TRANSIT → ARRIVED → CLOSED, or CANCELLED before it leaves. Boxes that leave neither green nor released are warned of. */
  @Requires('journeys.plan')
  @Post('runs/:id/state')
  @HeedsIfMatch()
  @HttpCode(200)
  @Answers(movedRunSchema)
  async setState(
    @Who() { user }: SignedIn,
    @Param('id') id: string,
    @IfRevision() ifRevision: number | undefined,
    @Body({ schema: runStateChangeSchema })
    { state, at, reason }: z.infer<typeof runStateChangeSchema>,
  ): Promise<MovedRunView> {
    const own = await this.records.journeys.run(id);
    const found = ownRecord(own, user.organisationId, `run ${id}`);
    const actor = { id: user.id, ifRevision, ...(reason !== undefined && { reason }) };
    const held = state === 'ARRIVED' ? await this.heldLots(user.organisationId, id) : [];
    const leaving = state === 'IN_TRANSIT' ? await this.departure.leaving(found) : undefined;
    const { run, warnings } = await this.records.journeys.setRunState(
      actor,
      id,
      state,
      at,
      leaving?.boxes,
    );
    return this.moved({ run, warnings: [...held, ...(leaving?.warnings ?? []), ...warnings] });
  }

  /** Lots that arrive and must not go on: quality has not decided, or has not released them. */
  private async heldLots(organisationId: string, runId: string): Promise<Finding[]> {
    const lots = await everyPage((page) =>
      this.records.journeys.lots({ ...page, organisationId, runId }),
    );
    const findings: Finding[] = [];
    for (const { id, code } of lots) {
      const { state } = await this.records.alerts.dispositionOfLot(id);
      findings.push(...checkDisposition(code, state, 'state'));
    }
    return findings;
  }

  private moved({ run, warnings }: MovedRun): MovedRunView {
    return { ...this.views.run(run), warnings: warnings.map(toFindingView) };
  }
}

function fileOf({ body }: { readonly body?: unknown }): Uint8Array {
  if (body instanceof Uint8Array) return body;
  throw new InvalidRequestError([{ path: 'body', message: 'must be a text/csv file' }]);
}
