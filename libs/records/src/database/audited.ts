import { InternalError } from '@lenglian/errors';
import type { Clock, Instant } from '@lenglian/quantities';
import type { Kysely, KyselyPlugin, RootOperationNode, Transaction } from 'kysely';
import type { Actor, AuditNote } from '../records.ts';
import { inChunks, pauseBetweenChunks } from './chunks.ts';
import { tellCommit } from './commit-watch.ts';
import type { IdentifierSource } from './identifier-source.ts';
import type { AuditRow, RecordsSchema } from './schema.ts';

/** The database as everything but the audited writer sees it: it can only be read. */
export type ReadableDatabase = Pick<Kysely<RecordsSchema>, 'selectFrom' | 'with'>;

/** A change under way: the only thing in the records that can write. */
export interface Change {
  readonly database: Transaction<RecordsSchema>;
  readonly now: Instant;
  /** The revision that the actor saw (see `Actor`). */
  readonly ifRevision: number | undefined;
  /** Writes down what is being done; without at least one note nothing is committed. */
  note(note: AuditNote): void;
  /**
   * Declares, with the reason in the code, that what is written needs no line of its own. Only for
   * values that follow from data kept elsewhere, such as the peak of a breach.
   */
  leaveUnnoted(why: string): void;
  newId(): string;
}

/**
 * Makes one change: everything `work` writes and its audit lines are committed together or not at
 * all.
 *
 * @throws InternalError when something was written and nothing noted: the change is rolled back
 */
export type Audited = <Result>(
  actor: Actor,
  work: (change: Change) => Promise<Result>,
) => Promise<Result>;

/** Makes the one audited writer of a database. */
export function auditedWriter(
  database: Kysely<RecordsSchema>,
  clock: Clock,
  identifiers: IdentifierSource,
): Audited {
  return async (actor, work) => {
    const watch = new WriteWatch();
    return database.transaction().execute(async (transaction) => {
      const notes: AuditNote[] = [];
      const unnoted: string[] = [];
      const now = clock.now();
      const change: Change = {
        database: transaction.withPlugin(watch),
        now,
        ifRevision: actor.ifRevision,
        note: (note) => void notes.push(note),
        leaveUnnoted: (why) => void unnoted.push(why),
        newId: () => identifiers.next(),
      };
      const result = await work(change);
      if (watch.hasWritten && notes.length + unnoted.length === 0) {
        throw new InternalError(`a change by ${actor.id} left no audit line`);
      }
      await writeNotes(transaction, auditRows(actor, notes, now, identifiers));
      if (watch.hasWritten || notes.length > 0) tellCommit();
      return result;
    });
  };
}

/** Guards a connection that nobody may write through: a write fails before it reaches the database. */
export function readable(database: Kysely<RecordsSchema>): ReadableDatabase {
  return database.withPlugin({
    transformQuery: ({ node }) => {
      if (isWrite(node)) throw new InternalError('a write outside the audited writer');
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  });
}

class WriteWatch implements KyselyPlugin {
  hasWritten = false;

  transformQuery({ node }: { node: RootOperationNode }): RootOperationNode {
    this.hasWritten ||= isWrite(node);
    return node;
  }

  transformResult<Result>({ result }: { result: Result }): Promise<Result> {
    return Promise.resolve(result);
  }
}

function isWrite(node: RootOperationNode): boolean {
  return node.kind !== 'SelectQueryNode';
}

function auditRows(
  actor: Actor,
  notes: readonly AuditNote[],
  at: Instant,
  identifiers: IdentifierSource,
): AuditRow[] {
  return notes.map((note) => ({
    id: identifiers.next(),
    organisationId: note.organisationId,
    at,
    actor: actor.id,
    action: note.action,
    entity: note.entity,
    entityId: note.entityId,
    before: note.before === undefined ? null : JSON.stringify(note.before),
    after: note.after === undefined ? null : JSON.stringify(note.after),
    reason: note.reason ?? actor.reason ?? null,
  }));
}

async function writeNotes(
  transaction: Transaction<RecordsSchema>,
  rows: readonly AuditRow[],
): Promise<void> {
  for (const chunk of inChunks(rows)) {
    await transaction.insertInto('auditEntries').values(chunk).execute();
    await pauseBetweenChunks(chunk);
  }
}
