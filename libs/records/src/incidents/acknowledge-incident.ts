import { alertIdsOf } from '@lenglian/incidents';
import type { Instant } from '@lenglian/quantities';
import { takeAlert } from '../alerts/change-alert.ts';
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
    untakenSince: null,
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
  acknowledgement: Acknowledgement,
): Promise<AlertRecord[]> {
  // The revision that the actor saw is the incident's; its alerts have their own.
  const whichever: Change = { ...change, ifRevision: undefined };
  const taken: AlertRecord[] = [];
  for (const ids of inChunks(alertIdsOf(incident))) {
    const lasting = await change.database
      .selectFrom('alerts')
      .select('id')
      .where('id', 'in', ids)
      .where('endedAt', 'is', null)
      .execute();
    for (const { id } of lasting)
      taken.push(await takeAlert(whichever, actor, id, acknowledgement));
  }
  const members = taken.map((alert) => {
    return { alertId: alert.id, incidentId: incident.id, seen: seenOf(alert) };
  });
  await writeMembers(change, members);
  return taken;
}
