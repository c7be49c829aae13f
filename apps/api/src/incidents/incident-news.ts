import type { Clock } from '@lenglian/quantities';
import type { AlertRecord, IncidentRecord, Records } from '@lenglian/records';
import { everyPage } from '../live/journey-book.ts';
import type { LiveFeed } from '../live/live-feed.ts';
import type { LiveIncidents } from '../live/live-incidents.ts';
import type { LiveViews } from '../live/live-views.ts';
import type { PeopleNames } from '../live/people-names.ts';

/** What incidents are told with. */
export interface IncidentNewsParts {
  readonly records: Records;
  readonly incidents: LiveIncidents;
  readonly feed: LiveFeed;
  readonly people: PeopleNames;
  readonly views: LiveViews;
  readonly clock: Clock;
}

/** The one way by which changed alerts become changed incidents, and these reach the browsers. */
export class IncidentNews {
  private readonly parts: IncidentNewsParts;

  constructor(parts: IncidentNewsParts) {
    this.parts = parts;
  }

  /** Alerts as they now are; those that change nothing for any incident cost one read. */
  async follow(alerts: readonly AlertRecord[]): Promise<void> {
    const { records, clock } = this.parts;
    await this.publish(await records.incidents.followAlerts(alerts, clock.now()));
  }

  /** Time has passed: silence may have lasted longer than was to be expected. */
  async lookAgain(): Promise<void> {
    const { records, clock, incidents } = this.parts;
    if (!incidents.isAnyOverdue(clock.now())) return;
    await this.publish(await records.incidents.lookAgain(clock.now()));
  }

  /** After a start: what was not followed before it is, and the live ones are learnt. */
  async catchUp(alerts: readonly AlertRecord[]): Promise<void> {
    const { records, clock } = this.parts;
    await records.incidents.followAlerts(alerts, clock.now());
    await records.incidents.lookAgain(clock.now(), true);
    await this.publish(
      await everyPage((page) => records.incidents.list({ ...page, state: 'live' })),
    );
  }

  /** Incidents as they now are. What is known already is not told again. */
  async publish(incidents: readonly IncidentRecord[]): Promise<void> {
    const { people, views, feed } = this.parts;
    await people.learn(incidents.map(({ acknowledgedBy }) => acknowledgedBy));
    await views.lookUp(incidents.map(({ runId }) => ({ runId, lotId: null })));
    feed.announceIncidents(this.parts.incidents.apply(incidents));
  }
}
