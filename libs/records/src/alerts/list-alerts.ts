import { RULES, isForOwnerAlone } from '@lenglian/breaches';
import { sql } from 'kysely';
import type { ReadableDatabase } from '../database/audited.ts';
import { rowsToRead, toPage } from '../page.ts';
import type { Page } from '../records.ts';
import type { AlertFilter, AlertRecord } from './alert.ts';
import { toAlert } from './alert-rows.ts';

export async function listAlerts(
  database: ReadableDatabase,
  filter: AlertFilter,
): Promise<Page<AlertRecord>> {
  const { state, unitId, lotId, runId, severity, rule, notRule, from, until } = filter;
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
  // As it stands in the index: a value that is bound is not known to it.
  if (notRule) query = query.where('rule', '<>', sql.lit(notRule));
  if (from !== undefined) query = query.where('startedAt', '>=', from);
  if (until !== undefined) query = query.where('startedAt', '<', until);
  if (filter.isShelved !== undefined)
    query = query.where('shelvedUntil', filter.isShelved ? 'is not' : 'is', null);
  if (filter.awaitsDisposition !== undefined)
    query = query.where('awaitsDisposition', '=', filter.awaitsDisposition ? 1 : 0);
  const { custodianId } = filter;
  if (custodianId !== undefined)
    query = query
      .where('rule', 'not in', RULES.filter(isForOwnerAlone))
      .where('runId', 'in', heldRuns(database, custodianId))
      .where((alert) =>
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
                  grant.or([
                    grant(end, 'is', null),
                    grant(end, '>', grant.ref('alerts.startedAt')),
                  ]),
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
