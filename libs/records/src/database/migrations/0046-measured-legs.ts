import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

/** On what the times of legs stand, what positions tell of them, and when somebody said anew when one will end. What was known before, people had reported. */
export const measuredLegs: Migration = {
  name: '0046-measured-legs',
  async up(database) {
    for (const table of ['runLegs', 'pastRunLegs']) {
      for (const column of ['departedBasis', 'arrivedBasis'])
        await database.schema.alterTable(table).addColumn(column, 'text').execute();
      for (const column of ['measuredDepartureAt', 'measuredArrivalAt', 'arrivalSaidAt'])
        await database.schema.alterTable(table).addColumn(column, 'bigint').execute();
      for (const [basis, time] of [
        ['departedBasis', 'departedAt'],
        ['arrivedBasis', 'arrivedAt'],
      ] as const)
        await sql`update ${sql.table(table)} set ${sql.ref(basis)} = 'REPORTED' where ${sql.ref(time)} is not null`.execute(
          database,
        );
    }
  },
};
