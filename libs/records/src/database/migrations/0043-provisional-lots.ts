import type { Migration } from '../migrate.ts';

/** Lots that stand for goods which nobody declared (有货无单): of which unit on which run. All others have neither. */
export const provisionalLots: Migration = {
  name: '0043-provisional-lots',
  async up({ schema }) {
    await schema
      .alterTable('lots')
      .addColumn('provisionalRunId', 'text', (column) => column.references('runs.id'))
      .execute();
    await schema
      .alterTable('lots')
      .addColumn('provisionalUnitId', 'text', (column) => column.references('units.id'))
      .execute();
    await schema
      .createIndex('lotsByProvisionalRunId')
      .on('lots')
      .columns(['provisionalRunId', 'provisionalUnitId'])
      // Partial: else SQLite would take it for all lots that are none.
      .where('provisionalRunId', 'is not', null)
      .execute();
  },
};
