import { isDeepStrictEqual } from 'node:util';
import { alertIdsOf, gatherIncidents, isGap, nameIncidents } from '@lenglian/incidents';
import type { Instant } from '@lenglian/quantities';
import type { Audited, Change, ReadableDatabase } from '../database/audited.ts';
import { inChunks } from '../database/chunks.ts';
import type { IncidentMemberRow } from '../database/schema-of-incidents.ts';
import type { Actor, AlertRecord } from '../records.ts';
import type { IncidentRecord } from './incident.ts';
import { emptied, incidentAfter } from './incident-after.ts';
import { fromIncident, toIncident } from './incident-rows.ts';
import { noteIncident } from './note-incident.ts';
import {
  incidentRowsOf,
  membersOf,
  readScope,
  scopeIdOf,
  type Scope,
  type ScopeFacts,
} from './read-scope.ts';

const JUDGE: Actor = { id: 'judge' };

/** As `IncidentRecords.followAlerts`. */
export async function followAlerts(
  database: ReadableDatabase,
  audited: Audited,
  alerts: readonly AlertRecord[],
  now: Instant,
): Promise<IncidentRecord[]> {
  const changed = await notSeen(database, alerts);
  if (changed.length === 0) return [];
  return audited(JUDGE, async (change) => {
    const byScope = Map.groupBy(changed, (alert) => `${alert.organisationId}\n${scopeIdOf(alert)}`);
    const followed: IncidentRecord[] = [];
    for (const ofScope of byScope.values()) {
      const [first] = ofScope;
      if (first === undefined) continue;
      const scope = { organisationId: first.organisationId, scopeId: scopeIdOf(first) };
      followed.push(...(await followScope(change, scope, ofScope, now)));
    }
    return followed;
  });
}

/** As `IncidentRecords.lookAgain`. */
export async function lookAgain(
  database: ReadableDatabase,
  audited: Audited,
  now: Instant,
  isAll: boolean,
): Promise<IncidentRecord[]> {
  let query = database
    .selectFrom('incidents')
    .select(['organisationId', 'scopeId'])
    .distinct()
    .where('endedAt', 'is', null);
  if (!isAll) query = query.where('expectedUntil', '<=', now);
  const scopes = await query.execute();
  if (scopes.length === 0) return [];
  return audited(JUDGE, async (change) => {
    const followed: IncidentRecord[] = [];
    for (const scope of scopes) followed.push(...(await followScope(change, scope, [], now)));
    return followed;
  });
}

/** Alerts that changed in what decides where they belong: not those whose peak moved. */
async function notSeen(
  database: ReadableDatabase,
  alerts: readonly AlertRecord[],
): Promise<AlertRecord[]> {
  const latest = new Map(alerts.map((alert) => [alert.id, alert]));
  const members = await membersOf(database, 'alertId', [...latest.keys()]);
  const seen = new Map(members.map((member) => [member.alertId, member.seen]));
  return [...latest.values()].filter((alert) => seen.get(alert.id) !== seenOf(alert));
}

export function seenOf(alert: AlertRecord): string {
  const { severity, state, startedAt, endedAt, isAnnulled, acknowledgedAt } = alert;
  return [severity, state, startedAt, endedAt, isAnnulled, acknowledgedAt].join(' ');
}

