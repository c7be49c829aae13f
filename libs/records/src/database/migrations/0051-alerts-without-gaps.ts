import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

/** Lists that leave gaps out must not read them all: of a link that flickers there are many. */
export const alertsWithoutGaps: Migration = {
  name: '0051-alerts-without-gaps',
  async up(database) {
    for (const column of ['state', 'unitId'] as const)
      await database.schema
        .createIndex(`alertsBy${column === 'state' ? 'State' : 'UnitId'}WithoutGaps`)
        .on('alerts')
        .columns(['organisationId', column, 'id'])
        .where(sql`"rule" <> 'DATA_GAP'` as never)
        .execute();
  },
};
