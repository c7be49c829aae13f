import { listOf } from '@lenglian/console-contract';
import type { z } from 'zod';
import { request } from './request.ts';

/** Asks the api and holds the answer to its schema. For pages that come when they are asked for. */
export async function ask<Schema extends z.ZodType>(
  schema: Schema,
  path: string,
): Promise<z.infer<Schema>> {
  return schema.parse(await request<unknown>(path));
}

/**
 * Every page of a list.
 *
 * @param path with its query, without `limit` and `cursor`
 */
export async function askAll<Schema extends z.ZodType>(
  schema: Schema,
  path: string,
): Promise<Array<z.infer<Schema>>> {
  const page = listOf(schema);
  const items: Array<z.infer<Schema>> = [];
  const mark = path.includes('?') ? '&' : '?';
  for (let cursor: string | null = ''; cursor !== null;) {
    const after = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const answer: z.infer<typeof page> = await ask(page, `${path}${mark}limit=500${after}`);
    items.push(...answer.items);
    cursor = answer.nextCursor;
  }
  return items;
}
