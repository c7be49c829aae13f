import type { AuditFilter, Records } from '@lenglian/records';
import type { AuditFormat } from './export-lines.ts';

/** Which lines, without how they are paged. */
export type AuditSearch = Omit<AuditFilter, 'cursor' | 'limit' | 'newestFirst'>;

/** Lines in memory at once; each may hold a whole record, before and after. */
const LINES_AT_ONCE = 500;

/**
 * The audit as text, the oldest line first, a page at a time. Ends with the line that is the newest when
 * it begins: an audit that grows faster than its reader reads would have no end.
 *
 * @throws RecordsUnreachableError, RecordsBusyError
 */
export async function* auditText(
  audit: Records['audit'],
  filter: AuditSearch,
  format: AuditFormat,
): AsyncGenerator<string, void, undefined> {
  const [newest] = (await audit.list({ ...filter, limit: 1, newestFirst: true })).items;
  let text = format.head;
  let cursor: string | null = null;
  while (newest) {
    const page = await audit.list({
      ...filter,
      limit: LINES_AT_ONCE,
      cursor: cursor ?? undefined,
    });
    const lines = page.items.filter(({ id }) => id <= newest.id);
    for (const entry of lines) text += format.line(entry);
    cursor = page.nextCursor;
    if (cursor === null || cursor >= newest.id) break;
    yield text;
    text = '';
  }
  yield text;
}
