import { Body, Controller, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  addedDeviceSchema,
  deviceConfigChangeSchema,
  deviceQuerySchema,
  deviceSchema,
  newDeviceSchema,
  type AddedDeviceView,
  type DeviceView,
  type List,
} from '@lenglian/console-contract';
import { deviceSuits, finding } from '@lenglian/planning';
import { newToken, sha256Hex, type DeviceRecord, type Records } from '@lenglian/records';
import type { z } from 'zod';
import { Requires } from '../access/requires.ts';
import { Who, type SignedIn } from '../access/signed-in.ts';
import { InvalidRequestError } from '../http/errors.ts';
import { CustodyService } from '../grants/custody.service.ts';
import { deviceForLessor } from '../grants/guest-views.ts';
import { HeedsIfMatch, IfRevision } from '../http/if-match.ts';
import { Answers, AnswersList } from '../http/openapi-answers.ts';
import { ownRecord } from '../http/own-records.ts';
import { LiveBoard } from '../live/live-board.ts';
import { AnswersSecret } from '../once/takes-idempotency-key.ts';
import { ON_DEVICE_CONFIGURED, RECORDS } from '../parts.ts';
import { toFindingView } from '../planning/finding-view.ts';

@ApiTags('devices')
@Controller('api/v1/devices')
export class DevicesController {
  constructor(
    @Inject(RECORDS) private readonly records: Records,
    private readonly board: LiveBoard,
    private readonly custody: CustodyService,
    @Inject(ON_DEVICE_CONFIGURED) private readonly onConfigured: (deviceId: string) => void,
  ) {}

  @Requires('devices.read')
  @Get()
  @AnswersList(deviceSchema)
  async list(
    @Who() { user }: SignedIn,
    @Query({ schema: deviceQuerySchema }) query: z.infer<typeof deviceQuerySchema>,
  ): Promise<List<DeviceView>> {
    await this.checkCursor(query.cursor, user.organisationId);
    const page = await this.records.devices.list({
      ...query,
      organisationId: user.organisationId,
    });
    return { items: page.items.map((device) => this.view(device)), nextCursor: page.nextCursor };
  }

  /** One's own, or one that is leased from one: its lessor is not told what it is used for. */
  @Requires('devices.read')
  @Get(':id')
  @Answers(deviceSchema)
  async one(@Who() { user }: SignedIn, @Param('id') id: string): Promise<DeviceView> {
    const found = await this.records.devices.get(id);
    const { device, as } = await this.custody.deviceNow(found, user.organisationId, id);
    return as === 'owner' ? this.view(device) : deviceForLessor(this.view(device));
  }

  /** Its credentials are told this once. With `publishesFor` it is a gateway, for devices of one's own. */
  @Requires('devices.add')
  @Post()
  @HttpCode(200)
  @AnswersSecret()
  @Answers(addedDeviceSchema)
  async add(
    @Who() { user }: SignedIn,
    @Body({ schema: newDeviceSchema }) body: z.infer<typeof newDeviceSchema>,
  ): Promise<AddedDeviceView> {
    const { organisationId } = user;
    const { unitCode, boundFrom, id, kind, publishesFor, ...intervals } = body;
    const unit =
      unitCode === undefined
        ? undefined
        : ownRecord(
            await this.records.journeys.unitByCode(organisationId, unitCode),
            organisationId,
            `unit ${unitCode}`,
          );
    const token = newToken();
    const device = await this.records.devices.add(
      { id: user.id },
      {
        ...{ id, kind, organisationId, tokenSha256: sha256Hex(token), ...intervals },
        ...(publishesFor && { publishesFor }),
        ...(unit && { unitId: unit.id }),
        ...(unit && boundFrom !== undefined && { boundFrom }),
      },
    );
    const view = this.view(device);
    const parameters = { deviceId: id, kind, unitKind: unit?.kind ?? '' };
    const isOdd = unit !== undefined && !deviceSuits(kind, unit.kind);
    return {
      device: { ...view, unitCode: device.unitId === null ? null : (unit?.code ?? null) },
      token,
      warnings: isOdd
        ? [toFindingView(finding('DEVICE_KIND_DIFFERS', null, 'kind', parameters))]
        : [],
    };
  }

  /** What the device shall do from now on; it hears of it at once when it is connected. */
  @Requires('devices.configure')
  @Patch(':id')
  @HeedsIfMatch()
  @Answers(deviceSchema)
  async configure(
    @Who() who: SignedIn,
    @Param('id') id: string,
    @IfRevision() ifRevision: number | undefined,
    @Body({ schema: deviceConfigChangeSchema }) body: z.infer<typeof deviceConfigChangeSchema>,
  ): Promise<DeviceView> {
    await this.own(who, id);
    const device = await this.records.devices.configure({ id: who.user.id, ifRevision }, id, body);
    this.onConfigured(id);
    return this.view(device);
  }

  /** Cursors are ids, and devices are never deleted: a cursor that is no device is not ours. */
  private async checkCursor(cursor: string | undefined, organisationId: string): Promise<void> {
    if (cursor === undefined) return;
    if ((await this.records.devices.get(cursor))?.organisationId === organisationId) return;
    throw new InvalidRequestError([{ path: 'cursor', message: 'is not the cursor of a page' }]);
  }

  private async own({ user }: SignedIn, id: string): Promise<DeviceRecord> {
    const device = await this.records.devices.get(id);
    return ownRecord(device, user.organisationId, `device ${id}`);
  }

  private view(device: DeviceRecord): DeviceView {
    const state = this.board.deviceState(device.id);
    const { id, organisationId, kind, unitId, isRevoked, configVersion, revision } = device;
    const { samplingIntervalSeconds, reportingIntervalSeconds } = device;
    return {
      ...{ id, organisationId, kind, unitId, isRevoked, configVersion, revision },
      ...{ samplingIntervalSeconds, reportingIntervalSeconds },
      publishesFor: [...device.publishesFor],
      unitCode: unitId === null ? null : (this.board.book.units.get(unitId)?.code ?? null),
      lastReceivedAt: state?.lastReceivedAt ?? null,
      isConnected: state?.isConnected ?? null,
    };
  }
}
