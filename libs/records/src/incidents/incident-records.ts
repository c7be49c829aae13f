import { SEVERITIES, compareSeverity } from '@lenglian/breaches';
import { alertIdsOf } from '@lenglian/incidents';
import { toAlert } from '../alerts/alert-rows.ts';
import type { Audited, ReadableDatabase } from '../database/audited.ts';
import { inChunks } from '../database/chunks.ts';
import { rowsToRead, toPage } from '../page.ts';
import type { AlertRecord, Page } from '../records.ts';
import { acknowledgeIncident } from './acknowledge-incident.ts';
import { followAlerts, lookAgain } from './follow-alerts.ts';
import type { IncidentFilter, IncidentRecord, IncidentRecords } from './incident.ts';
import { toIncident } from './incident-rows.ts';
import { incidentRowsOf, membersOf } from './read-scope.ts';

export function incidentRecords(database: ReadableDatabase, audited: Audited): IncidentRecords {
  return {
    followAlerts: (alerts, now) => followAlerts(database, audited, alerts, now),
    lookAgain: (now, isAll = false) => lookAgain(database, audited, now, isAll),
    list: (filter) => listIncidents(database, filter),
    get: (id) => findIncident(database, id),
    alertsOf: (id) => alertsOf(database, id),
    acknowledge: (actor, id, acknowledgement) =>
      audited(actor, (change) => acknowledgeIncident(change, actor, id, acknowledgement)),
  };
}

async function listIncidents(
  database: ReadableDatabase,
  filter: IncidentFilter,
): Promise<Page<IncidentRecord>> {
  const { organisationId, state, runId, unitId, cause, severity, severityMin } = filter;
  const { cursor, newestFirst } = filter;
  let query = database.selectFrom('incidents').selectAll();
  if (organisationId !== undefined) query = query.where('organisationId', '=', organisationId);
  if (state === 'live') query = query.where('state', 'in', ['OPEN', 'ACKNOWLEDGED']);
  else if (state) query = query.where('state', '=', state);
  if (runId) query = query.where('runId', '=', runId);
  if (unitId) query = query.where('unitId', '=', unitId);
  if (cause) query = query.where('cause', '=', cause);
  if (severity) query = query.where('severity', '=', severity);
  if (severityMin) {
    const bad = SEVERITIES.filter((one) => compareSeverity(one, severityMin) >= 0);
    query = query.where('severity', 'in', bad);
  }
  if (cursor) query = query.where('id', newestFirst ? '<' : '>', cursor);
  const rows = await query
    .orderBy('id', newestFirst ? 'desc' : 'asc')
    .limit(rowsToRead(filter))
    .execute();
  return toPage(rows, filter, toIncident);
}

async function findIncident(
  database: ReadableDatabase,
  id: string,
): Promise<IncidentRecord | undefined> {
  const [row] = await incidentRowsOf(database, [id]);
  return row && toIncident(row);
}

async function alertsOf(database: ReadableDatabase, id: string): Promise<AlertRecord[]> {
  const incident = await findIncident(database, id);
  if (incident === undefined) return [];
  const members = await membersOf(database, 'incidentId', [id]);
  const alerts = new Map<string, AlertRecord>();
  for (const ids of inChunks(members.map(({ alertId }) => alertId))) {
    const rows = await database.selectFrom('alerts').selectAll().where('id', 'in', ids).execute();
    for (const row of rows) alerts.set(row.id, toAlert(row));
  }
  const order = new Set([...alertIdsOf(incident), ...[...alerts.keys()].sort()]);
  return [...order].flatMap((alertId) => alerts.get(alertId) ?? []);
}
