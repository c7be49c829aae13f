import { Body, Controller, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  addedLotSchema,
  changedLotSchema,
  lotChangeSchema,
  lotCustodySchema,
  lotExposureSchema,
  lotFreshnessSchema,
  lotQuerySchema,
  lotRecordSchema,
  lotSchema,
  lotTraceSchema,
  temperatureCertificateSchema,
  newLotSchema,
  type AddedLotView,
  type ChangedLotView,
  type List,
  type LotCustodyView,
  type LotExposureView,
  type LotFreshnessView,
  type LotRecordView,
  type LotTraceView,
  type LotView,
  type TemperatureCertificateView,
} from '@lenglian/console-contract';
import { detailsOf } from '@lenglian/planning';
import type { LotRecord, Records } from '@lenglian/records';
import type { z } from 'zod';
import { Requires } from '../access/requires.ts';
import { Who, type SignedIn } from '../access/signed-in.ts';
import { UnknownRecordError } from '../http/errors.ts';
import { CustodyService } from '../grants/custody.service.ts';
import { lotForGuest } from '../grants/guest-views.ts';
import { HeedsIfMatch, IfRevision } from '../http/if-match.ts';
import { Answers, AnswersList } from '../http/openapi-answers.ts';
import { ownRecord } from '../http/own-records.ts';
import { LiveViews } from '../live/live-views.ts';
import { RECORDS } from '../parts.ts';
import { CertificateService } from './certificate.service.ts';
import { FreshnessService } from './freshness.service.ts';
import { toFindingView } from '../planning/finding-view.ts';
import { LineageService } from './lineage.service.ts';

@ApiTags('lots')
@Controller('api/v1/lots')
export class LotsController {
  constructor(
    @Inject(RECORDS) private readonly records: Records,
    private readonly views: LiveViews,
    private readonly lineage: LineageService,
    private readonly guests: CustodyService,
    private readonly freshness: FreshnessService,
    private readonly certificates: CertificateService,
  ) {}

  @Requires('journeys.read')
  @Get()
  @AnswersList(lotSchema)
  async list(
    @Who() { user }: SignedIn,
    @Query({ schema: lotQuerySchema }) query: z.infer<typeof lotQuerySchema>,
  ): Promise<List<LotView>> {
    const page = await this.records.journeys.lots({
      ...query,
      organisationId: user.organisationId,
    });
    return {
      items: page.items.map((lot) => this.views.lot(lot)).filter((lot) => lot !== undefined),
      nextCursor: page.nextCursor,
    };
  }

  /**
   * One's own, one that is consigned to one, or one in one's custody; shipper and consignee are named to
   * guests only where they are these themselves.
   */
  @Requires('journeys.read')
  @Get(':id')
  @Answers(lotRecordSchema)
  async one(@Who() { user }: SignedIn, @Param('id') id: string): Promise<LotRecordView> {
    const { organisationId } = user;
    const found = await this.records.journeys.lot(id);
    const { lot, as } = await this.guests.lotNow(found, organisationId, id);
    const view = await this.view(lot);
    if (as === 'owner') return view;
    const guest = await this.records.organisations.get(organisationId);
    return lotForGuest(view, guest, as === 'consignee');
  }

  /** Goods that no run brings (入库), in a store or any unit where one is named: checked as a manifest is. */
  @Requires('lots.change')
  @Post()
  @HttpCode(200)
  @Answers(addedLotSchema)
  async add(
    @Who() who: SignedIn,
    @Body({ schema: newLotSchema }) lot: z.infer<typeof newLotSchema>,
  ): Promise<AddedLotView> {
    const { id: actorId, organisationId } = who.user;
    const added = await this.records.stock.addLot({ id: actorId }, organisationId, lot);
    return {
      lot: await this.view(await this.own(who, added.id)),
      warnings: added.warnings.map(toFindingView),
    };
  }