async function followScope(
  change: Change,
  scope: Scope,
  touched: readonly AlertRecord[],
  now: Instant,
): Promise<IncidentRecord[]> {
  const facts = await readScope(change.database, scope, touched, now);
  const known = new Map(facts.members.map(({ alertId, incidentId }) => [alertId, incidentId]));
  const valid = facts.alerts.filter(({ isAnnulled }) => !isAnnulled);
  const gathered = gatherIncidents(valid.map(facts.factOf), now);
  const gaps = facts.alerts.filter(({ rule }) => isGap(rule)).map(({ id }) => id);
  const { named, merged } = nameIncidents(gathered, known, new Set(gaps));
  const before = await withMerged(change, facts, [...named.keys()]);
  const byId = new Map(facts.alerts.map((alert) => [alert.id, alert]));
  const after: IncidentRecord[] = [...named].map(([id, incident]) => {
    const alerts = alertIdsOf(incident).flatMap((alertId) => byId.get(alertId) ?? []);
    const equipmentGroup = facts.groupOf(incident.powerGroup);
    const place = { id, organisationId: scope.organisationId, equipmentGroup };
    return incidentAfter(before.get(id), incident, alerts, place, now);
  });
  for (const [id, incident] of facts.incidents)
    if (!named.has(id)) after.push(emptied(incident, merged.get(id) ?? null, now));
  const changed = after.flatMap((incident) => {
    const old = before.get(incident.id);
    return isDeepStrictEqual(old, incident) ? [] : { ...incident, revision: incident.revision + 1 };
  });
  await writeIncidents(change, scope.scopeId, changed);
  await writeMembers(change, membersAfter(facts, after, merged));
  for (const incident of changed) noteIncident(change, before.get(incident.id), incident);
  change.leaveUnnoted('which alerts are one follows from them; what changes for people is noted');
  return changed;
}

/** With incidents that were merged once and stand by themselves again. */
async function withMerged(
  change: Change,
  { incidents }: ScopeFacts,
  ids: readonly string[],
): Promise<ReadonlyMap<string, IncidentRecord>> {
  const missing = ids.filter((id) => !incidents.has(id));
  const rows = await incidentRowsOf(change.database, missing);
  return new Map([...incidents, ...rows.map((row) => [row.id, toIncident(row)] as const)]);
}

/** Rows that differ from what is written: an annulled alert stays where it was. */
function membersAfter(
  { members, alerts }: ScopeFacts,
  after: readonly IncidentRecord[],
  merged: ReadonlyMap<string, string>,
): IncidentMemberRow[] {
  const incidentOf = new Map<string, string>();
  for (const incident of after)
    for (const alertId of alertIdsOf(incident)) incidentOf.set(alertId, incident.id);
  const before = new Map(members.map((member) => [member.alertId, member]));
  return alerts.flatMap((alert) => {
    const old = before.get(alert.id);
    const stays = old && (merged.get(old.incidentId) ?? old.incidentId);
    const incidentId = incidentOf.get(alert.id) ?? stays;
    if (incidentId === undefined) return [];
    const row = { alertId: alert.id, incidentId, seen: seenOf(alert) };
    return old?.incidentId === incidentId && old.seen === row.seen ? [] : row;
  });
}

export async function writeIncidents(
  change: Change,
  scopeId: string,
  incidents: readonly IncidentRecord[],
): Promise<void> {
  const rows = incidents.map((incident) => fromIncident(incident, scopeId));
  for (const chunk of inChunks(rows))
    await change.database
      .insertInto('incidents')
      .values(chunk)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((update) => ({
          cause: update.ref('excluded.cause'),
          severity: update.ref('excluded.severity'),
          state: update.ref('excluded.state'),
          unitId: update.ref('excluded.unitId'),
          equipmentGroup: update.ref('excluded.equipmentGroup'),
          startedAt: update.ref('excluded.startedAt'),
          endedAt: update.ref('excluded.endedAt'),
          expectedUntil: update.ref('excluded.expectedUntil'),
          children: update.ref('excluded.children'),
          acknowledgedAt: update.ref('excluded.acknowledgedAt'),
          acknowledgedBy: update.ref('excluded.acknowledgedBy'),
          nextCheckAt: update.ref('excluded.nextCheckAt'),
          untakenSince: update.ref('excluded.untakenSince'),
          note: update.ref('excluded.note'),
          mergedIntoId: update.ref('excluded.mergedIntoId'),
          revision: update.ref('excluded.revision'),
        })),
      )
      .execute();
}

export async function writeMembers(
  change: Change,
  rows: readonly IncidentMemberRow[],
): Promise<void> {
  for (const chunk of inChunks(rows))
    await change.database
      .insertInto('incidentMembers')
      .values(chunk)
      .onConflict((conflict) =>
        conflict.column('alertId').doUpdateSet((update) => ({
          incidentId: update.ref('excluded.incidentId'),
          seen: update.ref('excluded.seen'),
        })),
      )
      .execute();
}
