import type { Kysely } from 'kysely';
import type { Migration } from '../migrate.ts';

/**
 * What was disputed by a link is settled by both words or decided by one side with a reason, and the record
 * says which. Until now the recorder settled it alone: such are decided ones, for which no reason was asked.
 */
export const settlementsOfDisputes: Migration = {
  name: '0036-settlements-of-disputes',
  async up(database) {
    for (const column of ['settledAs', 'settlementReason'])
      await database.schema.alterTable('handOverDisputes').addColumn(column, 'text').execute();
    await sayHow(database);
    await database.schema
      .createTable('handOverSettlements')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('organisationId', 'text', (column) => column.notNull())
      .addColumn('handOverId', 'text', (column) => column.notNull().references('handOvers.id'))
      .addColumn('disputeId', 'text', (column) =>
        column.notNull().references('handOverDisputes.id'),
      )
      .addColumn('settlement', 'text', (column) => column.notNull())
      .addColumn('proposedBy', 'text', (column) => column.notNull())
      .addColumn('proposedAt', 'bigint', (column) => column.notNull())
      .execute();
    await database.schema
      .createIndex('handOverSettlementsByHandOverId')
      .on('handOverSettlements')
      .columns(['handOverId'])
      .execute();
  },
};

interface DisputesOfThen {
  handOverDisputes: { isByLink: number; settledAt: number | null; settledAs: string | null };
}

async function sayHow(database: Kysely<DisputesOfThen>): Promise<void> {
  for (const [isByLink, settledAs] of [
    [0, 'AGREED'],
    [1, 'DECIDED'],
  ] as const)
    await database
      .updateTable('handOverDisputes')
      .set({ settledAs })
      .where('isByLink', '=', isByLink)
      .where('settledAt', 'is not', null)
      .execute();
}
