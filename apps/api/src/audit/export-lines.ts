import type { AuditRecord } from '@lenglian/records';
import { beijingTime } from '../exports/beijing-time.ts';
import { BYTE_ORDER_MARK, csvText } from '../exports/csv-text.ts';

/** How one exported line of the audit is written. */
export interface AuditFormat {
  readonly mediaType: string;
  readonly extension: string;
  readonly head: string;
  line(entry: AuditRecord): string;
}

const COLUMNS = ['id', 'atBeijing', 'atMs', 'actor', 'action', 'entity', 'entityId', 'reason'];

/** For a spreadsheet. `before` and `after` are JSON; empty where there was or is nothing. */
const CSV: AuditFormat = {
  mediaType: 'text/csv; charset=utf-8',
  extension: 'csv',
  head: `${BYTE_ORDER_MARK}${[...COLUMNS, 'before', 'after'].join(',')}\r\n`,
  line({ id, at, actor, action, entity, entityId, reason, before, after }) {
    const texts = [
      actor,
      action,
      entity,
      entityId,
      reason ?? '',
      jsonText(before),
      jsonText(after),
    ];
    return `${id},${beijingTime(at)},${at},${texts.map(csvText).join(',')}\r\n`;
  },
};

/** For programs: one JSON object a line, as the list has it. */
const JSONL: AuditFormat = {
  mediaType: 'application/x-ndjson; charset=utf-8',
  extension: 'jsonl',
  head: '',
  line: (entry) => `${JSON.stringify(entry)}\n`,
};

export const AUDIT_FORMATS: Readonly<Record<'csv' | 'jsonl', AuditFormat>> = {
  csv: CSV,
  jsonl: JSONL,
};

function jsonText(value: unknown): string {
  return value === null ? '' : JSON.stringify(value);
}
