import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationError } from '@lenglian/errors';
import type { Clock, RandomSource } from '@lenglian/quantities';
import { migrate } from './database/migrate.ts';
import { openSqlite, openSqliteForReading } from './database/sqlite-database.ts';
import { NotYetSupportedError } from './records-errors.ts';
import { recordsOver } from './records-over.ts';
import type { Records } from './records.ts';

/** The file inside the data directory; with `-wal` and `-shm` beside it while it is open. */
export const RECORDS_FILE = 'records.sqlite';

export interface RecordsOptions {
  /** `RECORDS_URL`; undefined or empty is the embedded database. */
  readonly url?: string | undefined;
  /** `DATA_DIR`; made when it is not there. */
  readonly dataDirectory: string;
  readonly clock: Clock;
  /** For tests that need the same ids every time; tokens and passwords never use it. */
  readonly random?: RandomSource | undefined;
}

/**
 * Opens the records and brings their schema up to date. Several processes may hold them open at once:
 * one writes at a time, the others wait (up to 5 s).
 *
 * @throws NotYetSupportedError for `postgres://…`, ConfigurationError for any other url
 */
export async function openRecords(options: RecordsOptions): Promise<Records> {
  refuseUrl(options.url);
  await mkdir(options.dataDirectory, { recursive: true });
  const file = join(options.dataDirectory, RECORDS_FILE);
  const database = openSqlite(file);
  try {
    await migrate(database, options.clock);
  } catch (error) {
    await database.destroy();
    throw error;
  }
  return recordsOver(database, openSqliteForReading(file), options.clock, options.random);
}

function refuseUrl(url: string | undefined): void {
  if (url === undefined || url === '') return;
  if (/^postgres(ql)?:\/\//.test(url)) {
    throw new NotYetSupportedError('RECORDS_URL: PostgreSQL is not supported yet; leave it unset');
  }
  throw new ConfigurationError('RECORDS_URL takes postgres://… or nothing (embedded database)');
}
