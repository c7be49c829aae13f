import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  auditEntrySchema,
  auditQuerySchema,
  type AuditEntry,
  type List,
} from '@lenglian/console-contract';
import type { Records } from '@lenglian/records';
import type { z } from 'zod';
import { Requires } from '../access/requires.ts';
import { Who, type SignedIn } from '../access/signed-in.ts';
import { AnswersList } from '../http/openapi-answers.ts';
import { RECORDS } from '../parts.ts';

/** Who changed what, when, from what to what. */
@ApiTags('audit')
@Controller('api/v1/audit')
export class AuditController {
  constructor(@Inject(RECORDS) private readonly records: Records) {}

  @Requires('audit.read')
  @Get()
  @AnswersList(auditEntrySchema)
  list(
    @Who() { user }: SignedIn,
    @Query({ schema: auditQuerySchema }) query: z.infer<typeof auditQuerySchema>,
  ): Promise<List<AuditEntry>> {
    return this.records.audit.list({
      ...query,
      organisationId: user.organisationId,
      newestFirst: true,
    });
  }
}
