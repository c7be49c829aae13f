import { Inject, Injectable } from '@nestjs/common';
import { nextCheckFor, type Disposition } from '@lenglian/alerts';
import type { AlertRevisionView, AlertView, List } from '@lenglian/console-contract';
import type { Clock, Instant } from '@lenglian/quantities';
import type { Actor, AlertFilter, AlertRecord, Records } from '@lenglian/records';
import { CustodyService } from '../grants/custody.service.ts';
import { alertForCustodian } from '../grants/guest-views.ts';
import { ownRecord } from '../http/own-records.ts';
import { LiveViews } from '../live/live-views.ts';
import { PeopleNames } from '../live/people-names.ts';
import { CLOCK, RECORDS } from '../parts.ts';
import type { SignedIn } from '../access/signed-in.ts';
import { AlertNews, peopleOf } from './alert-news.ts';

/** Reads alerts, and lets people take them. */
@Injectable()
export class AlertsService {
  constructor(
    @Inject(RECORDS) private readonly records: Records,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly views: LiveViews,
    private readonly people: PeopleNames,
    private readonly news: AlertNews,
    private readonly custody: CustodyService,
  ) {}

  /** @param side whose: one's own, or others' that began in one's custody */
  async list(
    organisationId: string,
    { side, ...filter }: AlertFilter & { readonly side: 'own' | 'custody' },
  ): Promise<List<AlertView>> {
    const whose = side === 'own' ? { organisationId } : { custodianId: organisationId };
    const page = await this.records.alerts.list({ ...filter, ...whose, newestFirst: true });
    const alerts = page.items;
    await this.people.learn(alerts.flatMap(peopleOf));
    await this.views.lookUp(alerts);
    const views = alerts.map((alert) => this.views.alert(alert));
    return {
      items: side === 'own' ? views : views.map(alertForCustodian),
      nextCursor: page.nextCursor,
    };
  }

  /** @throws UnknownRecordError */
  async one(organisationId: string, id: string): Promise<AlertView> {
    const found = await this.records.alerts.get(id);
    const { alert, as } = await this.custody.alertEver(found, organisationId, id);
    await this.people.learn(peopleOf(alert));
    await this.views.lookUp([alert]);
    const view = this.views.alert(alert);
    return as === 'owner' ? view : alertForCustodian(view);
  }

  /** As it was told, and to whom: to its own organisation. @throws UnknownRecordError */
  async history(
    organisationId: string,
    id: string,
    page: { readonly cursor?: string | undefined; readonly limit: number },
  ): Promise<List<AlertRevisionView>> {
    const alert = await this.own(organisationId, id);
    const { items, nextCursor } = await this.records.alerts.history(id, page);
    for (const { actor, shown, tellings } of items)
      await this.people.learn([actor, ...peopleOf(shown), ...tellings.map((one) => one.userId)]);
    await this.views.lookUp([alert]);
    return {
      items: items.map(({ tellings, shown, actor, ...rest }) => ({
        ...rest,
        actor: this.people.nameOf(actor),
        // What is foretold now was not told then.
        shown: { ...this.views.alert({ ...alert, ...shown }), danger: null, lateness: null },
        tellings: tellings.map(({ how, at, userId, contactId }) => ({
          ...{ how, at, user: this.people.nameOf(userId), contactId },
        })),
      })),
      nextCursor,
    };
  }

  /**
   * Takes an alert: the user owns it until they look again, at the next place where something can be done unless they say when.
   *
   * @throws UnknownRecordError, NextCheckError, AlertStateError
   */
  async acknowledge(
    who: Deciding,
    id: string,
    { nextCheckAt, note }: { nextCheckAt?: Instant | undefined; note?: string | undefined },
  ): Promise<AlertView> {
    const now = this.clock.now();
    return this.step(who, id, (actor, alert) => {
      const actionAt = this.views.alert(alert).danger?.nextAction?.at ?? null;
      const until = nextCheckAt ?? nextCheckFor(now, actionAt);
      return this.records.alerts.acknowledge(actor, id, { now, nextCheckAt: until, note });
    });
  }

  /** @throws UnknownRecordError, AlertStateError, ShelfEndError, ShelfSeverityError */
  shelve(who: Deciding, id: string, shelf: { until: Instant; reason: string }): Promise<AlertView> {
    const now = this.clock.now();
    return this.step(who, id, (actor) => this.records.alerts.shelve(actor, id, { ...shelf, now }));
  }

  /** @throws UnknownRecordError, AlertStateError */
  unshelve(who: Deciding, id: string): Promise<AlertView> {
    return this.step(who, id, (actor) => this.records.alerts.unshelve(actor, id));
  }

  /** @throws UnknownRecordError, AlertDecisionError */
  close(
    who: Deciding,
    id: string,
    said: { cause: string; correctiveAction: string },
  ): Promise<AlertView> {
    return this.step(who, id, (actor) => this.records.alerts.close(actor, id, said));
  }

  /** @throws UnknownRecordError, AlertDecisionError */
  dispose(
    who: Deciding,
    id: string,
    decision: { disposition: Disposition; reason: string },
  ): Promise<AlertView> {
    return this.step(who, id, (actor) => this.records.alerts.dispose(actor, id, decision));
  }

  private async step(
    { signedIn, ifRevision }: Deciding,
    id: string,
    take: (actor: Actor, before: AlertRecord) => Promise<AlertRecord>,
  ): Promise<AlertView> {
    const { user } = signedIn;
    const before = await this.own(user.organisationId, id);
    const alert = await take({ id: user.id, ifRevision }, before);
    await this.news.publish([alert]);
    return this.views.alert(alert);
  }

  private async own(organisationId: string, id: string): Promise<AlertRecord> {
    return ownRecord(await this.records.alerts.get(id), organisationId, `alert ${id}`);
  }
}

/** Who does something with an alert, having seen which revision. */
export interface Deciding {
  readonly signedIn: SignedIn;
  readonly ifRevision: number | undefined;
}
