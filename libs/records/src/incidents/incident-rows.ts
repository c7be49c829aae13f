import type { Severity } from '@lenglian/breaches';
import type { IncidentCause, IncidentChild, IncidentState } from '@lenglian/incidents';
import type { IncidentRow } from '../database/schema-of-incidents.ts';
import type { IncidentRecord } from './incident.ts';

/** The columns hold only what `fromIncident` was given. */
export function toIncident({ scopeId: _, ...row }: IncidentRow): IncidentRecord {
  return {
    ...row,
    cause: row.cause as IncidentCause,
    severity: row.severity as Severity,
    state: row.state as IncidentState,
    children: JSON.parse(row.children) as IncidentChild[],
  };
}

export function fromIncident(incident: IncidentRecord, scopeId: string): IncidentRow {
  return { ...incident, scopeId, children: JSON.stringify(incident.children) };
}
