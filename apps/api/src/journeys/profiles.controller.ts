import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  pageQuerySchema,
  profileQuerySchema,
  profileSchema,
  type List,
  type ProfileView,
} from '@lenglian/console-contract';
import type { LimitProfile, ProductAndAirTiming } from '@lenglian/limits';
import { SECOND } from '@lenglian/quantities';
import type { ProfileRecord, Records } from '@lenglian/records';
import { commoditySchema } from '@lenglian/seed-files';
import type { z } from 'zod';
import { Requires } from '../access/requires.ts';
import { Who, type SignedIn } from '../access/signed-in.ts';
import { Answers, AnswersList } from '../http/openapi-answers.ts';
import { ownRecord } from '../http/own-records.ts';
import { RECORDS } from '../parts.ts';
import { newProfileSchema, profileEntrySchema, type ProfileEntryView } from './profile-schemas.ts';

/** What goods tolerate, version by version. */
@ApiTags('profiles')
@Controller('api/v1/profiles')
export class ProfilesController {
  constructor(@Inject(RECORDS) private readonly records: Records) {}

  /** Every version; `validAt` leaves of each commodity the one that holds then. */
  @Requires('journeys.read')
  @Get()
  @AnswersList(profileSchema)
  async list(
    @Who() { user }: SignedIn,
    @Query({ schema: profileQuerySchema }) query: z.infer<typeof profileQuerySchema>,
  ): Promise<List<ProfileView>> {
    const { organisationId } = user;
    const { items, nextCursor } = await this.records.profiles.list({ ...query, organisationId });
    return { items: items.map(profileView), nextCursor };
  }

  @Requires('journeys.read')
  @Get(':id')
  @Answers(profileEntrySchema)
  async one(@Who() { user }: SignedIn, @Param('id') id: string): Promise<ProfileEntryView> {
    return entryView(await this.own(user.organisationId, id));
  }

  /** The first version. Limits that contradict each other are refused (422), each with its field. */
  @Requires('profiles.manage')
  @Post()
  @HttpCode(200)
  @Answers(profileEntrySchema)
  async add(
    @Who() { user }: SignedIn,
    @Body({ schema: newProfileSchema }) profile: z.infer<typeof newProfileSchema>,
  ): Promise<ProfileEntryView> {
    const { validFrom, reason, ...commodity } = profile;
    const actor = { id: user.id, ...(reason !== undefined && { reason }) };
    const { organisationId } = user;
    return entryView(await this.records.profiles.add(actor, organisationId, commodity, validFrom));
  }

  /** All versions of the commodity that this is one of, the oldest first. */
  @Requires('journeys.read')
  @Get(':id/versions')
  @AnswersList(profileSchema)
  async versions(
    @Who() { user }: SignedIn,
    @Param('id') id: string,
    @Query({ schema: pageQuerySchema }) query: z.infer<typeof pageQuerySchema>,
  ): Promise<List<ProfileView>> {
    const { organisationId, code } = await this.own(user.organisationId, id);
    const page = await this.records.profiles.list({ ...query, organisationId, code });
    return { items: page.items.map(profileView), nextCursor: page.nextCursor };
  }

  /**
   * A version that takes the place of this one from `validFrom` on: goods that lie in a unit are judged
   * again from then on, 90 days back at most. 412 when this is not the newest any more.
   */
  @Requires('profiles.manage')
  @Post(':id/versions')
  @HttpCode(200)
  @Answers(profileEntrySchema)
  async addVersion(
    @Who() { user }: SignedIn,
    @Param('id') id: string,
    @Body({ schema: newProfileSchema }) profile: z.infer<typeof newProfileSchema>,
  ): Promise<ProfileEntryView> {
    await this.own(user.organisationId, id);
    const { validFrom, reason, ...commodity } = profile;
    const actor = { id: user.id, ...(reason !== undefined && { reason }) };
    return entryView(await this.records.profiles.addVersion(actor, id, commodity, validFrom));
  }

  private async own(organisationId: string, id: string): Promise<ProfileRecord> {
    return ownRecord(await this.records.profiles.get(id), organisationId, `profile ${id}`);
  }
}

function entryView(profile: ProfileRecord): ProfileEntryView {
  const entry = commoditySchema.safeParse(profile.entry);
  return {
    ...profileView(profile),
    isSeeded: profile.isSeeded,
    entry: entry.success ? entry.data : null,
  };
}

function profileView(profile: LimitProfile): ProfileView {
  const { id, code, version, validFrom, nameZh, nameEn, thermalState, rules } = profile;
  return {
    ...{ id, code, version, validFrom, nameZh, nameEn, thermalState },
    setpointCelsius: profile.setpoint,
    bandLowCelsius: profile.band.low,
    bandHighCelsius: profile.band.high,
    criticalLowCelsius: profile.criticalLow,
    criticalHighCelsius: profile.criticalHigh,
    rules: {
      bandHigh: timingView(rules.bandHigh),
      bandLow: rules.bandLow && timingView(rules.bandLow),
      criticalHigh: timingView(rules.criticalHigh),
      criticalLow: timingView(rules.criticalLow),
      returnAirMarginKelvin: rules.returnAirMargin,
      gapMaxSeconds: rules.gapMax / SECOND,
      dataGapAfterSeconds: rules.dataGapAfter / SECOND,
      offlineAfterSeconds: rules.offlineAfter / SECOND,
      offlineMajorAfterSeconds: rules.offlineMajorAfter / SECOND,
    },
  };
}

function timingView(timing: ProductAndAirTiming): ProfileView['rules']['bandHigh'] {
  return {
    delaySeconds: timing.delay / SECOND,
    airDelaySeconds: timing.airDelay / SECOND,
    backInRangeSeconds: timing.backInRange / SECOND,
    hysteresisKelvin: timing.hysteresis,
  };
}
