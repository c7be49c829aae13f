import type { AlertState } from '@lenglian/alerts';
import type { RuleCode, Severity } from '@lenglian/breaches';
import type { AlertRow } from '../database/schema.ts';
import type { AlertRecord } from '../records.ts';

export function toAlert(row: AlertRow): AlertRecord {
  return {
    ...row,
    // The columns hold only what `fromAlert` was given.
    rule: row.rule as RuleCode,
    severity: row.severity as Severity,
    state: row.state as AlertState,
    isLate: row.isLate === 1,
    isAnnulled: row.isAnnulled === 1,
  };
}

export function fromAlert(alert: AlertRecord): AlertRow {
  return { ...alert, isLate: alert.isLate ? 1 : 0, isAnnulled: alert.isAnnulled ? 1 : 0 };
}
