import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { profileSchema, type List, type ProfileView } from '@lenglian/console-contract';
import type { LimitProfile, ProductAndAirTiming } from '@lenglian/limits';
import { SECOND } from '@lenglian/quantities';
import type { Records } from '@lenglian/records';
import { Requires } from '../access/requires.ts';
import { Who, type SignedIn } from '../access/signed-in.ts';
import { AnswersList } from '../http/openapi-answers.ts';
import { RECORDS } from '../parts.ts';

@ApiTags('profiles')
@Controller('api/v1/profiles')
export class ProfilesController {
  constructor(@Inject(RECORDS) private readonly records: Records) {}

  /** Every version of every profile: they are few, so there is one page. */
  @Requires('journeys.read')
  @Get()
  @AnswersList(profileSchema)
  async list(@Who() { user }: SignedIn): Promise<List<ProfileView>> {
    const profiles = await this.records.journeys.profiles(user.organisationId);
    return { items: profiles.map(profileView), nextCursor: null };
  }
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
