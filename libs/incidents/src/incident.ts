import type { Severity } from '@lenglian/breaches';
import type { Instant } from '@lenglian/quantities';
import type { IncidentCause } from './causes.ts';

/**
 * - OPEN: one of its alerts lasts and nobody owns it.
 * - ACKNOWLEDGED: one lasts and somebody owns it until `nextCheckAt`.
 * - CLEARED: none lasts.
 * - MERGED: it turned out to be part of the incident `mergedIntoId`, which has its alerts.
 */
export const INCIDENT_STATES = ['OPEN', 'ACKNOWLEDGED', 'CLEARED', 'MERGED'] as const;
export type IncidentState = (typeof INCIDENT_STATES)[number];

/** One alert, as far as it matters which incident it belongs to. One that was annulled is none. */
export interface AlertFact {
  readonly id: string;
  /** A code of libs/breaches; one that is newer than this library is about the goods. */
  readonly rule: string;
  readonly severity: Severity;
  readonly unitId: string;
  /** The goods that it is about; null where it is about none. */
  readonly lotId: string | null;
  /** The run on which the unit was when the breach began. */
  readonly runId: string | null;
  /** Units with the same word were fed by one supply when the breach began; null: a supply of its own. */
  readonly powerGroup: string | null;
  /** Event times, as of the episode. */
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  /** Of silence: until when nothing else was to be expected (`expectedUntil`); null: it never was. */
  readonly expectedUntil: Instant | null;
  /** Of silence: when the next report after its last word, `startedAt`, was due (`SilenceBegin`); else null. */
  readonly dueAt: Instant | null;
}

/** What came of a cause on one unit. */
export interface IncidentChild {
  readonly unitId: string;
  /** Worst of what lasts; of all once nothing does. */
  readonly severity: Severity;
  /** Ids of its alerts: causes first, then as they began. */
  readonly stages: readonly string[];
}

/** Alerts of one cause: one line. */
export interface Incident {
  readonly cause: IncidentCause;
  readonly runId: string | null;
  /** Of GENSET_GROUP; as in its alerts. */
  readonly powerGroup: string | null;
  /** Worst of what lasts, as people are to take it; of all once nothing does. */
  readonly severity: Severity;
  /** When its first alert began, which need not be that of the cause. */
  readonly startedAt: Instant;
  /** Null while one of its alerts lasts. */
  readonly endedAt: Instant | null;
  /** Silence that is as expected is INFO until then; null when nothing of the kind lasts. */
  readonly expectedUntil: Instant | null;
  /** By unit: the first hit first. */
  readonly children: readonly IncidentChild[];
}

/** The alerts of an incident, the causes of each unit first. */
export function alertIdsOf(incident: Pick<Incident, 'children'>): string[] {
  return incident.children.flatMap(({ stages }) => stages);
}
