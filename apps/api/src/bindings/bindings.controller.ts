import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  bindingCorrectionSchema,
  bindingQuerySchema,
  bindingSchema,
  correctedBindingSchema,
  type BindingView,
  type List,
} from '@lenglian/console-contract';
import type { BindingRecord, Records } from '@lenglian/records';
import type { z } from 'zod';
import { Requires } from '../access/requires.ts';
import { Who, type SignedIn } from '../access/signed-in.ts';
import { HeedsIfMatch, IfRevision } from '../http/if-match.ts';
import { Answers, AnswersList } from '../http/openapi-answers.ts';
import { RECORDS } from '../parts.ts';
import { toFindingView } from '../planning/finding-view.ts';

/** What was on what, when, and what was believed of it. */
@ApiTags('bindings')
@Controller('api/v1/bindings')
export class BindingsController {
  constructor(@Inject(RECORDS) private readonly records: Records) {}

  @Requires('journeys.read')
  @Get()
  @AnswersList(bindingSchema)
  async list(
    @Who() { user }: SignedIn,
    @Query({ schema: bindingQuerySchema }) query: z.infer<typeof bindingQuerySchema>,
  ): Promise<List<BindingView>> {
    const { organisationId } = user;
    const { items, nextCursor } = await this.records.bindings.page({ ...query, organisationId });
    return { items: items.map(view), nextCursor };
  }

  /** Corrects the belief about a span of time, also in the past: what it concerns is judged again. What it puts together is checked as a plan is. `If-Match` is the revision of the subject. */
  @Requires('bindings.correct')
  @Post()
  @HeedsIfMatch()
  @HttpCode(200)
  @Answers(correctedBindingSchema)
  async correct(
    @Who() { user }: SignedIn,
    @IfRevision() ifRevision: number | undefined,
    @Body({ schema: bindingCorrectionSchema })
    { reason, ...correction }: z.infer<typeof bindingCorrectionSchema>,
  ): Promise<z.infer<typeof correctedBindingSchema>> {
    const { organisationId } = user;
    const actor = { id: user.id, reason, ifRevision };
    const { binding, warnings } = await this.records.bindings.correct(actor, {
      ...{ ...correction, organisationId },
    });
    return { binding: binding ? view(binding) : null, warnings: warnings.map(toFindingView) };
  }
}

function view({ organisationId: _, ...binding }: BindingRecord): BindingView {
  return binding;
}
