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
