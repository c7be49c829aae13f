import type { Migration } from '../migrate.ts';

/** Kept as they are measured: fractions too. */
const MEASURES = ['limitInUnit', 'peakInUnit', 'kelvinMinutes', 'spentMinutes'];

/**
 * What rules about other things than a temperature limit measure, and whether the sensors can be
 * believed. Alerts from before were about °C and verified.
 */
export const measuresOfAlerts: Migration = {
  name: '0035-measures-of-alerts',
  async up(database) {
    const { schema } = database;
    for (const column of MEASURES)
      await schema.alterTable('alerts').addColumn(column, 'double precision').execute();
    await schema
      .alterTable('alerts')
      .addColumn('isUnverified', 'integer', (added) => added.notNull().defaultTo(0))
      .execute();
  },
};
