import { z } from 'zod';

/** Every list is a page: its items and where the next page begins, null on the last. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export interface List<Item> {
  items: Item[];
  nextCursor: string | null;
}

/**
 * Common to every list request. `cursor`: `nextCursor` of the page before, a UUID (RFC 9562) unless
 * the list says otherwise; `limit` 1…500, default 100.
 */
export const pageQuerySchema = z.object({
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