  /** Another sugar or cultivar gives the lot limits of its own: all of its time is judged again, and what then does not suit it where it lies is told. */
  @Requires('lots.change')
  @Patch(':id')
  @HeedsIfMatch()
  @Answers(changedLotSchema)
  async change(
    @Who() who: SignedIn,
    @Param('id') id: string,
    @IfRevision() ifRevision: number | undefined,
    @Body({ schema: lotChangeSchema }) { reason, ...what }: z.infer<typeof lotChangeSchema>,
  ): Promise<ChangedLotView> {
    await this.own(who, id);
    const actor = { id: who.user.id, ifRevision, ...(reason !== undefined && { reason }) };
    const warnings = await this.records.lots.change(actor, id, what);
    return { ...(await this.view(await this.own(who, id))), warnings: warnings.map(toFindingView) };
  }

  /** Where its goods came from, and where they went. */
  @Requires('journeys.read')
  @Get(':id/trace')
  @Answers(lotTraceSchema)
  async trace(@Who() who: SignedIn, @Param('id') id: string): Promise<LotTraceView> {
    return this.lineage.trace(await this.own(who, id));
  }

  /** How long its goods were outside their limits, also as the lots that they were before; also to its consignee. */
  @Requires('alerts.read')
  @Get(':id/exposure')
  @Answers(lotExposureSchema)
  async exposure(@Who() who: SignedIn, @Param('id') id: string): Promise<LotExposureView> {
    return this.lineage.exposure(await this.consigned(who, id));
  }

  /** Who answered for it, by its hand-overs, and what it was exposed to in their time; also to its consignee. */
  @Requires('alerts.read')
  @Get(':id/custody')
  @Answers(lotCustodySchema)
  async custody(@Who() who: SignedIn, @Param('id') id: string): Promise<LotCustodyView> {
    const lot = await this.consigned(who, id);
    const withBefore = lot.organisationId === who.user.organisationId;
    return this.lineage.custody(lot, { withBefore });
  }

  /** How much of their life its goods have used and have left, as a range; also to its consignee. */
  @Requires('readings.read')
  @Get(':id/freshness')
  @Answers(lotFreshnessSchema)
  async life(@Who() who: SignedIn, @Param('id') id: string): Promise<LotFreshnessView> {
    const lot = await this.consigned(who, id);
    return { lotId: lot.id, ...(await this.freshness.of(lot)) };
  }

  /** What was measured of it, to be printed; to its consignee without who answered for it. */
  @Requires('readings.read')
  @Get(':id/certificate')
  @Answers(temperatureCertificateSchema)
  async certificate(
    @Who() who: SignedIn,
    @Param('id') id: string,
  ): Promise<TemperatureCertificateView> {
    const lot = await this.consigned(who, id);
    const isOwner = lot.organisationId === who.user.organisationId;
    return this.certificates.of(lot, isOwner ? 'owner' : 'outside');
  }

  private async consigned({ user }: SignedIn, id: string): Promise<LotRecord> {
    const lot = await this.records.journeys.lot(id);
    return this.guests.lotConsigned(lot, user.organisationId, id);
  }

  private async own({ user }: SignedIn, id: string): Promise<LotRecord> {
    return ownRecord(await this.records.journeys.lot(id), user.organisationId, `lot ${id}`);
  }

  /** Limits may be newer than the board knows; then they are read. */
  private async view(lot: LotRecord): Promise<LotRecordView> {
    const profiles = await this.records.journeys.profiles(lot.organisationId);
    const view = this.views.lot(
      lot,
      profiles.find((profile) => profile.id === lot.profileId),
    );
    if (!view) throw new UnknownRecordError(`profile of lot ${lot.id}`);
    const decided = await this.records.alerts.dispositionOfLot(lot.id);
    const { awaitingAlertIds, openReviewIds } = decided;
    return {
      ...{ ...view, ...detailsOf(lot), leftKilograms: lot.leftKilograms, revision: lot.revision },
      ...{ disposition: decided.state, awaitingAlertIds: [...awaitingAlertIds] },
      openReviewIds: [...openReviewIds],
    };
  }
}
