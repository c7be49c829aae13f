import { isUtf8 } from 'node:buffer';
import { Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  quarantineEntrySchema,
  quarantineQuerySchema,
  replaySchema,
  type List,
  type QuarantineEntry,
} from '@lenglian/console-contract';
import { deviceTopic, UPLINK_KINDS, type UplinkKind } from '@lenglian/device-messages';
import type { Records } from '@lenglian/records';
import type { z } from 'zod';
import { Requires } from '../access/requires.ts';
import { Who, type SignedIn } from '../access/signed-in.ts';
import { Answers, AnswersList } from '../http/openapi-answers.ts';
import { ownRecord } from '../http/own-records.ts';
import type { JudgePort, QuarantineItem } from '../judge/judge-port.ts';
import { JUDGE, RECORDS } from '../parts.ts';

/** Messages that could not be taken in: kept whole, to be looked at and tried again. */
@ApiTags('quarantine')
@Controller('api/v1/quarantine')
export class QuarantineController {
  constructor(
    @Inject(JUDGE) private readonly judge: JudgePort,
    @Inject(RECORDS) private readonly records: Records,
  ) {}

  @Requires('quarantine.read')
  @Get()
  @AnswersList(quarantineEntrySchema)
  async list(
    @Who() { user }: SignedIn,
    @Query({ schema: quarantineQuerySchema }) query: z.infer<typeof quarantineQuerySchema>,
  ): Promise<List<QuarantineEntry>> {
    const { organisationId } = user;
    const page = await this.judge.quarantine({ ...query, organisationId });
    return { items: page.items.map(entryOf), nextCursor: page.nextCursor };
  }

  @Requires('quarantine.read')
  @Get(':id')
  @Answers(quarantineEntrySchema)
  async one(@Who() who: SignedIn, @Param('id') id: string): Promise<QuarantineEntry> {
    return entryOf(await this.own(who, id));
  }

  /**
   * Decodes the message again, with today's decoder. On record before it is done: readings that were
   * taken in must never be without the name of whoever had them taken in.
   */
  @Requires('quarantine.replay')
  @Post(':id/replay')
  @HttpCode(200)
  @Answers(replaySchema)
  async replay(
    @Who() who: SignedIn,
    @Param('id') id: string,
  ): Promise<z.infer<typeof replaySchema>> {
    const { organisationId, deviceId, reason } = await this.own(who, id);
    await this.records.audit.note(
      { id: who.user.id },
      {
        ...{ organisationId, action: 'quarantine.replay', entity: 'quarantine', entityId: id },
        after: { deviceId, reason },
      },
    );
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
