import { AFTERMATH, LINGER, expectedUntil, isSilence, type AlertFact } from '@lenglian/incidents';
import type { Instant } from '@lenglian/quantities';
import { toAlert } from '../alerts/alert-rows.ts';
import type { ReadableDatabase } from '../database/audited.ts';
import { inChunks } from '../database/chunks.ts';
import type { IncidentMemberRow } from '../database/schema-of-incidents.ts';
import { holesOfRuns } from '../journeys/run-holes.ts';
import type { AlertRecord } from '../records.ts';
import type { IncidentRecord } from './incident.ts';
import { toIncident } from './incident-rows.ts';
import { readReportingIntervals } from './reporting-intervals.ts';

/** Further apart than this nothing belongs together. */
const REACH = 2 * (AFTERMATH + LINGER);

/** What is looked at together: alerts of one organisation on one run, or else of one unit. */
export interface Scope {
  readonly organisationId: string;
  readonly scopeId: string;
}

/** All that can bear on the incidents of a scope at a time. */
export interface ScopeFacts {
  readonly incidents: ReadonlyMap<string, IncidentRecord>;
  readonly members: readonly IncidentMemberRow[];
  readonly alerts: readonly AlertRecord[];
  readonly factOf: (alert: AlertRecord) => AlertFact;
  /** The group that a word stands for. */
  readonly groupOf: (powerGroup: string | null) => number | null;
}

export const scopeIdOf = ({ runId, unitId }: Pick<AlertRecord, 'runId' | 'unitId'>): string =>
  runId ?? unitId;

/**
 * Reads the incidents that last or ended near the alerts, with all of their alerts.
 *
 * @param touched alerts of the scope that changed; empty when only time has passed
 */
export async function readScope(
  database: ReadableDatabase,
  { organisationId, scopeId }: Scope,
  touched: readonly AlertRecord[],
  now: Instant,
): Promise<ScopeFacts> {
  const from = Math.min(now, ...touched.map(({ startedAt }) => startedAt)) - REACH;
  const own = await membersOf(
    database,
    'alertId',
    touched.map(({ id }) => id),
  );
  const rows = await database
    .selectFrom('incidents')
    .selectAll()
    .where('scopeId', '=', scopeId)
    .where('organisationId', '=', organisationId)
    .where((row) => row.or([row('endedAt', 'is', null), row('endedAt', '>=', from)]))
    .where('state', '!=', 'MERGED')
    .execute();
  const known = new Set(rows.map(({ id }) => id));
  // Of an alert that late data moved far away.
  const others = own.map(({ incidentId }) => incidentId).filter((id) => !known.has(id));
  rows.push(...(await incidentRowsOf(database, others)));
  const members = await membersOf(
    database,
    'incidentId',
    rows.map(({ id }) => id),
  );
  const alertIds = [...members.map(({ alertId }) => alertId), ...touched.map(({ id }) => id)];
  const alerts: AlertRecord[] = [];
  for (const ids of inChunks([...new Set(alertIds)]))
    alerts.push(
      ...(await database.selectFrom('alerts').selectAll().where('id', 'in', ids).execute()).map(
        toAlert,
      ),
    );
  const groupOf = await readGroups(database, scopeId);
  const intervalOf = await readReportingIntervals(
    database,
    alerts.filter(({ rule }) => isSilence(rule)),
  );
  const holes = (await holesOfRuns(database, [scopeId])).get(scopeId) ?? [];
  return {
    incidents: new Map(rows.map((row) => [row.id, toIncident(row)])),
    members,
    alerts,
    factOf: (alert) => {
      const group = groupOf(alert);
      const lastWordAt = alert.startedAt;
      const dueAt = isSilence(alert.rule) ? lastWordAt + intervalOf(alert) : null;
      const isMere = dueAt !== null && isMereSilence(alert);
      return {
        ...alert,
        powerGroup: group === null ? null : String(group),
        expectedUntil: isMere ? expectedUntil({ lastWordAt, dueAt }, holes) : null,
        dueAt,
      };
    },
    groupOf: (powerGroup) => (powerGroup === null ? null : Number(powerGroup)),
  };
}

/**
 * The judge knows holes, and silence after something else was wrong (no power, an open alert) is MAJOR at once: that is
 * never as expected. What it raised milder may turn out to be, when a departure is reported late.
 */
function isMereSilence({ rule, severity }: AlertRecord): boolean {
  return isSilence(rule) && severity !== 'MAJOR';
}

/** Incidents by their ids, merged ones too. */
export async function incidentRowsOf(database: ReadableDatabase, ids: readonly string[]) {
  const rows = [];
  for (const chunk of inChunks([...new Set(ids)]))
    rows.push(
      ...(await database.selectFrom('incidents').selectAll().where('id', 'in', chunk).execute()),
    );
  return rows;
}

export async function membersOf(
  database: ReadableDatabase,
  by: 'alertId' | 'incidentId',
  ids: readonly string[],
): Promise<IncidentMemberRow[]> {
  const rows: IncidentMemberRow[] = [];
  for (const chunk of inChunks([...new Set(ids)]))
    rows.push(
      ...(await database
        .selectFrom('incidentMembers')
        .selectAll()
        .where(by, 'in', chunk)
        .execute()),
    );
  return rows;
}

/** Which units of a run one supply fed, and when. */
async function readGroups(database: ReadableDatabase, runId: string) {
  const rides = await database
    .selectFrom('unitAssignments')
    .select(['unitId', 'equipmentGroup', 'validFrom', 'validUntil'])
    .where('runId', '=', runId)
    .execute();
  const byUnit = Map.groupBy(rides, ({ unitId }) => unitId);
  return ({ unitId, startedAt }: AlertRecord): number | null =>
    byUnit
      .get(unitId)
      ?.find(
        ({ validFrom, validUntil }) =>
          validFrom <= startedAt && (validUntil === null || startedAt < validUntil),
      )?.equipmentGroup ?? null;
}
