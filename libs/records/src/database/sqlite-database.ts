import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { InternalError } from '@lenglian/errors';
import {
  CompiledQuery,
  Kysely,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type Driver,
  type SqliteStatement,
} from 'kysely';
import { RecordsBusyError } from '../records-errors.ts';
import type { RecordsSchema } from './schema.ts';

/** How long a change waits for another process (the shell's device command) to commit. */
const BUSY_TIMEOUT_MILLISECONDS = 5_000;
const BUSY_RETRY_MILLISECONDS = 3;

/** Prepared statements kept; bulk inserts differ only in their number of rows. */
const STATEMENTS_MAX = 256;

/** SQLITE_BUSY; the higher bits of an extended code say why. */
const SQLITE_BUSY = 5;

/** Opens (or creates) the file for changes; every commit is on the disk when it returns. */
export function openSqlite(file: string): Kysely<RecordsSchema> {
  return over(new NodeSqliteDatabase(file, { readOnly: false }));
}

/**
 * A second connection to a file that exists, for reading: reads wait neither for a change of this
 * process (a bulk change takes a second) nor for one of another (write-ahead log).
 */
export function openSqliteForReading(file: string): Kysely<RecordsSchema> {
  return over(new NodeSqliteDatabase(file, { readOnly: true }));
}

function over(database: NodeSqliteDatabase): Kysely<RecordsSchema> {
  return new Kysely<RecordsSchema>({ dialect: new PatientSqliteDialect({ database }) });
}

/** What Kysely's SQLite dialect asks for, over the database that comes with Node. */
class NodeSqliteDatabase {
  private readonly database: DatabaseSync;
  private readonly statements = new Map<string, SqliteStatement>();

  constructor(file: string, { readOnly }: { readOnly: boolean }) {
    this.database = new DatabaseSync(file, { readOnly, timeout: BUSY_TIMEOUT_MILLISECONDS });
    if (readOnly) return;
    this.database.exec('pragma journal_mode = wal');
    this.database.exec('pragma synchronous = full');
    this.database.exec('pragma foreign_keys = on');
    // From here on the driver waits, without holding the thread.
    this.database.exec('pragma busy_timeout = 0');
  }

  prepare(sql: string): SqliteStatement {
    const known = this.statements.get(sql);
    if (known !== undefined) return known;
    if (this.statements.size >= STATEMENTS_MAX) this.statements.clear();
    const statement = adapt(this.database.prepare(sql));
    this.statements.set(sql, statement);
    return statement;
  }

  close(): void {
    this.statements.clear();
    this.database.close();
  }
}

function adapt(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...parameters.map(bindable)),
    run: (parameters) => statement.run(...parameters.map(bindable)),
    iterate: (parameters) => statement.iterate(...parameters.map(bindable)),
  };
}

/** Only what a column can hold passes: a Date or an object here is a bug, never a silent `null`. */
function bindable(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'bigint') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new InternalError(
    `cannot be stored in the records: ${typeof value} ${JSON.stringify(value)}`,
  );
}

class PatientSqliteDialect extends SqliteDialect {
  private readonly options: ConstructorParameters<typeof SqliteDialect>[0];

  constructor(options: ConstructorParameters<typeof SqliteDialect>[0]) {
    super(options);
    this.options = options;
  }

  override createDriver(): Driver {
    return new PatientSqliteDriver(this.options);
  }
}

/**
 * Begins every transaction as a writing one: a deferred one that reads first fails, whatever the
 * timeout, when another process has written in between. Waits its turn without holding the thread,
 * which also serves sockets.
 */
class PatientSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    const tries = BUSY_TIMEOUT_MILLISECONDS / BUSY_RETRY_MILLISECONDS;
    for (let attempt = 0; attempt < tries; attempt += 1) {
      try {
        await connection.executeQuery(CompiledQuery.raw('begin immediate'));
        return;
      } catch (error) {
        if (!isBusy(error)) throw error;
        await setTimeout(BUSY_RETRY_MILLISECONDS);
      }
    }
    throw new RecordsBusyError(
      `another process has kept the records locked for ${BUSY_TIMEOUT_MILLISECONDS} ms`,
    );
  }
}

function isBusy(error: unknown): boolean {
  // By shape: `instanceof Error` is false for an error from another realm (a test's sandbox).
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return false;
  return typeof error.errcode === 'number' && (error.errcode & 0xff) === SQLITE_BUSY;
}
