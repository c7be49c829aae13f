import type { Migration } from '../migrate.ts';
import { keepAppendOnly } from './0032-life-of-alerts.ts';

const INDEXES = [
  ['alertReviews', 'alertId'],
  ['alertReviews', 'lotId'],
  ['alertReviews', 'resolvedAt'],
  ['alertCorrections', 'alertId'],
  ['alertCorrections', 'userId'],
] as const;

/** 复核: verdicts that changed after people had decided; and who is to be told of a breach taken back. */
export const reviewsOfAlerts: Migration = {
  name: '0033-reviews-of-alerts',
  async up(database) {
    const { schema } = database;
    await schema
      .createTable('alertReviews')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('organisationId', 'text', (column) => column.notNull())
      .addColumn('alertId', 'text', (column) => column.notNull())
      .addColumn('lotId', 'text')
      .addColumn('openedAt', 'bigint', (column) => column.notNull())
      .addColumn('before', 'text')
      .addColumn('after', 'text', (column) => column.notNull())
      .addColumn('changedAt', 'bigint', (column) => column.notNull())
      .addColumn('resolvedAt', 'bigint')
      .addColumn('resolvedBy', 'text')
      .addColumn('note', 'text')
      .addColumn('revision', 'integer', (column) => column.notNull().defaultTo(1))
      .execute();
    await schema
      .createTable('alertCorrections')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('organisationId', 'text', (column) => column.notNull())
      .addColumn('alertId', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('how', 'text', (column) => column.notNull())
      .addColumn('toldAt', 'bigint', (column) => column.notNull())
      .addColumn('userId', 'text', (column) => column.notNull())
      .addColumn('contactId', 'text')
      .addColumn('mergedIntoId', 'text')
      .execute();
    for (const [table, column] of INDEXES)
      await schema
        .createIndex(`${table}By${column[0]?.toUpperCase()}${column.slice(1)}Id`)
        .on(table)
        .columns([column, 'id'])
        .execute();
    await keepAppendOnly(database, 'alertCorrections');
  },
};
