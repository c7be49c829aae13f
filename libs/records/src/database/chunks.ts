import { setImmediate } from 'node:timers/promises';

/** Rows in one statement: far below every database's limit on parameters (SQLite: 32,766). */
const CHUNK_ROWS = 200;

/** Cuts a list into pieces that fit one statement. */
export function* inChunks<Item>(items: readonly Item[], size = CHUNK_ROWS): Generator<Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

/**
 * Lets the process breathe after a full chunk: SQLite works on the thread that also serves sockets,
 * and a bulk change must not hold it for longer than one statement.
 */
export async function pauseBetweenChunks(chunk: readonly unknown[]): Promise<void> {
  if (chunk.length >= CHUNK_ROWS) await setImmediate();
}
