import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

/** Lists that leave gaps out must not read them all: of a link that flickers there are many. */
export const alertsWithoutGaps: Migration = {
  name: '0051-alerts-without-gaps',
  async up(database) {
    const indexes = {
      alertsWithoutGaps: ['organisationId', 'id'],
      alertsByStateWithoutGaps: ['organisationId', 'state', 'id'],
      // Units carry goods of others too: their condition is asked without an owner.
      alertsByUnitIdWithoutGaps: ['unitId', 'id'],
    } as const;
    for (const [name, columns] of Object.entries(indexes))
      await database.schema
        .createIndex(name)
        .on('alerts')
        .columns([...columns])
        .where(sql`"rule" <> 'DATA_GAP'` as never)
        .execute();
  },
};
