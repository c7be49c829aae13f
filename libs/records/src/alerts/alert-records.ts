import { acknowledgeAlert } from '@lenglian/alerts';
import type { Audited, ReadableDatabase } from '../database/audited.ts';
import { readCounter } from '../database/counters.ts';
import { rowsToRead, toPage } from '../page.ts';
import { NotFoundError } from '../records-errors.ts';
import type { AlertFilter, AlertRecord, Page, Records } from '../records.ts';
import { fromAlert, toAlert } from './alert-rows.ts';
import { applyVerdicts } from './apply-verdicts.ts';

export function alertRecords(database: ReadableDatabase, audited: Audited): Records['alerts'] {
  return {
    applyVerdicts: (changes) => applyVerdicts(database, audited, changes),
    verdictCursor: () => readCounter(database, 'verdicts'),
    list: (filter) => listAlerts(database, filter),
    get: (id) => findAlert(database, id),
    acknowledge: (actor, id, { now, nextCheckAt, note }) =>
      audited(actor, async (change) => {
        const alert = await findAlert(change.database, id);
        if (alert === undefined) throw new NotFoundError(`there is no alert ${id}`);
        const acknowledged: AlertRecord = {
          ...alert,
          ...acknowledgeAlert(alert, now, nextCheckAt),
          acknowledgedBy: actor.id,
          note: note ?? alert.note,
          revision: alert.revision + 1,
        };
        await change.database
          .updateTable('alerts')
          .set(fromAlert(acknowledged))
          .where('id', '=', id)
          .execute();
        change.note({
          organisationId: alert.organisationId,
          action: 'alert.acknowledge',
          entity: 'alert',
          entityId: id,
          before: acknowledgementOf(alert),
          after: acknowledgementOf(acknowledged),
        });
        return acknowledged;
      }),
  };
}

async function listAlerts(
  database: ReadableDatabase,
  filter: AlertFilter,
): Promise<Page<AlertRecord>> {
  const { state, unitId, lotId, runId, severity, rule, from, until } = filter;
  const { cursor, newestFirst } = filter;
  let query = database.selectFrom('alerts').selectAll();
  if (filter.organisationId !== undefined)
    query = query.where('organisationId', '=', filter.organisationId);
  if (state === 'live') query = query.where('state', 'in', ['OPEN', 'ACKNOWLEDGED']);
  else if (state) query = query.where('state', '=', state);
  if (unitId) query = query.where('unitId', '=', unitId);
  if (lotId) query = query.where('lotId', '=', lotId);
  if (runId) query = query.where('runId', '=', runId);
  if (severity) query = query.where('severity', '=', severity);
  if (rule) query = query.where('rule', '=', rule);
  if (from !== undefined) query = query.where('startedAt', '>=', from);
  if (until !== undefined) query = query.where('startedAt', '<', until);
  const { custodianId } = filter;
  if (custodianId !== undefined)
    query = query.where('runId', 'in', heldRuns(database, custodianId)).where((alert) =>
      alert.exists(
        alert
          .selectFrom('grants')
          .select('grants.id')
          .where('granteeOrganisationId', '=', custodianId)
          .where('kind', '=', 'custody')
          .whereRef('subjectId', '=', 'alerts.runId')
          .whereRef('validFrom', '<=', 'alerts.startedAt')
          // A revocation ends a grant early, and takes nothing back.
          .where((grant) =>
            grant.and(
              (['validUntil', 'revokedAt'] as const).map((end) =>
                grant.or([grant(end, 'is', null), grant(end, '>', grant.ref('alerts.startedAt'))]),
              ),
            ),
          ),
      ),
    );
  if (cursor) query = query.where('id', newestFirst ? '<' : '>', cursor);
  const rows = await query
    .orderBy('id', newestFirst ? 'desc' : 'asc')
    .limit(rowsToRead(filter))
    .execute();
  return toPage(rows, filter, toAlert);
}

/** Every run that ever was: without it each alert of everybody would be looked at. */
function heldRuns(database: ReadableDatabase, custodianId: string) {
  return database
    .selectFrom('grants')
    .select('subjectId')
    .where('granteeOrganisationId', '=', custodianId)
    .where('kind', '=', 'custody');
}

async function findAlert(database: ReadableDatabase, id: string): Promise<AlertRecord | undefined> {
  const row = await database
    .selectFrom('alerts')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && toAlert(row);
}

function acknowledgementOf(alert: AlertRecord) {
  const { state, acknowledgedAt, acknowledgedBy, nextCheckAt, note } = alert;
  return { state, acknowledgedAt, acknowledgedBy, nextCheckAt, note };
}
