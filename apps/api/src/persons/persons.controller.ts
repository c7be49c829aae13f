import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  erasedPersonSchema,
  keptNameSchema,
  personErasureSchema,
  personQuerySchema,
  type KeptNameView,
  type List,
} from '@lenglian/console-contract';
import type { Records } from '@lenglian/records';
import type { z } from 'zod';
import { Requires } from '../access/requires.ts';
import { Who, type SignedIn } from '../access/signed-in.ts';
import { Answers, AnswersList } from '../http/openapi-answers.ts';
import { RECORDS } from '../parts.ts';

/** What somebody may ask of us about themselves (PIPL 45, 47): what is kept, and that it is not. */
@ApiTags('persons')
@Controller('api/v1/persons')
export class PersonsController {
  constructor(@Inject(RECORDS) private readonly records: Records) {}

  /** Where one person is named, letter for letter; free texts are not searched. Itself in the audit. */
  @Requires('persons.manage')
  @Get()
  @AnswersList(keptNameSchema)
  async kept(
    @Who() { user }: SignedIn,
    @Query({ schema: personQuerySchema }) query: z.infer<typeof personQuerySchema>,
  ): Promise<List<KeptNameView>> {
    const { organisationId } = user;
    return this.records.persons.kept({ id: user.id }, { ...query, organisationId });
  }

  /** Takes one person out for good; the hand-overs and what was measured stay. */
  @Requires('persons.manage')
  @Post('erase')
  @HttpCode(200)
  @Answers(erasedPersonSchema)
  async erase(
    @Who() { user }: SignedIn,
    @Body({ schema: personErasureSchema }) { name, reason }: z.infer<typeof personErasureSchema>,
  ): Promise<z.infer<typeof erasedPersonSchema>> {
    const actor = { id: user.id, reason };
    return { erased: await this.records.persons.erase(actor, user.organisationId, name) };
  }
}
