import type { Migration } from '../migrate.ts';

/** Whom to call about a place, a unit, a leg, a run or an organisation. */
export const contacts: Migration = {
  name: '0014-contacts',
  async up({ schema }) {
    let table = schema
      .createTable('contacts')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('revision', 'integer', (column) => column.notNull().defaultTo(1))
      .addColumn('legOrdinal', 'integer')
      .addColumn('deputyOfId', 'text', (column) => column.references('contacts.id'));
    const texts = [
      'organisationId',
      'subjectKind',
      'subjectId',
      'role',
      'name',
      'phone',
      'language',
    ];
    for (const name of texts) table = table.addColumn(name, 'text', (column) => column.notNull());
    await table.addColumn('hours', 'text').addColumn('note', 'text').execute();
    await schema
      .createIndex('contactsBySubject')
      .on('contacts')
      .columns(['organisationId', 'subjectKind', 'subjectId'])
      .execute();
  },
};
