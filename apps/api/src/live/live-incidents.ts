import type { Instant } from '@lenglian/quantities';
import type { IncidentRecord } from '@lenglian/records';

/** Revisions of incidents that are over are remembered for this many, against late repeats. */
const OVER_REMEMBERED = 10_000;

/** The live incidents, in memory. */
export class LiveIncidents {
  private readonly live = new Map<string, IncidentRecord>();
  private readonly overRevisions = new Map<string, number>();

  /**
   * Takes incidents as they now are.
   *
   * @returns those that are news; a revision that is known already is not
   */
  apply(incidents: readonly IncidentRecord[]): IncidentRecord[] {
    return incidents.filter((incident) => {
      const { id, revision } = incident;
      const known = this.live.get(id)?.revision ?? this.overRevisions.get(id);
      if (known !== undefined && known >= revision) return false;
      this.live.delete(id);
      this.overRevisions.delete(id);
      if (isLasting(incident)) this.live.set(id, incident);
      else this.overRevisions.set(id, revision);
      if (this.overRevisions.size > OVER_REMEMBERED) {
        const oldest = this.overRevisions.keys().next();
        if (!oldest.done) this.overRevisions.delete(oldest.value);
      }
      return true;
    });
  }

  of(organisationId: string): IncidentRecord[] {
    return [...this.live.values()].filter((incident) => incident.organisationId === organisationId);
  }

  /** Those that have any of these alerts. */
  withAlerts(alertIds: ReadonlySet<string>): IncidentRecord[] {
    return [...this.live.values()].filter(({ children }) =>
      children.some(({ stages }) => stages.some((id) => alertIds.has(id))),
    );
  }

  /** Whether one is silence that was expected until a moment that has passed. */
  isAnyOverdue(now: Instant): boolean {
    for (const { expectedUntil } of this.live.values())
      if (expectedUntil !== null && expectedUntil < now) return true;
    return false;
  }
}

function isLasting({ state }: IncidentRecord): boolean {
  return state === 'OPEN' || state === 'ACKNOWLEDGED';
}
