import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  sharedLotSchema,
  temperatureCertificateSchema,
  type SharedLotView,
  type TemperatureCertificateView,
} from '@lenglian/console-contract';
import type { Clock } from '@lenglian/quantities';
import type { LotLinkRecord, Records } from '@lenglian/records';
import { Public } from '../access/requires.ts';
import { UnknownRecordError } from '../http/errors.ts';
import type { HttpResponse } from '../http/exchange.ts';
import { Answers } from '../http/openapi-answers.ts';
import { PEOPLE_CLOCK, RECORDS } from '../parts.ts';
import { SharedLotService } from './shared-lot.service.ts';

/** One lot, for whoever has a link to it. */
@ApiTags('shared lots')
@Controller('api/v1/shared-lots')
export class SharedLotsController {
  constructor(
    @Inject(RECORDS) private readonly records: Records,
    @Inject(PEOPLE_CLOCK) private readonly clock: Clock,
    private readonly shared: SharedLotService,
  ) {}

  /**
   * Public: a consignee has no account; the signed token is what opens it. One that is unknown, over or
   * revoked is answered by the same 404.
   */
  @Public()
  @Get(':token')
  @Answers(sharedLotSchema)
  async one(
    @Param('token') token: string,
    @Res({ passthrough: true }) response: HttpResponse,
  ): Promise<SharedLotView> {
    return this.shared.view(await this.open(token, response));
  }

  /** The same, as a sheet to be printed. */
  @Public()
  @Get(':token/certificate')
  @Answers(temperatureCertificateSchema)
  async certificate(
    @Param('token') token: string,
    @Res({ passthrough: true }) response: HttpResponse,
  ): Promise<TemperatureCertificateView> {
    return this.shared.certificate(await this.open(token, response));
  }

  private async open(token: string, response: HttpResponse): Promise<LotLinkRecord> {
    const link = await this.records.lotLinks.open(token, this.clock.now());
    // Neither the token nor the link's id is in the message: it is sent, and could be logged.
    if (!link) throw new UnknownRecordError('link');
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('X-Robots-Tag', 'noindex');
    return link;
  }
}
