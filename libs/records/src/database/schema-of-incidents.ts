import type { Owned } from './schema.ts';

export interface IncidentRow extends Owned {
  /** What is looked at together: the run, else the unit. */
  scopeId: string;
  cause: string;
  severity: string;
  state: string;
  runId: string | null;
  /** Null when it is of several units. */
  unitId: string | null;
  equipmentGroup: number | null;
  startedAt: number;
  endedAt: number | null;
  expectedUntil: number | null;
  openedAt: number;
  /** JSON list of `IncidentChild`. */
  children: string;
  acknowledgedAt: number | null;
  acknowledgedBy: string | null;
  nextCheckAt: number | null;
  untakenSince: number | null;
  note: string | null;
  mergedIntoId: string | null;
  revision: number;
}

/** Which incident an alert belongs to, and how the alert stood when that was worked out. */
export interface IncidentMemberRow {
  alertId: string;
  incidentId: string;
  seen: string;
}

/** A stretch of a run's way without coverage, in ms from the departure of one of its legs. */
export interface RunHoleRow extends Owned {
  runId: string;
  /** From 0. */
  legOrdinal: number;
  code: string;
  nameZh: string;
  nameEn: string;
  afterDeparture: number;
  duration: number;
}
