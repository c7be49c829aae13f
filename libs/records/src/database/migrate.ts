import { InternalError } from '@lenglian/errors';
import type { Clock } from '@lenglian/quantities';
import { SqliteAdapter, sql, type Kysely } from 'kysely';
import { firstTables } from './migrations/0001-first-tables.ts';
import { disabledUsers } from './migrations/0003-disabled-users.ts';
import { grants } from './migrations/0007-grants.ts';
import { recordTime } from './migrations/0002-record-time.ts';
import { endsOfPlacements } from './migrations/0004-ends-of-placements.ts';
import { lots } from './migrations/0008-lots.ts';
import { delays } from './migrations/0009-delays.ts';
import { handOvers } from './migrations/0010-hand-overs.ts';
import { equipment } from './migrations/0011-equipment.ts';
import { revisions } from './migrations/0012-revisions.ts';
import { whatHappened } from './migrations/0013-what-happened.ts';
import { contacts } from './migrations/0014-contacts.ts';
import { personsAndLinks } from './migrations/0024-persons-and-links.ts';
import { auditAppendOnly } from './migrations/0020-audit-append-only.ts';
import { lotLinks } from './migrations/0021-lot-links.ts';
import { tokens } from './migrations/0021-tokens.ts';
import { onceKeys } from './migrations/0022-once-keys.ts';
import { filtersOfLists } from './migrations/0023-filters-of-lists.ts';
import { stopsOfRides } from './migrations/0025-stops-of-rides.ts';
import { codesOfOrganisations } from './migrations/0026-codes-of-organisations.ts';
import { versionsOfProfiles } from './migrations/0027-versions-of-profiles.ts';
import { lifeOfAlerts } from './migrations/0032-life-of-alerts.ts';
import { reviewsOfAlerts } from './migrations/0033-reviews-of-alerts.ts';
import { incidents } from './migrations/0034-incidents.ts';
import { measuresOfAlerts } from './migrations/0035-measures-of-alerts.ts';
import { settlementsOfDisputes } from './migrations/0036-settlements-of-disputes.ts';
import { contactsInUse } from './migrations/0037-contacts-in-use.ts';
import { auditByAction } from './migrations/0038-audit-by-action.ts';
import { holesOfLegs } from './migrations/0042-holes-of-legs.ts';
import { provisionalLots } from './migrations/0043-provisional-lots.ts';
import { measuredLegs } from './migrations/0046-measured-legs.ts';
import { departures } from './migrations/0048-departures.ts';
import { losses } from './migrations/0049-losses.ts';
import { untakenIncidents } from './migrations/0050-untaken-incidents.ts';
import { alertsWithoutGaps } from './migrations/0051-alerts-without-gaps.ts';

/** One step of the schema. Never changed once it was released; a change is a further step. */
export interface Migration {
  /** Begins with its number; unique. */
  readonly name: string;
  /** Takes tables away and makes them again: on SQLite every reference is checked afterwards. */
  readonly rebuildsTables?: boolean;
  up(database: Kysely<unknown>): Promise<void>;
}

/** All of them, in order. */
export const MIGRATIONS: readonly Migration[] = [
  firstTables,
  recordTime,
  disabledUsers,
  endsOfPlacements,
  grants,
  lots,
  delays,
  handOvers,
  equipment,
  revisions,
  whatHappened,
  contacts,
  auditAppendOnly,
  lotLinks,
  tokens,
  onceKeys,
  filtersOfLists,
  personsAndLinks,
  stopsOfRides,
  codesOfOrganisations,
  versionsOfProfiles,
  lifeOfAlerts,
  reviewsOfAlerts,
  incidents,
  measuresOfAlerts,
  settlementsOfDisputes,
  contactsInUse,
  auditByAction,
  holesOfLegs,
  provisionalLots,
  measuredLegs,
  departures,
  losses,
  untakenIncidents,
  alertsWithoutGaps,
];

interface MigrationSchema {
  migrations: { name: string; appliedAt: number };
}

/**
 * Brings a database up to the newest schema, in one transaction: two processes that open a new
 * database at once do not disturb each other, and a failed step leaves nothing behind. (Kysely's own
 * Migrator takes neither a lock nor a transaction on SQLite.)
 *
 * @returns the names of the steps taken now; empty when there was nothing to do
 */
export async function migrate<Schema>(
  database: Kysely<Schema>,
  clock: Clock,
  migrations = MIGRATIONS,
): Promise<string[]> {
  const isSqlite = database.getExecutor().adapter instanceof SqliteAdapter;
  // A pragma within a transaction does nothing.
  if (isSqlite) await sql`pragma foreign_keys = off`.execute(database);
  try {
    return await takeSteps(database as unknown as Kysely<MigrationSchema>, clock, migrations);
  } finally {
    if (isSqlite) await sql`pragma foreign_keys = on`.execute(database);
  }
}

async function takeSteps(
  database: Kysely<MigrationSchema>,
  clock: Clock,
  migrations: readonly Migration[],
): Promise<string[]> {
  return database.transaction().execute(async (transaction) => {
    await transaction.schema
      .createTable('migrations')
      .ifNotExists()
      .addColumn('name', 'text', (column) => column.primaryKey().notNull())
      .addColumn('appliedAt', 'bigint', (column) => column.notNull())
      .execute();
    const applied = await transaction.selectFrom('migrations').select('name').execute();
    const known = new Set(applied.map((row) => row.name));
    const missing = migrations.filter((migration) => !known.has(migration.name));
    for (const migration of missing) {
      await migration.up(transaction as unknown as Kysely<unknown>);
      const step = { name: migration.name, appliedAt: clock.now() };
      await transaction.insertInto('migrations').values(step).execute();
    }
    if (missing.some(({ rebuildsTables }) => rebuildsTables)) await checkReferences(transaction);
    return missing.map((migration) => migration.name);
  });
}

/** PostgreSQL holds its references itself. */
async function checkReferences(database: Kysely<MigrationSchema>): Promise<void> {
  if (!(database.getExecutor().adapter instanceof SqliteAdapter)) return;
  const { rows } = await sql`pragma foreign_key_check`.execute(database);
  if (rows.length > 0) throw new InternalError(`a migration left ${rows.length} broken references`);
}
