import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { List } from '@lenglian/console-contract';
import type { PlaceRecord, Records } from '@lenglian/records';
import { newPlaceSchema, placeViewSchema, type PlaceView } from '@lenglian/seed-files';
import type { z } from 'zod';
import { Requires } from '../access/requires.ts';
import { Who, type SignedIn } from '../access/signed-in.ts';
import { HeedsIfMatch, IfRevision } from '../http/if-match.ts';
import { Answers, AnswersList } from '../http/openapi-answers.ts';
import { ownRecord } from '../http/own-records.ts';
import { RECORDS } from '../parts.ts';
import { placeQuerySchema } from './network-schemas.ts';

/** The 1+8+N+1 network: hubs, clusters, nodes, ports, origins, centres, markets. */
@ApiTags('network')
@Controller('api/v1/places')
export class PlacesController {
  constructor(@Inject(RECORDS) private readonly records: Records) {}

  @Requires('journeys.read')
  @Get()
  @AnswersList(placeViewSchema)
  async list(
    @Who() { user }: SignedIn,
    @Query({ schema: placeQuerySchema }) query: z.infer<typeof placeQuerySchema>,
  ): Promise<List<PlaceView>> {
    const { organisationId } = user;
    const page = await this.records.network.places({ ...query, organisationId });
    return { items: page.items.map(placeView), nextCursor: page.nextCursor };
  }

  @Requires('journeys.read')
  @Get(':id')
  @Answers(placeViewSchema)
  async one(@Who() { user }: SignedIn, @Param('id') id: string): Promise<PlaceView> {
    return placeView(await this.own(user.organisationId, id));
  }

  @Requires('network.manage')
  @Post()
  @HttpCode(200)
  @Answers(placeViewSchema)
  async add(
    @Who() { user }: SignedIn,
    @Body({ schema: newPlaceSchema }) place: z.infer<typeof newPlaceSchema>,
  ): Promise<PlaceView> {
    const { id, organisationId } = user;
    return placeView(await this.records.network.addPlace({ id }, organisationId, place));
  }

  /** Replaces all of it but its code. */
  @Requires('network.manage')
  @Put(':id')
  @HeedsIfMatch()
  @Answers(placeViewSchema)
  async change(
    @Who() { user }: SignedIn,
    @Param('id') id: string,
    @IfRevision() ifRevision: number | undefined,
    @Body({ schema: newPlaceSchema }) place: z.infer<typeof newPlaceSchema>,
  ): Promise<PlaceView> {
    await this.own(user.organisationId, id);
    const actor = { id: user.id, ifRevision };
    return placeView(await this.records.network.changePlace(actor, id, place));
  }

  private async own(organisationId: string, id: string): Promise<PlaceRecord> {
    return ownRecord(await this.records.network.place(id), organisationId, `place ${id}`);
  }
}

/** The entry as it was given, and on top of it what the records know for certain. */
function placeView(place: PlaceRecord): PlaceView {
  const { id, code, nameZh, nameEn, revision, isSeeded, latitudeDegrees, longitudeDegrees } = place;
  const known = placeViewSchema.partial().safeParse(place.details ?? {});
  return {
    ...(known.success ? known.data : {}),
    ...{ id, code, nameZh, nameEn, revision, isSeeded, latitudeDegrees, longitudeDegrees },
    roles: [...place.roles],
    crs: 'WGS-84',
  };
}
