import type { Migration } from '../migrate.ts';

/**
 * Whether a version of a profile came from the seeds: a version of somebody's own is never gone over by
 * newer seeds. And which goods are judged by a version, for the next one to find.
 */
export const versionsOfProfiles: Migration = {
  name: '0027-versions-of-profiles',
  async up({ schema }) {
    // Until now only the seeds brought profiles.
    await schema
      .alterTable('profiles')
      .addColumn('isSeeded', 'integer', (column) => column.notNull().defaultTo(1))
      .execute();
    await schema
      .createIndex('lotPlacementsByProfileId')
      .on('lotPlacements')
      .column('profileId')
      .execute();
  },
};
