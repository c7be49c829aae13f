import { expressionBuilder } from 'kysely';

/** Sorts behind every character that a text can hold, byte by byte as well. */
const LAST_CHARACTER = '\u{10FFFF}';

/**
 * A condition on any table with a code: how it begins, letter for letter. A span instead of `like`,
 * which takes % and _ for more than themselves, on SQLite takes a for A, and uses an index only where
 * the collation allows it. Columns of text sort by their bytes on both databases.
 */
export function codeBegins(prefix: string) {
  const where = expressionBuilder<{ table: { code: string } }, 'table'>();
  return () => where.and([where('code', '>=', prefix), where('code', '<', endOf(prefix))]);
}

/** What sorts behind everything that begins so. */
export function endOf(prefix: string): string {
  return `${prefix}${LAST_CHARACTER}`;
}
