import type { Migration } from '../migrate.ts';

/**
 * Arrivals are added up over a span of time out of one index: the rows themselves are long (the conditions
 * that were shown). It begins as the one that lists are filtered by, and takes its place.
 */
export const losses: Migration = {
  name: '0049-losses',
  async up({ schema }) {
    await schema.dropIndex('handOversByHandedOverAt').execute();
    await schema
      .createIndex('handOversOfSpan')
      .on('handOvers')
      .columns(['handedOverAt', 'organisationId', 'kind', 'runId', 'fromName', 'id'])
      .execute();
  },
};
