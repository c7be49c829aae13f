import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

/** Since when nobody has an incident; of those that are open now, since they opened. */
export const untakenIncidents: Migration = {
  name: '0050-untaken-incidents',
  async up(database) {
    await database.schema.alterTable('incidents').addColumn('untakenSince', 'bigint').execute();
    await sql`update "incidents" set "untakenSince" = "openedAt" where "state" = 'OPEN'`.execute(
      database,
    );
  },
};
