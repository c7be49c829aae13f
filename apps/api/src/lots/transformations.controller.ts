import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  recordedTransformationSchema,
  transformationRequestSchema,
} from '@lenglian/console-contract';
import type { Records } from '@lenglian/records';
import type { z } from 'zod';
import { Requires } from '../access/requires.ts';
import { Who, type SignedIn } from '../access/signed-in.ts';
import { Answers } from '../http/openapi-answers.ts';
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
}
