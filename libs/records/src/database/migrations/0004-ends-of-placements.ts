import type { Migration } from '../migrate.ts';

/** What lies in units now, and what left them lately, is found without reading all that ever did. */
export const endsOfPlacements: Migration = {
  name: '0004-ends-of-placements',
  async up(database) {
    await database.schema
      .createIndex('lotPlacementsByValidUntil')
      .on('lotPlacements')
      .column('validUntil')
      .execute();
  },
};
