import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  organisationQuerySchema,
  organisationSchema,
  type List,
  type OrganisationView,
} from '@lenglian/console-contract';
import type { OrganisationRecord, Records } from '@lenglian/records';
import type { z } from 'zod';
import { Requires } from '../access/requires.ts';
import { Who, type SignedIn } from '../access/signed-in.ts';
import { InvalidRequestError, UnknownRecordError } from '../http/errors.ts';
import { Answers, AnswersList } from '../http/openapi-answers.ts';
import { RECORDS } from '../parts.ts';

/** One's own organisation, and the names of those that one has or had a grant with, either way. */
@ApiTags('organisations')
@Controller('api/v1/organisations')
export class OrganisationsController {
  constructor(@Inject(RECORDS) private readonly records: Records) {}

  @Requires('journeys.read')
  @Get()
  @AnswersList(organisationSchema)
  async list(
    @Who() { user }: SignedIn,
    @Query({ schema: organisationQuerySchema }) query: z.infer<typeof organisationQuerySchema>,
  ): Promise<List<OrganisationView>> {
    const { organisationId } = user;
    if (query.cursor !== undefined && !(await this.known(organisationId, query.cursor)))
      throw new InvalidRequestError([{ path: 'cursor', message: 'is not the cursor of a page' }]);
    const { items, nextCursor } = await this.records.organisations.knownTo(organisationId, query);
    return { items: items.map((one) => view(one, organisationId)), nextCursor };
  }

  @Requires('journeys.read')
  @Get(':id')
  @Answers(organisationSchema)
  async one(@Who() { user }: SignedIn, @Param('id') id: string): Promise<OrganisationView> {
    const { organisationId } = user;
    const found = await this.known(organisationId, id);
    if (!found) throw new UnknownRecordError(`organisation ${id}`);
    return view(found, organisationId);
  }

  private async known(organisationId: string, id: string): Promise<OrganisationRecord | undefined> {
    const page = await this.records.organisations.knownTo(organisationId, { limit: 1, id });
    return page.items[0];
  }
}

function view({ id, nameZh, nameEn }: OrganisationRecord, ownId: string): OrganisationView {
  return { id, nameZh, nameEn, isOwn: id === ownId };
}
