import { acknowledgeAlert } from '@lenglian/alerts';
import { alertIdsOf } from '@lenglian/incidents';
import type { Instant } from '@lenglian/quantities';
import { fromAlert, toAlert } from '../alerts/alert-rows.ts';
import type { Change } from '../database/audited.ts';
import { inChunks } from '../database/chunks.ts';
import { requireRevision } from '../database/revise.ts';
import { IncidentStateError, NotFoundError } from '../records-errors.ts';
import type { Actor, AlertRecord } from '../records.ts';
import { seenOf, writeIncidents, writeMembers } from './follow-alerts.ts';
import type { IncidentRecord } from './incident.ts';
import { toIncident } from './incident-rows.ts';
import { summaryOf } from './note-incident.ts';
import { incidentRowsOf } from './read-scope.ts';

interface Acknowledgement {
  readonly now: Instant;
  readonly nextCheckAt: Instant;
  readonly note?: string | undefined;
}

/** As `IncidentRecords.acknowledge`, within a change. */
export async function acknowledgeIncident(
  change: Change,
  actor: Actor,
  id: string,
  acknowledgement: Acknowledgement,
): Promise<{ incident: IncidentRecord; alerts: AlertRecord[] }> {
  const [row] = await incidentRowsOf(change.database, [id]);
  if (row === undefined) throw new NotFoundError(`there is no incident ${id}`);
  const before = toIncident(row);
  requireRevision(change, id, before.revision);
  if (before.endedAt !== null)
    throw new IncidentStateError(`incident ${id} is ${before.state} and cannot be taken`);
  const alerts = await acknowledgeAlerts(change, actor, before, acknowledgement);
  const { now, nextCheckAt, note } = acknowledgement;
  const incident: IncidentRecord = {
    ...before,
    ...{ state: 'ACKNOWLEDGED', acknowledgedAt: now, acknowledgedBy: actor.id, nextCheckAt },
    note: note ?? before.note,
    revision: before.revision + 1,
  };
  await writeIncidents(change, row.scopeId, [incident]);
  change.note({
    organisationId: before.organisationId,
    ...{ action: 'incident.acknowledge', entity: 'incident', entityId: id },
    before: summaryOf(before),
    after: summaryOf(incident),
  });
  return { incident, alerts };
}

async function acknowledgeAlerts(
  change: Change,
  actor: Actor,
  incident: IncidentRecord,
  { now, nextCheckAt, note }: Acknowledgement,
): Promise<AlertRecord[]> {
  const taken: AlertRecord[] = [];
  for (const ids of inChunks(alertIdsOf(incident))) {
    const rows = await change.database
      .selectFrom('alerts')
      .selectAll()
      .where('id', 'in', ids)
      .where('endedAt', 'is', null)
      .execute();
    for (const alert of rows.map(toAlert)) {
      const after: AlertRecord = {
        ...alert,
        ...acknowledgeAlert(alert, now, nextCheckAt),
        acknowledgedBy: actor.id,
        note: note ?? alert.note,
        revision: alert.revision + 1,
      };
      await change.database
        .updateTable('alerts')
        .set(fromAlert(after))
        .where('id', '=', alert.id)
        .execute();
      change.note({
        organisationId: alert.organisationId,
        ...{ action: 'alert.acknowledge', entity: 'alert', entityId: alert.id },
        before: acknowledgementOf(alert),
        after: { ...acknowledgementOf(after), incidentId: incident.id },
      });
      taken.push(after);
    }
  }
  const rows = taken.map((alert) => {
    return { alertId: alert.id, incidentId: incident.id, seen: seenOf(alert) };
  });
  await writeMembers(change, rows);
  return taken;
}

function acknowledgementOf({
  state,
  acknowledgedAt,
  acknowledgedBy,
  nextCheckAt,
  note,
}: AlertRecord) {
  return { state, acknowledgedAt, acknowledgedBy, nextCheckAt, note };
}
