import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  datedPageQuerySchema,
  newCalibrationSchema,
  calibrationSchema,
  type CalibrationView,
  type List,
} from '@lenglian/console-contract';
import type { Records } from '@lenglian/records';
import type { z } from 'zod';
import { Requires } from '../access/requires.ts';
import { Who, type SignedIn } from '../access/signed-in.ts';
import { Answers, AnswersList } from '../http/openapi-answers.ts';
import { ownRecord } from '../http/own-records.ts';
import { RECORDS } from '../parts.ts';

@ApiTags('devices')
@Controller('api/v1/devices/:id/calibrations')
export class CalibrationsController {
  constructor(@Inject(RECORDS) private readonly records: Records) {}

  /** Calibrations of a device and its channels, newest first. */
  @Requires('devices.read')
  @Get()
  @AnswersList(calibrationSchema)
  async list(
    @Who() { user }: SignedIn,
    @Param('id') id: string,
    @Query({ schema: datedPageQuerySchema }) page: z.infer<typeof datedPageQuerySchema>,
  ): Promise<List<CalibrationView>> {
    await this.requireOwn(user.organisationId, id);
    return this.records.equipment.calibrations(id, page);
  }

  /** Puts down a calibration with its certificate and offset. */
  @Requires('devices.calibrate')
  @Post()
  @HttpCode(200)
  @Answers(calibrationSchema)
  async add(
    @Who() { user }: SignedIn,
    @Param('id') id: string,
    @Body({ schema: newCalibrationSchema }) body: z.infer<typeof newCalibrationSchema>,
  ): Promise<CalibrationView> {
    await this.requireOwn(user.organisationId, id);
    return this.records.equipment.calibrate({ id: user.id }, id, body);
  }

  private async requireOwn(organisationId: string, id: string): Promise<void> {
    ownRecord(await this.records.devices.get(id), organisationId, `device ${id}`);
  }
}
