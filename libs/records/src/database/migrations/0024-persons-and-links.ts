import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Migration } from '../migrate.ts';

/**
 * Names that were erased leave a mark, so that nobody takes them for names that were never given; each
 * organisation has a secret by which names become pseudonyms; and a hand-over can be answered by a link.
 */
export const personsAndLinks: Migration = {
  name: '0024-persons-and-links',
  async up(database) {
    await database.schema.alterTable('handOverPersons').addColumn('erasedAt', 'bigint').execute();
    await database.schema.alterTable('handOverPersons').addColumn('answerId', 'text').execute();
    await database.schema
      .createIndex('handOverPersonsByOrganisationIdName')
      .on('handOverPersons')
      .columns(['organisationId', 'name'])
      .execute();
    for (const table of ['handOverConfirmations', 'handOverDisputes'])
      await database.schema
        .alterTable(table)
        .addColumn('isByLink', 'integer', (column) => column.notNull().defaultTo(0))
        .execute();
    await createPseudonymKeys(database);
    await createLinks(database);
  },
};

interface NamesOfThen {
  handOverPersons: { organisationId: string };
  pseudonymKeys: { organisationId: string; key: string };
}

/** Also for names that are there already. */
async function createPseudonymKeys(database: Kysely<NamesOfThen>): Promise<void> {
  await database.schema
    .createTable('pseudonymKeys')
    .addColumn('organisationId', 'text', (column) => column.primaryKey().notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .execute();
  const named = await database
    .selectFrom('handOverPersons')
    .select('organisationId')
    .distinct()
    .execute();
  for (const { organisationId } of named) {
    const row = { organisationId, key: randomBytes(32).toString('hex') };
    await database.insertInto('pseudonymKeys').values(row).execute();
  }
}

async function createLinks(database: Kysely<NamesOfThen>): Promise<void> {
  await database.schema
    .createTable('handOverLinks')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('organisationId', 'text', (column) => column.notNull())
    .addColumn('handOverId', 'text', (column) => column.notNull().references('handOvers.id'))
    .addColumn('side', 'text', (column) => column.notNull())
    .addColumn('tokenSha256', 'text', (column) => column.notNull().unique())
    .addColumn('createdBy', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'bigint', (column) => column.notNull())
    .addColumn('validUntil', 'bigint', (column) => column.notNull())
    .addColumn('usedAt', 'bigint')
    .execute();
  await database.schema
    .createIndex('handOverLinksByHandOverId')
    .on('handOverLinks')
    .columns(['handOverId'])
    .execute();
}
