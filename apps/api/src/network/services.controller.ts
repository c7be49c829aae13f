import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { serviceQuerySchema, type List } from '@lenglian/console-contract';
import type { Records, ServiceRecord } from '@lenglian/records';
import { newServiceSchema, serviceViewSchema, type ServiceView } from '@lenglian/seed-files';
import type { z } from 'zod';
import { Requires } from '../access/requires.ts';
import { Who, type SignedIn } from '../access/signed-in.ts';
import { HeedsIfMatch, IfRevision } from '../http/if-match.ts';
import { Answers, AnswersList } from '../http/openapi-answers.ts';
import { ownRecord } from '../http/own-records.ts';
import { RECORDS } from '../parts.ts';

/** Named services (香梨号): ways with their legs, seasons, coverage holes and wind stops. */
@ApiTags('network')
@Controller('api/v1/services')
export class ServicesController {
  constructor(@Inject(RECORDS) private readonly records: Records) {}

  @Requires('journeys.read')
  @Get()
  @AnswersList(serviceViewSchema)
  async list(
    @Who() { user }: SignedIn,
    @Query({ schema: serviceQuerySchema }) query: z.infer<typeof serviceQuerySchema>,
  ): Promise<List<ServiceView>> {
    const { organisationId } = user;
    const page = await this.records.network.services({ ...query, organisationId });
    return { items: page.items.map(serviceView), nextCursor: page.nextCursor };
  }

  @Requires('journeys.read')
  @Get(':id')
  @Answers(serviceViewSchema)
  async one(@Who() { user }: SignedIn, @Param('id') id: string): Promise<ServiceView> {
    return serviceView(await this.own(user.organisationId, id));
  }

  /** Refused with findings (422) where places or goods are unknown, or legs do not join. */
  @Requires('network.manage')
  @Post()
  @HttpCode(200)
  @Answers(serviceViewSchema)
  async add(
    @Who() { user }: SignedIn,
    @Body({ schema: newServiceSchema }) service: z.infer<typeof newServiceSchema>,
  ): Promise<ServiceView> {
    const { id, organisationId } = user;
    return serviceView(await this.records.network.addService({ id }, organisationId, service));
  }

  /** Replaces all of it but its code; runs that are planned keep their legs. */
  @Requires('network.manage')
  @Put(':id')
  @HeedsIfMatch()
  @Answers(serviceViewSchema)
  async change(
    @Who() { user }: SignedIn,
    @Param('id') id: string,
    @IfRevision() ifRevision: number | undefined,
    @Body({ schema: newServiceSchema }) service: z.infer<typeof newServiceSchema>,
  ): Promise<ServiceView> {
    await this.own(user.organisationId, id);
    const actor = { id: user.id, ifRevision };
    return serviceView(await this.records.network.changeService(actor, id, service));
  }

  private async own(organisationId: string, id: string): Promise<ServiceRecord> {
    return ownRecord(await this.records.network.service(id), organisationId, `service ${id}`);
  }
}

function serviceView(service: ServiceRecord): ServiceView {
  const { id, code, nameZh, nameEn, revision, isSeeded } = service;
  const known = serviceViewSchema.partial().safeParse(service.details ?? {});
  return {
    ...(known.success ? known.data : {}),
    ...{ id, code, nameZh, nameEn, revision, isSeeded },
  };
}
