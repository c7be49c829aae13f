import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  recordedTransformationSchema,
  transformationRecordSchema,
  transformationRequestSchema,
  undoSchema,
  type TransformationRecordView,
} from '@lenglian/console-contract';
import type { Records } from '@lenglian/records';
import type { z } from 'zod';
import { Requires } from '../access/requires.ts';
import { Who, type SignedIn } from '../access/signed-in.ts';
import { HeedsIfMatch, IfRevision } from '../http/if-match.ts';
import { Answers } from '../http/openapi-answers.ts';
import { ownRecord } from '../http/own-records.ts';
import { RECORDS } from '../parts.ts';
import { toFindingView } from '../planning/finding-view.ts';

/** Lots become other lots. */
@ApiTags('lots')
@Controller('api/v1/transformations')
export class TransformationsController {
  constructor(@Inject(RECORDS) private readonly records: Records) {}

  /** Splits, merges, re-packs or commingles lots: all of it, or nothing with every reason. */
  @Requires('lots.change')
  @Post()
  @HttpCode(200)
  @Answers(recordedTransformationSchema)
  async record(
    @Who() { user }: SignedIn,
    @Body({ schema: transformationRequestSchema })
    request: z.infer<typeof transformationRequestSchema>,
  ): Promise<z.infer<typeof recordedTransformationSchema>> {
    const { transformation, warnings } = await this.records.lots.transform(
      { id: user.id },
      user.organisationId,
      request,
    );
    const { inputs, outputs, ...rest } = transformation;
    return {
      transformation: { ...rest, inputs: [...inputs], outputs: [...outputs] },
      warnings: warnings.map(toFindingView),
    };
  }

  @Requires('journeys.read')
  @Get(':id')
  @Answers(transformationRecordSchema)
  async one(@Who() { user }: SignedIn, @Param('id') id: string): Promise<TransformationRecordView> {
    const found = await this.records.lots.transformation(id);
    const { inputs, outputs, ...rest } = ownRecord(found, user.organisationId, `event ${id}`);
    return { ...rest, inputs: [...inputs], outputs: [...outputs] };
  }

  /**
   * Takes back what was a mistake: its lots were never anywhere, those that went in lie where they had
   * lain. Refused (422) once what it made was handed over or became other lots.
   */
  @Requires('lots.change')
  @Post(':id/undo')
  @HeedsIfMatch()
  @HttpCode(200)
  @Answers(transformationRecordSchema)
  async undo(
    @Who() who: SignedIn,
    @Param('id') id: string,
    @IfRevision() ifRevision: number | undefined,
    @Body({ schema: undoSchema }) { reason }: z.infer<typeof undoSchema>,
  ): Promise<TransformationRecordView> {
    await this.one(who, id);
    await this.records.lots.undo({ id: who.user.id, reason, ifRevision }, id, reason);
    return this.one(who, id);
  }
}
