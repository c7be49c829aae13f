import type { Kysely } from 'kysely';

interface DatedRows {
  rows: { id: string } & Record<'recordedAt' | 'usedAt', number>;
}

/**
 * Sets a moment of rows that were there before the column was: a UUIDv7 begins with the
 * milliseconds at which it was made (RFC 9562 §5.7).
 */
export async function dateRowsById(
  database: Kysely<unknown>,
  table: string,
  column: 'recordedAt' | 'usedAt' = 'recordedAt',
): Promise<void> {
  // Any table with an id and that column.
  const dated = database as unknown as Kysely<DatedRows>;
  const name = table as 'rows';
  for (const { id } of await dated.selectFrom(name).select('id').execute()) {
    const madeAt = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
    await dated
      .updateTable(name)
      .set({ [column]: madeAt })
      .where('id', '=', id)
      .execute();
  }
}
