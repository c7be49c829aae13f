import type { AlertState, Disposition } from '@lenglian/alerts';
import type { RuleCode, Severity } from '@lenglian/breaches';
import type { ReadableDatabase } from '../database/audited.ts';
import type { AlertRow } from '../database/schema-of-alerts.ts';
import type { AlertRecord } from './alert.ts';

export function toAlert(row: AlertRow): AlertRecord {
  return {
    ...row,
    // The columns hold only what `fromAlert` was given.
    rule: row.rule as RuleCode,
    severity: row.severity as Severity,
    state: row.state as AlertState,
    disposition: row.disposition as Disposition | null,
    isLate: row.isLate === 1,
    isAnnulled: row.isAnnulled === 1,
    isUnverified: row.isUnverified === 1,
    isCheckDue: row.isCheckDue === 1,
    awaitsDisposition: row.awaitsDisposition === 1,
  };
}

export function fromAlert(alert: AlertRecord): AlertRow {
  return {
    ...alert,
    isLate: alert.isLate ? 1 : 0,
    isAnnulled: alert.isAnnulled ? 1 : 0,
    isUnverified: alert.isUnverified ? 1 : 0,
    isCheckDue: alert.isCheckDue ? 1 : 0,
    awaitsDisposition: alert.awaitsDisposition ? 1 : 0,
  };
}

export async function findAlert(
  database: ReadableDatabase,
  id: string,
): Promise<AlertRecord | undefined> {
  const row = await database
    .selectFrom('alerts')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && toAlert(row);
}
