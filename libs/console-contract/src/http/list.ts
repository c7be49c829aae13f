import { z } from 'zod';

/** Every list is a page: its items and where the next page begins, null on the last. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export interface List<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** A yes or no in a query: `true` or `false`. */
export const flagSchema = z.preprocess(
  (given) => (given === 'true' ? true : given === 'false' ? false : given),
  z.boolean(),
);

/** How a code begins: letter for letter, capitals too. */
export const codePrefixSchema = z.string().min(1).max(64);

/**
 * Common to every list request. `cursor`: `nextCursor` of the page before, a UUID (RFC 9562) unless
 * the list says otherwise; `limit` 1…500, default 100.
 */
export const pageQuerySchema = z.object({
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** The same for a list by a moment of its items; `cursor` is that of the last item and its id. */
export const datedPageQuerySchema = pageQuerySchema.extend({
  cursor: z
    .string()
    .regex(/^-?\d{1,16}\.[0-9a-f-]{36}$/)
    .optional(),
});
