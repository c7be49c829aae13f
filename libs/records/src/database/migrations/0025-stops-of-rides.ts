import type { Migration } from '../migrate.ts';

/**
 * The stops at which a unit is coupled on and set out, by their codes: told from the times alone they get
 * lost with a delay, a report or a correction.
 */
export const stopsOfRides: Migration = {
  name: '0025-stops-of-rides',
  async up({ schema }) {
    for (const table of ['unitAssignments', 'pastUnitAssignments'])
      for (const column of ['joinPlaceCode', 'leavePlaceCode'])
        await schema.alterTable(table).addColumn(column, 'text').execute();
  },
};
