import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import {
  exportQuerySchema,
  readingsQuerySchema,
  seriesSchema,
  type ReadingSeries,
} from '@lenglian/console-contract';
import type { ReadingHistory } from '@lenglian/history';
import { overlapOf } from '@lenglian/placements';
import type { Reading } from '@lenglian/readings';
import type { Records, UnitRecord } from '@lenglian/records';
import type { z } from 'zod';
import { Requires } from '../access/requires.ts';
import { Who, type SignedIn } from '../access/signed-in.ts';
import { sendExport } from '../exports/send-export.ts';
import { CustodyService, type SeenRun } from '../grants/custody.service.ts';
import type { HttpResponse } from '../http/exchange.ts';
import { Answers } from '../http/openapi-answers.ts';
import type { Log } from '../log.ts';
import { HISTORY, LOG, RECORDS } from '../parts.ts';
import { checkWindow, partsOf } from './bound-windows.ts';
import { EXPORT_FORMATS, type ExportFormat } from './export-lines.ts';
import { ReadingsService } from './readings.service.ts';
import { withoutPosition } from './tracks.ts';

type ExportQuery = z.infer<typeof exportQuerySchema>;

/** A unit, and the part of the window in which its readings are asked for: [from, to). */
interface Ride {
  readonly unit: UnitRecord;
  readonly from: number;
  readonly to: number;
}

@ApiTags('readings')
@Controller('api/v1')
export class ReadingsController {
  constructor(
    @Inject(RECORDS) private readonly records: Records,
    @Inject(HISTORY) private readonly history: ReadingHistory,
    @Inject(LOG) private readonly log: Log,
    private readonly readings: ReadingsService,
    private readonly custody: CustodyService,
  ) {}

  /** A unit's window for a chart; of a custodian the time in which it was in its custody, also afterwards. */
  @Requires('readings.read')
  @Get('units/:id/readings')
  @Answers(seriesSchema)
  async series(
    @Who() { user }: SignedIn,
    @Param('id') id: string,
    @Query({ schema: readingsQuerySchema }) query: z.infer<typeof readingsQuerySchema>,
  ): Promise<ReadingSeries> {
    const found = await this.records.journeys.unit(id);
    const { unit, spans } = await this.custody.unitEver(found, user.organisationId, id);
    return this.readings.series(unit, query, spans);
  }

  /** Every sample of a unit in a window; of a custodian those of the time in its custody, also afterwards. */
  @Requires('readings.read')
  @Get('units/:id/export')
  @ApiProduces('text/csv', 'application/x-ndjson')
  @ApiOkResponse({ description: 'One line a sample', schema: { type: 'string' } })
  async exportUnit(
    @Who() { user }: SignedIn,
    @Param('id') id: string,
    @Query({ schema: exportQuerySchema }) query: ExportQuery,
    @Res() response: HttpResponse,
  ): Promise<void> {
    const found = await this.records.journeys.unit(id);
    const { unit, spans } = await this.custody.unitEver(found, user.organisationId, id);
    await this.send(
      response,
      query,
      unit.code,
      partsOf(query, spans).map((part) => ({ unit, ...part })),
    );
  }

  /**
   * Every sample of every unit while it was on the run, unit after unit. A custodian has those of the
   * time in which the goods were in its custody, also afterwards.
   */
  @Requires('readings.read')
  @Get('runs/:id/export')
  @ApiProduces('text/csv', 'application/x-ndjson')
  @ApiOkResponse({ description: 'One line a sample', schema: { type: 'string' } })
  async exportRun(
    @Who() { user }: SignedIn,
    @Param('id') id: string,
    @Query({ schema: exportQuerySchema }) query: ExportQuery,
    @Res() response: HttpResponse,
  ): Promise<void> {
    const run = await this.records.journeys.run(id);
    const seen = await this.custody.runEver(run, user.organisationId, id);
    await this.send(response, query, seen.run.code, await this.ridesOf(seen, query));
  }

  /** Units come and go (甩挂): of each, only the time in which it was on the run. */
  private async ridesOf({ run, spans }: SeenRun, { from, to }: ExportQuery): Promise<Ride[]> {
    const rides: Ride[] = [];
    for (const ride of await this.records.bindings.list({ kind: 'unit', targetId: run.id })) {
      const asked = overlapOf(ride, { from, until: to });
      const shared = asked ? spans.flatMap((span) => overlapOf(asked, span) ?? []) : [];
      const unit = shared.length > 0 && (await this.records.journeys.unit(ride.subjectId));
      if (!unit) continue;
      for (const part of shared) rides.push({ unit, from: part.from, to: part.until ?? to });
    }
    return rides;
  }

  private async send(
    response: HttpResponse,
    { from, to, format: formatName }: ExportQuery,
    name: string,
    rides: readonly Ride[],
  ): Promise<void> {
    checkWindow(from, to);
    const format = EXPORT_FORMATS[formatName];
    await sendExport(response, { ...format, name }, this.chunks(rides, format), this.log);
  }

  /** The export's text in pieces of one page of history. */
  private async *chunks(
    rides: readonly Ride[],
    format: ExportFormat,
  ): AsyncGenerator<string, void, undefined> {
    let head = format.head;
    for (const { unit, from, to } of rides) {
      const isTold = await this.readings.tracksTold(unit);
      const shown = (reading: Reading) =>
        isTold(reading.measuredAt, reading.measuredAt + 1) ? reading : withoutPosition(reading);
      for (const window of this.readings.windows(unit.id, from, to)) {
        for await (const readings of this.history.export(window)) {
          let text = head;
          head = '';
          for (const reading of readings) text += format.line(shown(reading), unit.code);
          yield text;
        }
      }
    }
    if (head !== '') yield head;
  }
}
