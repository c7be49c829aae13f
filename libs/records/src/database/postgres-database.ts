import {
  CompiledQuery,
  Kysely,
  PostgresDialect,
  PostgresDriver,
  type DatabaseConnection,
  type Driver,
  type PostgresDialectConfig,
  type TransactionSettings,
} from 'kysely';
import pg from 'pg';
import { InternalError } from '@lenglian/errors';
import { RecordsBusyError, RecordsUnreachableError } from '../records-errors.ts';
import type { RecordsSchema } from './schema.ts';

/** One for the change under way, the others for reading. */
const CONNECTIONS_MAX = 8;
const CONNECT_TIMEOUT_MILLISECONDS = 5_000;
/** How long a change waits for its turn behind others. */
const LOCK_TIMEOUT_MILLISECONDS = 5_000;
/** Our name among the advisory locks of the database; any number that nobody else uses. */
const ONE_WRITER_LOCK = 5_701_632;
/** The number of the type bigint (pg_type.oid). */
const INT8 = 20;
/** SQLSTATE lock_not_available. */
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Opens a PostgreSQL database.
 *
 * @param url `postgres://user:password@host:port/database`
 */
export function openPostgres(url: string): Kysely<RecordsSchema> {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS_MAX,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MILLISECONDS,
    application_name: 'lenglian',
    types: { getTypeParser },
  });
  // An idle connection that breaks is none of anybody's query: the next one opens another.
  pool.on('error', () => undefined);
  return new Kysely<RecordsSchema>({ dialect: new OneWriterDialect({ pool }, placeOf(url)) });
}

/** Where a database is, for people: never with the password. */
function placeOf(url: string): string {
  try {
    const { host, pathname } = new URL(url);
    return `${host}${pathname}`;
  } catch {
    return 'RECORDS_URL';
  }
}

/** Instants and counts are bigint columns and numbers for us: all far below 2^53. */
function getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (oid === INT8) return wholeNumber;
  return pg.types.getTypeParser(oid, format) as (value: string) => unknown;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new InternalError(`${text} is no number that we store`);
  return value;
}

class OneWriterDialect extends PostgresDialect {
  private readonly options: PostgresDialectConfig;
  private readonly place: string;

  constructor(options: PostgresDialectConfig, place: string) {
    super(options);
    this.options = options;
    this.place = place;
  }

  override createDriver(): Driver {
    return new OneWriterDriver(this.options, this.place);
  }
}

/**
 * One change at a time, in whatever process, as the embedded database has it: versions that are read,
 * raised and written, codes that must be free, the cursor of the judge's outbox all rest on that.
 * Changes take milliseconds; reading waits for nobody.
 */
class OneWriterDriver extends PostgresDriver {
  private readonly place: string;

  constructor(options: PostgresDialectConfig, place: string) {
    super(options);
    this.place = place;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    try {
      return await super.acquireConnection();
    } catch (cause) {
      throw new RecordsUnreachableError(`${this.place}: ${(cause as Error).message}`, { cause });
    }
  }

  override async beginTransaction(
    connection: DatabaseConnection,
    settings: TransactionSettings,
  ): Promise<void> {
    await super.beginTransaction(connection, settings);
    try {
      await connection.executeQuery(
        CompiledQuery.raw(`set local lock_timeout = ${LOCK_TIMEOUT_MILLISECONDS}`),
      );
      await connection.executeQuery(
        CompiledQuery.raw('select pg_advisory_xact_lock($1)', [ONE_WRITER_LOCK]),
      );
    } catch (error) {
      await connection.executeQuery(CompiledQuery.raw('rollback'));
      if ((error as { code?: unknown }).code !== LOCK_NOT_AVAILABLE) throw error;
      throw new RecordsBusyError(
        `other changes have kept the records locked for ${LOCK_TIMEOUT_MILLISECONDS} ms`,
      );
    }
  }
}
