import { isUtf8 } from 'node:buffer';
import { Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  pageQuerySchema,
  quarantineEntrySchema,
  replaySchema,
  type List,
  type QuarantineEntry,
} from '@lenglian/console-contract';
import { deviceTopic, UPLINK_KINDS, type UplinkKind } from '@lenglian/device-messages';
import type { z } from 'zod';
import { Requires } from '../access/requires.ts';
import { Who, type SignedIn } from '../access/signed-in.ts';
import { Answers, AnswersList } from '../http/openapi-answers.ts';
import { ownRecord, ownRecords } from '../http/own-records.ts';
import type { JudgePort, QuarantineItem } from '../judge/judge-port.ts';
import { JUDGE } from '../parts.ts';

/** Messages that could not be taken in: kept whole, to be looked at and tried again. */
@ApiTags('quarantine')
@Controller('api/v1/quarantine')
export class QuarantineController {
  constructor(@Inject(JUDGE) private readonly judge: JudgePort) {}

  @Requires('quarantine.read')
  @Get()
  @AnswersList(quarantineEntrySchema)
  async list(
    @Who() { user }: SignedIn,
    @Query({ schema: pageQuerySchema }) query: z.infer<typeof pageQuerySchema>,
  ): Promise<List<QuarantineEntry>> {
    const page = await this.judge.quarantine(query);
    const items = ownRecords(page.items, user.organisationId);
    return { items: items.map(entryOf), nextCursor: page.nextCursor };
  }

  @Requires('quarantine.read')
  @Get(':id')
  @Answers(quarantineEntrySchema)
  async one(@Who() who: SignedIn, @Param('id') id: string): Promise<QuarantineEntry> {
    return entryOf(await this.own(who, id));
  }

  /** Decodes the message again, with today's decoder. */
  @Requires('quarantine.replay')
  @Post(':id/replay')
  @HttpCode(200)
  @Answers(replaySchema)
  async replay(
    @Who() who: SignedIn,
    @Param('id') id: string,
  ): Promise<z.infer<typeof replaySchema>> {
    await this.own(who, id);
    return { wasTakenIn: await this.judge.replay(id) };
  }

  private async own({ user }: SignedIn, id: string): Promise<QuarantineItem> {
    const item = await this.judge.quarantined(id);
    return ownRecord(item, user.organisationId, `quarantined message ${id}`);
  }
}

function entryOf(item: QuarantineItem): QuarantineEntry {
  const { id, receivedAt, organisationId, deviceId, kind, reason, detail, replayedAt } = item;
  const payload = Buffer.from(item.payload);
  const encoding = isUtf8(payload) ? 'utf8' : 'base64';
  return {
    ...{ id, receivedAt, organisationId, deviceId, reason, detail, replayedAt },
    topic: deviceTopic(organisationId, deviceId, uplinkKind(kind)),
    payload: payload.toString(encoding),
    encoding,
  };
}

/** The journal names kinds in capitals; a topic in small letters. */
function uplinkKind(kind: string): UplinkKind {
  return UPLINK_KINDS.find((uplink) => uplink === kind.toLowerCase()) ?? 'telemetry';
}
