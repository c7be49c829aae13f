import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  contactQuerySchema,
  contactSchema,
  dialledSchema,
  dialSchema,
  newContactSchema,
  type ContactView,
  type List,
} from '@lenglian/console-contract';
import type { AlertRecord, ContactRecord, Pseudonyms, Records } from '@lenglian/records';
import type { z } from 'zod';
import { Requires } from '../access/requires.ts';
import { isAllowed, Who, type SignedIn } from '../access/signed-in.ts';
import { ForbiddenError } from '../http/errors.ts';
import { HeedsIfMatch, IfRevision } from '../http/if-match.ts';
import { Answers, AnswersList } from '../http/openapi-answers.ts';
import { ownRecord } from '../http/own-records.ts';
import { isLive } from '../live/live-board.ts';
import { AnswersSecret } from '../once/takes-idempotency-key.ts';
import { RECORDS } from '../parts.ts';
import { toContactView } from './contact-view.ts';

/** Whom one would call about an alert: at its unit or on its run; at places and custodians, whoever it is. */
function concerns(alert: AlertRecord, { subjectKind, subjectId }: ContactRecord): boolean {
  if (subjectKind === 'unit') return alert.unitId === subjectId;
  if (subjectKind === 'run' || subjectKind === 'leg') return alert.runId === subjectId;
  return true;
}

/** Whom to call about a place, a unit, a leg, a run or an organisation. */
@ApiTags('contacts')
@Controller('api/v1/contacts')
export class ContactsController {
  constructor(@Inject(RECORDS) private readonly records: Records) {}

  /** Numbers are masked, names by role. */
  @Requires('contacts.read')
  @Get()
  @AnswersList(contactSchema)
  async list(
    @Who() who: SignedIn,
    @Query({ schema: contactQuerySchema }) query: z.infer<typeof contactQuerySchema>,
  ): Promise<List<ContactView>> {
    const { organisationId } = who.user;
    const page = await this.records.contacts.list({ ...query, organisationId });
    const hide = await this.hiding(who);
    return {
      items: page.items.map((contact) => toContactView(contact, hide)),
      nextCursor: page.nextCursor,
    };
  }

  @Requires('contacts.read')
  @Get(':id')
  @Answers(contactSchema)
  async one(@Who() who: SignedIn, @Param('id') id: string): Promise<ContactView> {
    return toContactView(await this.own(who, id), await this.hiding(who));
  }

  @Requires('contacts.manage')
  @AnswersSecret()
  @Post()
  @HttpCode(200)
  @Answers(contactSchema)
  async add(
    @Who() who: SignedIn,
    @Body({ schema: newContactSchema }) contact: z.infer<typeof newContactSchema>,
  ): Promise<ContactView> {
    const { id, organisationId } = who.user;
    const added = await this.records.contacts.add({ id }, organisationId, contact);
    return toContactView(added, await this.hiding(who));
  }

  /** Replaces all of it: a number that is masked cannot be sent back, so it is typed again. */
  @Requires('contacts.manage')
  @Put(':id')
  @HeedsIfMatch()
  @Answers(contactSchema)
  async change(
    @Who() who: SignedIn,
    @Param('id') id: string,
    @IfRevision() ifRevision: number | undefined,
    @Body({ schema: newContactSchema }) contact: z.infer<typeof newContactSchema>,
  ): Promise<ContactView> {
    await this.own(who, id);
    const actor = { id: who.user.id, ifRevision };
    const changed = await this.records.contacts.change(actor, id, contact);
    return toContactView(changed, await this.hiding(who));
  }

  /** The number, for an officer who has a live alert to call about; it goes into the audit. */
  @Requires('contacts.dial')
  @AnswersSecret()
  @Post(':id/dial')
  @HttpCode(200)
  @Answers(dialledSchema)
  async dial(
    @Who() who: SignedIn,
    @Param('id') id: string,
    @Body({ schema: dialSchema }) { alertId }: z.infer<typeof dialSchema>,
  ): Promise<z.infer<typeof dialledSchema>> {
    const contact = await this.own(who, id);
    const { phone, organisationId } = contact;
    const found = await this.records.alerts.get(alertId);
    const alert = ownRecord(found, organisationId, `alert ${alertId}`);
    if (!isLive(alert)) throw new ForbiddenError(`alert ${alertId} is over`);
    if (!concerns(alert, contact)) throw new ForbiddenError(`alert ${alertId} is about others`);
    await this.records.alerts.noteDialled({ id: who.user.id }, alertId, id);
    return { phone };
  }

  /** Gone with name and number; answered as it was. */
  @Requires('contacts.manage')
  @AnswersSecret()
  @Post(':id/remove')
  @HeedsIfMatch()
  @HttpCode(200)
  @Answers(contactSchema)
  async remove(
    @Who() who: SignedIn,
    @Param('id') id: string,
    @IfRevision() ifRevision: number | undefined,
  ): Promise<ContactView> {
    const contact = await this.own(who, id);
    await this.records.contacts.remove({ id: who.user.id, ifRevision }, id);
    return toContactView(contact, await this.hiding(who));
  }

  /** Undefined for whoever may see names. */
  private async hiding(who: SignedIn): Promise<Pseudonyms | undefined> {
    if (isAllowed(who, 'persons.read')) return undefined;
    return this.records.persons.pseudonyms(who.user.organisationId);
  }

  private async own({ user }: SignedIn, id: string): Promise<ContactRecord> {
    return ownRecord(await this.records.contacts.get(id), user.organisationId, `contact ${id}`);
  }
}
