import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationError } from '@lenglian/errors';
import type { Clock, RandomSource } from '@lenglian/quantities';
import type { Kysely } from 'kysely';
import { migrate } from './database/migrate.ts';
import type { RecordsSchema } from './database/schema.ts';
import { openPostgres, openPostgresForReading } from './database/postgres-database.ts';
import { openSqlite, openSqliteForReading } from './database/sqlite-database.ts';
import { recordsOver } from './records-over.ts';
import type { Records } from './records.ts';

/** The file inside the data directory; with `-wal` and `-shm` beside it while it is open. */
export const RECORDS_FILE = 'records.sqlite';

export interface RecordsOptions {
  /** `RECORDS_URL`; undefined or empty is the embedded database. */
  readonly url?: string | undefined;
  /** `DATA_DIR`; made when it is not there. */
  readonly dataDirectory: string;
  /** What time it is for goods and runs; what is put down is put down at its time. */
  readonly clock: Clock;
  /** Of sessions, tokens, links, keys and ids, where that is another (a simulated `clock`). */
  readonly peopleClock?: Clock | undefined;
  /** For tests that need the same ids every time; tokens and passwords never use it. */
  readonly random?: RandomSource | undefined;
}

/**
 * Opens the records and brings their schema up to date. Several processes may hold them open at once:
 * one writes at a time, the others wait (up to 5 s).
 *
 * @throws RecordsUnreachableError when PostgreSQL does not answer
 * @throws ConfigurationError for any other url than `postgres://…`
 */
export async function openRecords(options: RecordsOptions): Promise<Records> {
  const { url, clock, random } = options;
  const clocks = { clock, peopleClock: options.peopleClock ?? clock };
  if (url !== undefined && url !== '') {
    refuseOtherUrl(url);
    const database = await upToDate(openPostgres(url), clock);
    return recordsOver(database, openPostgresForReading(url), clocks, random);
  }
  await mkdir(options.dataDirectory, { recursive: true });
  const file = join(options.dataDirectory, RECORDS_FILE);
  const database = await upToDate(openSqlite(file), clock);
  return recordsOver(database, openSqliteForReading(file), clocks, random);
}

async function upToDate(
  database: Kysely<RecordsSchema>,
  clock: Clock,
): Promise<Kysely<RecordsSchema>> {
  try {
    await migrate(database, clock);
    return database;
  } catch (error) {
    await database.destroy();
    throw error;
  }
}

function refuseOtherUrl(url: string): void {
  if (/^postgres(ql)?:\/\//.test(url)) return;
  throw new ConfigurationError('RECORDS_URL takes postgres://… or nothing (embedded database)');
}
