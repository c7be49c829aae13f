import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { InternalError } from '@lenglian/errors';
import { Kysely, SqliteDialect, type SqliteStatement } from 'kysely';
import type { RecordsSchema } from './schema.ts';

/** How long a statement waits for another process (the shell's device command) to commit. */
const BUSY_TIMEOUT_MILLISECONDS = 5_000;

/** Prepared statements kept; bulk inserts differ only in their number of rows. */
const STATEMENTS_MAX = 256;

/** Opens (or creates) the file for reading and writing; every commit is on the disk when it returns. */
export function openSqlite(file: string): Kysely<RecordsSchema> {
  return new Kysely<RecordsSchema>({
    dialect: new SqliteDialect({ database: new NodeSqliteDatabase(file) }),
  });
}

/** What Kysely's SQLite dialect asks for, over the database that comes with Node. */
class NodeSqliteDatabase {
  private readonly database: DatabaseSync;
  private readonly statements = new Map<string, SqliteStatement>();

  constructor(file: string) {
    this.database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MILLISECONDS });
    this.database.exec('pragma journal_mode = wal');
    this.database.exec('pragma synchronous = full');
    this.database.exec('pragma foreign_keys = on');
  }

  prepare(sql: string): SqliteStatement {
    const known = this.statements.get(sql);
    if (known !== undefined) return known;
    if (this.statements.size >= STATEMENTS_MAX) this.statements.clear();
    // Every transaction here writes. A deferred one that reads first fails at once, whatever the
    // timeout, when another process has written in between; an immediate one waits its turn.
    const statement = adapt(this.database.prepare(sql === 'begin' ? 'begin immediate' : sql));
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
