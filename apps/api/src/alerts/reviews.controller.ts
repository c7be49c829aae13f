import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  correctionQuerySchema,
  correctionSchema,
  reviewQuerySchema,
  reviewResolutionSchema,
  reviewSchema,
  type AlertView,
  type CorrectionView,
  type List,
  type ReviewView,
} from '@lenglian/console-contract';
import type { Records, ReviewRecord } from '@lenglian/records';
import type { z } from 'zod';
import { Requires } from '../access/requires.ts';
import { Who, type SignedIn } from '../access/signed-in.ts';
import { HeedsIfMatch, IfRevision } from '../http/if-match.ts';
import { Answers, AnswersList } from '../http/openapi-answers.ts';
import { ownRecord } from '../http/own-records.ts';
import { LiveViews } from '../live/live-views.ts';
import { PeopleNames } from '../live/people-names.ts';
import { RECORDS } from '../parts.ts';
import { AlertNews, peopleOf } from './alert-news.ts';

/** 复核 and 更正: what came of verdicts that changed after people had acted on them. */
@ApiTags('alerts')
@Controller('api/v1')
export class ReviewsController {
  constructor(
    @Inject(RECORDS) private readonly records: Records,
    private readonly views: LiveViews,
    private readonly people: PeopleNames,
    private readonly news: AlertNews,
  ) {}

  /** Decisions whose verdict changed since, the newest first. */
  @Requires('alerts.read')
  @Get('reviews')
  @AnswersList(reviewSchema)
  async list(
    @Who() { user }: SignedIn,
    @Query({ schema: reviewQuerySchema }) query: z.infer<typeof reviewQuerySchema>,
  ): Promise<List<ReviewView>> {
    const { organisationId } = user;
    const page = await this.records.alerts.reviews({ ...query, organisationId });
    const views = await Promise.all(page.items.map((review) => this.view(review)));
    return { items: views, nextCursor: page.nextCursor };
  }

  @Requires('alerts.read')
  @Get('reviews/:id')
  @Answers(reviewSchema)
  async one(@Who() who: SignedIn, @Param('id') id: string): Promise<ReviewView> {
    return this.view(await this.own(who, id));
  }

  /** Quality has looked at both versions; the decision stays unless another one is given. */
  @Requires('alerts.dispose')
  @Post('reviews/:id/resolve')
  @HeedsIfMatch()
  @HttpCode(200)
  @Answers(reviewSchema)
  async resolve(
    @Who() who: SignedIn,
    @Param('id') id: string,
    @IfRevision() ifRevision: number | undefined,
    @Body({ schema: reviewResolutionSchema }) body: z.infer<typeof reviewResolutionSchema>,
  ): Promise<ReviewView> {
    await this.own(who, id);
    const actor = { id: who.user.id, ifRevision };
    const { review, alert } = await this.records.alerts.resolveReview(actor, id, body);
    await this.news.publish([alert]);
    return this.view(review);
  }

  /** Who was told of breaches that were taken back since, the newest first. */
  @Requires('alerts.read')
  @Get('corrections')
  @AnswersList(correctionSchema)
  async corrections(
    @Who() { user }: SignedIn,
    @Query({ schema: correctionQuerySchema }) query: z.infer<typeof correctionQuerySchema>,
  ): Promise<List<CorrectionView>> {
    const { organisationId } = user;
    const page = await this.records.alerts.corrections({ ...query, organisationId });
    const alerts = await this.alertsOf(page.items);
    await this.people.learn(page.items.map(({ userId }) => userId));
    return {
      items: page.items.flatMap(({ userId, ...correction }) => {
        const alert = alerts.get(correction.alertId);
        if (!alert) return [];
        const { id, alertId, at, how, toldAt, contactId, mergedIntoId } = correction;
        const user = this.people.nameOf(userId);
        return {
          ...{ id, alertId, alert, at, how, toldAt, userId, user, contactId, mergedIntoId },
        };
      }),
      nextCursor: page.nextCursor,
    };
  }

  private async alertsOf(
    items: readonly { readonly alertId: string }[],
  ): Promise<ReadonlyMap<string, AlertView>> {
    const ids = [...new Set(items.map(({ alertId }) => alertId))];
    const found = await Promise.all(ids.map((id) => this.records.alerts.get(id)));
    const alerts = found.filter((alert) => alert !== undefined);
    await this.people.learn(alerts.flatMap(peopleOf));
    await this.views.lookUp(alerts);
    return new Map(alerts.map((alert) => [alert.id, this.views.alert(alert)]));
  }

  private async own({ user }: SignedIn, id: string): Promise<ReviewRecord> {
    return ownRecord(await this.records.alerts.review(id), user.organisationId, `review ${id}`);
  }

  private async view(review: ReviewRecord): Promise<ReviewView> {
    const { before, after, resolvedBy, id, alertId, lotId } = review;
    const { openedAt, changedAt, resolvedAt, note, revision } = review;
    const shown = before === null ? [after] : [before, after];
    await this.people.learn([resolvedBy, ...shown.flatMap(peopleOf)]);
    await this.views.lookUp(shown);
    return {
      ...{ id, alertId, lotId, openedAt, changedAt, resolvedAt, note, revision },
      before: before && { ...this.views.alert(before), danger: null, lateness: null },
      after: this.views.alert(after),
      resolvedBy: resolvedBy === null ? null : this.people.nameOf(resolvedBy),
    };
  }
}
