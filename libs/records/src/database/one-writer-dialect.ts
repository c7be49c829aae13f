import {
  CompiledQuery,
  PostgresDialect,
  PostgresDriver,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type DataTypeNode,
  type Driver,
  type PostgresDialectConfig,
  type TransactionSettings,
} from 'kysely';
import { RecordsBusyError, RecordsUnreachableError } from '../records-errors.ts';

/** How long a change waits for its turn behind others. */
const LOCK_TIMEOUT_MILLISECONDS = 5_000;
/** Our name among the advisory locks of the database; any number that nobody else uses. */
const ONE_WRITER_LOCK = 5_701_632;
/** SQLSTATE lock_not_available. */
const LOCK_NOT_AVAILABLE = '55P03';
/** SQLSTATE classes of a lost connection and of a server that stops, and the system's own codes. */
const LOST = /^(08...|57P..|E[A-Z]+)$/;
/** What pg-pool says when all connections have been in use for too long. */
const NONE_FREE = 'timeout exceeded when trying to connect';
/** What pg says of a lost connection without a code. */
const LOST_WORDS = /^(Connection terminated|Client has encountered a connection error)/;

/** PostgreSQL as the records use it: one change at a time, errors with the place of the database. */
export class OneWriterDialect extends PostgresDialect {
  private readonly options: PostgresDialectConfig;
  private readonly place: string;

  /** @param place where the database is, for people: never with the password */
  constructor(options: PostgresDialectConfig, place: string) {
    super(options);
    this.options = options;
    this.place = place;
  }

  override createQueryCompiler(): PostgresQueryCompiler {
    return new BytewiseQueryCompiler();
  }

  override createDriver(): Driver {
    return new OneWriterDriver(this.options, this.place);
  }
}

/** Makes columns of text that sort by their bytes, as in the embedded database. */
class BytewiseQueryCompiler extends PostgresQueryCompiler {
  protected override visitDataType(node: DataTypeNode): void {
    super.visitDataType(node);
    const isColumn = this.parentNode?.kind === 'ColumnDefinitionNode';
    if (isColumn && node.dataType === 'text') this.append(' collate "C"');
  }
}

/**
 * One change at a time, in whatever process, as the embedded database has it: versions that are read,
 * raised and written, codes that must be free, the cursor of the judge's outbox all rest on that.
 * Changes take milliseconds; reading waits for nobody.
 */
class OneWriterDriver extends PostgresDriver {
  private readonly place: string;
  private readonly known = new WeakSet<DatabaseConnection>();

  constructor(options: PostgresDialectConfig, place: string) {
    super(options);
    this.place = place;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    try {
      const connection = await super.acquireConnection();
      if (!this.known.has(connection)) this.tellLosses(connection);
      return connection;
    } catch (cause) {
      if (messageOf(cause) === NONE_FREE) {
        throw new RecordsBusyError('every connection to the records is in use', { cause });
      }
      throw this.unreachable(cause);
    }
  }

  override async beginTransaction(
    connection: DatabaseConnection,
    settings: TransactionSettings,
  ): Promise<void> {
    // Whatever the database's default: what is read after the lock must be what others committed before.
    await super.beginTransaction(connection, { ...settings, isolationLevel: 'read committed' });
    try {
      await connection.executeQuery(
        CompiledQuery.raw(`set local lock_timeout = ${LOCK_TIMEOUT_MILLISECONDS}`),
      );
      await connection.executeQuery(
        CompiledQuery.raw('select pg_advisory_xact_lock($1)', [ONE_WRITER_LOCK]),
      );
    } catch (error) {
      await connection.executeQuery(CompiledQuery.raw('rollback'));
      if (codeOf(error) !== LOCK_NOT_AVAILABLE) throw error;
      throw new RecordsBusyError(
        `other changes have kept the records locked for ${LOCK_TIMEOUT_MILLISECONDS} ms`,
      );
    }
  }

  /** The same connection (Kysely knows it by identity), with our error when it is lost. */
  private tellLosses(connection: DatabaseConnection): void {
    const execute = connection.executeQuery.bind(connection);
    connection.executeQuery = async (...query) => {
      try {
        return await execute(...query);
      } catch (error) {
        throw isLoss(error) ? this.unreachable(error) : error;
      }
    };
    this.known.add(connection);
  }

  private unreachable(cause: unknown): RecordsUnreachableError {
    return new RecordsUnreachableError(`${this.place}: ${messageOf(cause)}`, { cause });
  }
}

function isLoss(error: unknown): boolean {
  const code = codeOf(error);
  return typeof code === 'string' ? LOST.test(code) : LOST_WORDS.test(messageOf(error));
}

function codeOf(error: unknown): unknown {
  return (error as { code?: unknown }).code;
}

function messageOf(error: unknown): string {
  return String((error as { message?: unknown }).message);
}
