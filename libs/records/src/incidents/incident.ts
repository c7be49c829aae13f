import type { Severity } from '@lenglian/breaches';
import type { IncidentCause, IncidentChild, IncidentState } from '@lenglian/incidents';
import type { Instant } from '@lenglian/quantities';
import type { Actor, AlertRecord, OwnedPageRequest, Page } from '../records.ts';

/** Alerts of one cause (libs/incidents). Its id is that of the alert that it began with. */
export interface IncidentRecord {
  readonly id: string;
  readonly organisationId: string;
  readonly cause: IncidentCause;
  readonly severity: Severity;
  readonly state: IncidentState;
  readonly runId: string | null;
  /** Null when it is of several units. */
  readonly unitId: string | null;
  /** Of GENSET_GROUP: which group of the run. */
  readonly equipmentGroup: number | null;
  /** When the first of its alerts began. */
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  /** Silence that is as expected is INFO until then. */
  readonly expectedUntil: Instant | null;
  /** When we knew. */
  readonly openedAt: Instant;
  /** By unit, with its alerts, causes first; none when every alert was annulled, or it was merged. */
  readonly children: readonly IncidentChild[];
  readonly acknowledgedAt: Instant | null;
  readonly acknowledgedBy: string | null;
  readonly nextCheckAt: Instant | null;
  /** Of OPEN: since when nobody has it, on the server's clock: since it opened, became a line before officers, or was somebody's no more. */
  readonly untakenSince: Instant | null;
  readonly note: string | null;
  readonly mergedIntoId: string | null;
  readonly revision: number;
}

export interface IncidentFilter extends OwnedPageRequest {
  /** `live` = OPEN or ACKNOWLEDGED. */
  readonly state?: IncidentState | 'live' | undefined;
  readonly runId?: string | undefined;
  /** Those of one unit alone. */
  readonly unitId?: string | undefined;
  readonly cause?: IncidentCause | undefined;
  readonly severity?: Severity | undefined;
  /** This bad or worse. */
  readonly severityMin?: Severity | undefined;
  /** By id descending. */
  readonly newestFirst?: boolean | undefined;
}

export interface IncidentRecords {
  /**
   * Works out anew the incidents of what these alerts are about: their runs, or units without one. What
   * is as it was costs one read.
   *
   * @returns the incidents that changed, also those that were merged
   */
  followAlerts(alerts: readonly AlertRecord[], now: Instant): Promise<IncidentRecord[]>;
  /**
   * The same for what changes by time alone: silence that has lasted longer than expected.
   *
   * @param isAll every live incident: after a start, for what was not followed before
   */
  lookAgain(now: Instant, isAll?: boolean): Promise<IncidentRecord[]>;
  list(filter: IncidentFilter): Promise<Page<IncidentRecord>>;
  get(id: string): Promise<IncidentRecord | undefined>;
  /** The alerts of an incident, in the order of its children; annulled ones last. */
  alertsOf(id: string): Promise<AlertRecord[]>;
  /**
   * Somebody takes it, and with it every alert of it that lasts.
   *
   * @returns it and the alerts that changed
   * @throws NotFoundError, NextCheckError, RevisionConflictError, IncidentStateError (nothing of it lasts, or it was merged)
   */
  acknowledge(
    actor: Actor,
    id: string,
    acknowledgement: { now: Instant; nextCheckAt: Instant; note?: string | undefined },
  ): Promise<{ readonly incident: IncidentRecord; readonly alerts: readonly AlertRecord[] }>;
}
