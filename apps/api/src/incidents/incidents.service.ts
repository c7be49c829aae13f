import { Inject, Injectable } from '@nestjs/common';
import { nextCheckFor } from '@lenglian/alerts';
import type { IncidentTreeView, IncidentView, List } from '@lenglian/console-contract';
import type { Clock, Instant } from '@lenglian/quantities';
import type { IncidentFilter, IncidentRecord, Records } from '@lenglian/records';
import { AlertNews } from '../alerts/alert-news.ts';
import type { Deciding } from '../alerts/alerts.service.ts';
import { ownRecord } from '../http/own-records.ts';
import { LiveViews } from '../live/live-views.ts';
import { PeopleNames } from '../live/people-names.ts';
import { CLOCK, RECORDS } from '../parts.ts';
import { IncidentNews } from './incident-news.ts';
import { IncidentViews } from './incident-views.ts';

/** Reads incidents, and lets people take them. They are shown to their own organisation alone. */
@Injectable()
export class IncidentsService {
  constructor(
    @Inject(RECORDS) private readonly records: Records,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly views: LiveViews,
    private readonly incidentViews: IncidentViews,
    private readonly people: PeopleNames,
    private readonly alertNews: AlertNews,
    private readonly news: IncidentNews,
  ) {}

  async list(organisationId: string, filter: IncidentFilter): Promise<List<IncidentView>> {
    const page = await this.records.incidents.list({
      ...filter,
      organisationId,
      newestFirst: true,
    });
    await this.learn(page.items);
    return {
      items: page.items.map((incident) => this.incidentViews.incident(incident)),
      nextCursor: page.nextCursor,
    };
  }

  /** @throws UnknownRecordError */
  async one(organisationId: string, id: string): Promise<IncidentTreeView> {
    const incident = await this.own(organisationId, id);
    const alerts = await this.records.incidents.alertsOf(id);
    await this.learn([incident]);
    await this.people.learn(alerts.map(({ acknowledgedBy }) => acknowledgedBy));
    await this.views.lookUp(alerts);
    return this.incidentViews.tree(
      incident,
      alerts.map((alert) => this.views.alert(alert)),
    );
  }

  /**
   * Takes an incident with all of its alerts that last, until the next place where something can be done unless they say when.
   *
   * @throws UnknownRecordError, NextCheckError, IncidentStateError, RevisionConflictError
   */
  async acknowledge(
    { signedIn, ifRevision }: Deciding,
    id: string,
    { nextCheckAt, note }: { nextCheckAt?: Instant | undefined; note?: string | undefined },
  ): Promise<IncidentView> {
    const { user } = signedIn;
    const incident = await this.own(user.organisationId, id);
    const now = this.clock.now();
    const actionAt = this.incidentViews.incident(incident).danger?.nextAction?.at ?? null;
    const actor = { id: user.id, ifRevision };
    const taken = await this.records.incidents.acknowledge(actor, id, {
      now,
      nextCheckAt: nextCheckAt ?? nextCheckFor(now, actionAt),
      note,
    });
    await this.alertNews.publish(taken.alerts);
    await this.news.publish([taken.incident]);
    return this.incidentViews.incident(taken.incident);
  }

  private async own(organisationId: string, id: string): Promise<IncidentRecord> {
    return ownRecord(await this.records.incidents.get(id), organisationId, `incident ${id}`);
  }

  private async learn(incidents: readonly IncidentRecord[]): Promise<void> {
    await this.people.learn(incidents.map(({ acknowledgedBy }) => acknowledgedBy));
    await this.views.lookUp(incidents.map(({ runId }) => ({ runId, lotId: null })));
  }
}
