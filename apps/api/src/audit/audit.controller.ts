import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import {
  auditEntrySchema,
  auditExportQuerySchema,
  auditQuerySchema,
  type AuditEntry,
  type AuditFilterQuery,
  type List,
} from '@lenglian/console-contract';
import type { Records } from '@lenglian/records';
import type { z } from 'zod';
import { Requires } from '../access/requires.ts';
import { Who, type SignedIn } from '../access/signed-in.ts';
import { sendExport } from '../exports/send-export.ts';
import { InvalidRequestError } from '../http/errors.ts';
import type { HttpResponse } from '../http/exchange.ts';
import { AnswersList } from '../http/openapi-answers.ts';
import type { Log } from '../log.ts';
import { LOG, RECORDS } from '../parts.ts';
import { auditText, type AuditSearch } from './audit-export.ts';
import { AUDIT_FORMATS } from './export-lines.ts';

/** Who changed what, when, from what to what. */
@ApiTags('audit')
@Controller('api/v1/audit')
export class AuditController {
  constructor(
    @Inject(RECORDS) private readonly records: Records,
    @Inject(LOG) private readonly log: Log,
  ) {}

  @Requires('audit.read')
  @Get()
  @AnswersList(auditEntrySchema)
  list(
    @Who() { user }: SignedIn,
    @Query({ schema: auditQuerySchema }) query: z.infer<typeof auditQuerySchema>,
  ): Promise<List<AuditEntry>> {
    const { limit, cursor, order } = query;
    const filter = filterOf(query, user.organisationId);
    return this.records.audit.list({ ...filter, limit, cursor, newestFirst: order === 'newest' });
  }

  /** Every line that the filters leave, the oldest first. That it was taken away is in the audit itself. */
  @Requires('audit.read')
  @Get('export')
  @ApiProduces('text/csv', 'application/x-ndjson')
  @ApiOkResponse({ description: 'One line an entry', schema: { type: 'string' } })
  async export(
    @Who() { user }: SignedIn,
    @Query({ schema: auditExportQuerySchema }) query: z.infer<typeof auditExportQuerySchema>,
    @Res() response: HttpResponse,
  ): Promise<void> {
    const { organisationId } = user;
    const filter = filterOf(query, organisationId);
    // Before the first line is sent: also of an export that is cut off somebody has a part.
    await this.records.audit.note(
      { id: user.id },
      {
        ...{ organisationId, action: 'audit.export', entity: 'audit', entityId: organisationId },
        after: query,
      },
    );
    const format = AUDIT_FORMATS[query.format];
    const pieces = auditText(this.records.audit, filter, format);
    await sendExport(response, { ...format, name: 'audit' }, pieces, this.log);
  }
}

/** @throws InvalidRequestError for a span of time that ends before it begins */
function filterOf(query: AuditFilterQuery, organisationId: string): AuditSearch {
  const { actor, action, entity, entityId, from, until } = query;
  if (from !== undefined && until !== undefined && from >= until)
    throw new InvalidRequestError([{ path: 'until', message: 'must be after from' }]);
  return { organisationId, actor, actionPrefix: action, entity, entityId, from, until };
}
