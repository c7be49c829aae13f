import type { LotOutlook } from '../judge/judge-port.ts';
import type { LiveBoard } from './live-board.ts';
import type { LiveFeed } from './live-feed.ts';
import type { LiveIncidents } from './live-incidents.ts';

/**
 * The one way by which outlooks reach the board and the browsers. Alerts and incidents of such goods are
 * told again with what is foretold now, at the revision they have.
 */
export class OutlookNews {
  private readonly board: LiveBoard;
  private readonly incidents: LiveIncidents;
  private readonly feed: LiveFeed;

  constructor(board: LiveBoard, incidents: LiveIncidents, feed: LiveFeed) {
    this.board = board;
    this.incidents = incidents;
    this.feed = feed;
  }

  take(outlooks: readonly LotOutlook[]): void {
    this.board.applyOutlooks(outlooks);
    const lotIds = new Set(outlooks.map(({ lotId }) => lotId));
    const unitIds = new Set(outlooks.map(({ unitId }) => unitId));
    const alerts = [...unitIds]
      .flatMap((unitId) => this.board.alertsOfUnit(unitId))
      .filter(({ lotId }) => lotId !== null && lotIds.has(lotId));
    if (alerts.length === 0) return;
    this.feed.announceAlerts(alerts);
    const ids = new Set(alerts.map(({ id }) => id));
    this.feed.announceIncidents(this.incidents.withAlerts(ids));
  }
}
