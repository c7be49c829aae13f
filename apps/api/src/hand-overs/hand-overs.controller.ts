import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  disputeSettlementSchema,
  handOverConfirmationSchema,
  handOverDisputeSchema,
  handOverQuerySchema,
  handOverRequestSchema,
  handOverSchema,
  handOverWithConditionsSchema,
  recordedHandOverSchema,
  type HandOverView,
  type List,
} from '@lenglian/console-contract';
import type { HandOverRecord, Records } from '@lenglian/records';
import type { z } from 'zod';
import { Requires } from '../access/requires.ts';
import { Who, type SignedIn } from '../access/signed-in.ts';
import { UnknownRecordError } from '../http/errors.ts';
import { HeedsIfMatch, IfRevision } from '../http/if-match.ts';
import { Answers, AnswersList } from '../http/openapi-answers.ts';
import { AnswersSecret } from '../once/takes-idempotency-key.ts';
import { LiveFeed } from '../live/live-feed.ts';
import { RECORDS } from '../parts.ts';
import { toFindingView } from '../planning/finding-view.ts';
import { ConditionsService } from './conditions.service.ts';
import { HandOverViews } from './hand-over-views.ts';

/** 交接: goods change hands, both parties say so, or one of them does not agree. */
@ApiTags('hand-overs')
@Controller('api/v1/hand-overs')
export class HandOversController {
  constructor(
    @Inject(RECORDS) private readonly records: Records,
    private readonly conditions: ConditionsService,
    private readonly views: HandOverViews,
    private readonly feed: LiveFeed,
  ) {}

  /** Those that one's organisation recorded, and those that it is a party of; the newest first. */
  @Requires('journeys.read')
  @Get()
  @AnswersList(handOverSchema)
  async list(
    @Who() who: SignedIn,
    @Query({ schema: handOverQuerySchema }) query: z.infer<typeof handOverQuerySchema>,
  ): Promise<List<HandOverView>> {
    const { organisationId } = who.user;
    const { items, nextCursor } = await this.records.handOvers.list({
      ...{ ...query, organisationId, newestFirst: true },
    });
    const views = items.map((one) => this.views.of(one, who));
    return { items: await Promise.all(views), nextCursor };
  }

  /** Records a hand-over, or nothing with every reason; one's own side is confirmed by that. */
  @Requires('hand-overs.record')
  @AnswersSecret()
  @Post()
  @HttpCode(200)
  @Answers(recordedHandOverSchema)
  async record(
    @Who() who: SignedIn,
    @Body({ schema: handOverRequestSchema }) request: z.infer<typeof handOverRequestSchema>,
  ): Promise<z.infer<typeof recordedHandOverSchema>> {
    const { organisationId } = who.user;
    const conditions = await this.conditions.before(organisationId, request.handedOverAt, {
      unitCode: request.unitCode,
      lotCodes: request.lots.map(({ lotCode }) => lotCode),
    });
    const { handOver, warnings } = await this.records.handOvers.record(
      { id: who.user.id },
      organisationId,
      { ...request, conditions },
    );
    this.feed.announceHandOver(handOver);
    return {
      handOver: await this.views.of(handOver, who),
      warnings: warnings.map(toFindingView),
    };
  }

  /** With the conditions as they were shown then, and as they are known now. */
  @Requires('journeys.read')
  @Get(':id')
  @Answers(handOverWithConditionsSchema)
  async one(
    @Who() who: SignedIn,
    @Param('id') id: string,
  ): Promise<z.infer<typeof handOverWithConditionsSchema>> {
    const record = await this.seen(who, id);
    const view = await this.views.of(record, who);
    if (!mayBeToldNow(record, who)) return { ...view, conditionsNow: [] };
    const now = await this.conditions.before(record.organisationId, record.handedOverAt, {
      unitCode: record.unitCode,
      lotCodes: record.lots.map(({ lotCode }) => lotCode),
    });
    const { conditions: conditionsNow } = await this.views.of({ ...record, conditions: now }, who);
    return { ...view, conditionsNow };
  }

  /** One side agrees: its own people, or the recorder for a party that signed on paper. */
  @Requires('hand-overs.record')
  @AnswersSecret()
  @Post(':id/confirm')
  @HeedsIfMatch()
  @HttpCode(200)
  @Answers(handOverSchema)
  async confirm(
    @Who() who: SignedIn,
    @Param('id') id: string,
    @IfRevision() ifRevision: number | undefined,
    @Body({ schema: handOverConfirmationSchema })
    confirmation: z.infer<typeof handOverConfirmationSchema>,
  ): Promise<HandOverView> {
    const { id: actor, organisationId } = who.user;
    const what = { ...confirmation, organisationId };
    const record = await this.records.handOvers.confirm({ id: actor, ifRevision }, id, what);
    this.feed.announceHandOver(record);
    return this.views.of(record, who);
  }

  /** One side does not agree; the record stays what it is. */
  @Requires('hand-overs.record')
  @AnswersSecret()
  @Post(':id/dispute')
  @HeedsIfMatch()
  @HttpCode(200)
  @Answers(handOverSchema)
  async dispute(
    @Who() who: SignedIn,
    @Param('id') id: string,
    @IfRevision() ifRevision: number | undefined,
    @Body({ schema: handOverDisputeSchema }) dispute: z.infer<typeof handOverDisputeSchema>,
  ): Promise<HandOverView> {
    const { id: actor, organisationId } = who.user;
    const what = { ...dispute, organisationId };
    const record = await this.records.handOvers.dispute({ id: actor, ifRevision }, id, what);
    this.feed.announceHandOver(record);
    return this.views.of(record, who);
  }

  /** Whoever disputed says what was agreed on; of a dispute by link, the recorder proposes or decides with a reason. */
  @Requires('hand-overs.settle')
  @AnswersSecret()
  @Post(':id/settle')
  @HeedsIfMatch()
  @HttpCode(200)
  @Answers(handOverSchema)
  async settle(
    @Who() who: SignedIn,
    @Param('id') id: string,
    @IfRevision() ifRevision: number | undefined,
    @Body({ schema: disputeSettlementSchema })
    settlement: z.infer<typeof disputeSettlementSchema>,
  ): Promise<HandOverView> {
    const { id: actor, organisationId } = who.user;
    const what = { ...settlement, organisationId };
    const record = await this.records.handOvers.settle({ id: actor, ifRevision }, id, what);
    this.feed.announceHandOver(record);
    return this.views.of(record, who);
  }

  /** For whoever recorded it and for its parties; for others it does not exist. */
  private async seen({ user }: SignedIn, id: string): Promise<HandOverRecord> {
    const record = await this.records.handOvers.get(id);
    const { organisationId } = user;
    const mayBeSeenBy = record && [
      ...[record.organisationId, record.from.organisationId, record.to.organisationId],
    ];
    if (!record || !mayBeSeenBy?.includes(organisationId))
      throw new UnknownRecordError(`hand-over ${id}`);
    return record;
  }
}

/** A record that another took the place of may name a party by mistake: it says what it said then, and no more. */
function mayBeToldNow({ organisationId, supersededById }: HandOverRecord, { user }: SignedIn) {
  return supersededById === null || user.organisationId === organisationId;
}
