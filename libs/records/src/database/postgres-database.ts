import { Kysely } from 'kysely';
import pg from 'pg';
import { InternalError } from '@lenglian/errors';
import { OneWriterDialect } from './one-writer-dialect.ts';
import type { RecordsSchema } from './schema.ts';

/** One change at a time: more connections would only wait in the database instead of here. */
const CHANGING_CONNECTIONS_MAX = 1;
const READING_CONNECTIONS_MAX = 7;
/** How long to wait for an answer of the server, or for a connection that others use. */
const CONNECT_TIMEOUT_MILLISECONDS = 5_000;
/** The number of the type bigint (pg_type.oid). */
const INT8 = 20;

/**
 * Opens a PostgreSQL database for changes; connects at the first of them.
 *
 * @param url `postgres://user:password@host:port/database`
 */
export function openPostgres(url: string): Kysely<RecordsSchema> {
  return over(url, CHANGING_CONNECTIONS_MAX);
}

/** Connections of their own for reading, so that reads wait for no change, however many are waiting. */
export function openPostgresForReading(url: string): Kysely<RecordsSchema> {
  return over(url, READING_CONNECTIONS_MAX);
}

function over(url: string, connectionsMax: number): Kysely<RecordsSchema> {
  const pool = new pg.Pool({
    connectionString: url,
    max: connectionsMax,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MILLISECONDS,
    application_name: 'lenglian',
    types: { getTypeParser },
  });
  // A connection that breaks is told by the query on it, and nobody's fault without one: unheard, the
  // event would end the process. The pool hears its idle connections alone, so both are listened to.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
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
