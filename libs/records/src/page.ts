import type { Instant } from '@lenglian/quantities';
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Page, PageRequest } from './records.ts';
import { InvalidRecordError } from './records-errors.ts';

/** More than this at once nobody may ask for; an api asks for less. */
export const PAGE_LIMIT_MAX = 20_000;

/**
 * How many rows to read for a page: one more than asked for shows that there is a next one.
 *
 * @throws InvalidRecordError when the limit is not an integer in 1…PAGE_LIMIT_MAX
 */
export function rowsToRead(request: PageRequest): number {
  if (!Number.isInteger(request.limit) || request.limit < 1 || request.limit > PAGE_LIMIT_MAX) {
    throw new InvalidRecordError(`limit ${request.limit} is not within 1…${PAGE_LIMIT_MAX}`);
  }
  return request.limit + 1;
}

/** Cuts the rows that were read to the page; the cursor is the id of its last item. */
export function toPage<Row extends { id: string }, Item>(
  rows: readonly Row[],
  request: PageRequest,
  toItem: (row: Row) => Item,
): Page<Item> {
  const onPage = rows.slice(0, request.limit);
  const last = onPage.at(-1);
  const hasMore = rows.length > onPage.length && last !== undefined;
  return { items: onPage.map(toItem), nextCursor: hasMore ? last.id : null };
}

/**
 * What comes after the page that a cursor ends, in the order of a moment and then of ids: its cursor is the
 * last item's moment and id, with a dot between. Everything without a cursor.
 *
 * @throws InvalidRecordError for a cursor that no such list gave
 */
export function beyond(
  column: string,
  direction: '<' | '>',
  { cursor }: PageRequest,
): RawBuilder<SqlBool> {
  if (cursor === undefined) return sql`1 = 1`;
  const [, at, id] = /^(-?\d{1,16})\.(.+)$/.exec(cursor) ?? [];
  if (at === undefined || id === undefined) throw new InvalidRecordError(`cursor ${cursor}`);
  return sql`(${sql.ref(column)}, ${sql.ref('id')}) ${sql.raw(direction)} (${Number(at)}, ${id})`;
}

/** As `toPage`, for rows in the order of a moment and then of ids. */
export function toDatedPage<Row extends { id: string }, Item>(
  rows: readonly Row[],
  request: PageRequest,
  atOf: (row: Row) => Instant,
  toItem: (row: Row) => Item,
): Page<Item> {
  const page = toPage(rows, request, toItem);
  const last = rows[page.items.length - 1];
  return { ...page, nextCursor: page.nextCursor && last ? `${atOf(last)}.${last.id}` : null };
}
