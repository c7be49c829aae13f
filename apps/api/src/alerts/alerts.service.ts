import { Inject, Injectable } from '@nestjs/common';
import { NEXT_CHECK_DEFAULT } from '@lenglian/alerts';
import type { AlertView, List } from '@lenglian/console-contract';
import type { Clock, Instant } from '@lenglian/quantities';
import type { AlertFilter, Records } from '@lenglian/records';
import { CustodyService } from '../grants/custody.service.ts';
import { alertForCustodian } from '../grants/guest-views.ts';
import { ownRecord } from '../http/own-records.ts';
import { LiveViews } from '../live/live-views.ts';
import { PeopleNames } from '../live/people-names.ts';
import { CLOCK, RECORDS } from '../parts.ts';
import type { SignedIn } from '../access/signed-in.ts';
import { AlertNews } from './alert-news.ts';

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
    await this.people.learn(alerts.map((alert) => alert.acknowledgedBy));
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
    await this.people.learn([alert.acknowledgedBy]);
    await this.views.lookUp([alert]);
    const view = this.views.alert(alert);
    return as === 'owner' ? view : alertForCustodian(view);
  }

  /**
   * Takes an alert: the user owns it until they look again.
   *
   * @throws UnknownRecordError, NextCheckError, AlertStateError
   */
  async acknowledge(
    { user }: SignedIn,
    id: string,
    { nextCheckAt, note }: { nextCheckAt?: Instant | undefined; note?: string | undefined },
  ): Promise<AlertView> {
    ownRecord(await this.records.alerts.get(id), user.organisationId, `alert ${id}`);
    const now = this.clock.now();
    const alert = await this.records.alerts.acknowledge({ id: user.id }, id, {
      now,
      nextCheckAt: nextCheckAt ?? now + NEXT_CHECK_DEFAULT,
      note,
    });
    await this.news.publish([alert]);
    return this.views.alert(alert);
  }
}
