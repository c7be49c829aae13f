import type { AlertRecord } from '@lenglian/records';
import type { IncidentNews } from '../incidents/incident-news.ts';
import type { LiveBoard } from '../live/live-board.ts';
import type { LiveFeed } from '../live/live-feed.ts';
import type { LiveViews } from '../live/live-views.ts';
import type { PeopleNames } from '../live/people-names.ts';

/** Whoever an alert names. */
export function peopleOf(alert: AlertRecord): (string | null)[] {
  return [alert.acknowledgedBy, alert.shelvedBy, alert.correctedBy, alert.decidedBy];
}

/** The one way by which a changed alert reaches the board, its incident and the browsers. */
export class AlertNews {
  private readonly board: LiveBoard;
  private readonly feed: LiveFeed;
  private readonly people: PeopleNames;
  private readonly views: LiveViews;
  private readonly incidents: Pick<IncidentNews, 'follow'>;

  constructor(
    board: LiveBoard,
    feed: LiveFeed,
    people: PeopleNames,
    views: LiveViews,
    incidents: Pick<IncidentNews, 'follow'>,
  ) {
    this.board = board;
    this.feed = feed;
    this.people = people;
    this.views = views;
    this.incidents = incidents;
  }

  /** Alerts as they now are. What is known already is not told again. */
  async publish(alerts: readonly AlertRecord[]): Promise<void> {
    await this.learn(alerts);
    // All of them: what was told before may not have been followed.
    await this.incidents.follow(alerts);
  }

  /** The same for alerts whose incidents are known. */
  async learn(alerts: readonly AlertRecord[]): Promise<void> {
    await this.people.learn(alerts.flatMap(peopleOf));
    await this.views.lookUp(alerts);
    this.feed.announceAlerts(this.board.applyAlerts(alerts));
  }
}
