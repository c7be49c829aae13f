import { PostgresAdapter, sql } from 'kysely';
import type { Migration } from '../migrate.ts';

const REFUSAL = 'the audit is append-only';

/**
 * The audit can be added to and nothing else, whoever holds the connection: our own code by mistake, a
 * tool, a person with a shell. (An owner of the database can still take the triggers away, but not in
 * passing.) Its pages are read by organisation, in the order of ids, within a time or of one actor.
 */
export const auditAppendOnly: Migration = {
  name: '0020-audit-append-only',
  async up(database) {
    await database.schema
      .createIndex('auditEntriesByOrganisationIdIdAt')
      .on('auditEntries')
      .columns(['organisationId', 'id', 'at'])
      .execute();
    await database.schema
      .createIndex('auditEntriesByOrganisationIdActorId')
      .on('auditEntries')
      .columns(['organisationId', 'actor', 'id'])
      .execute();
    const isPostgres = database.getExecutor().adapter instanceof PostgresAdapter;
    for (const statement of isPostgres ? ON_POSTGRES : ON_SQLITE)
      await sql.raw(statement).execute(database);
  },
};

/** `insert or replace` deletes without asking the trigger of a deletion: hence the third. */
const ON_SQLITE = [
  `create trigger "auditEntriesKept" before delete on "auditEntries"
   begin select raise(abort, '${REFUSAL}'); end`,
  `create trigger "auditEntriesUnchanged" before update on "auditEntries"
   begin select raise(abort, '${REFUSAL}'); end`,
  `create trigger "auditEntriesNew" before insert on "auditEntries"
   when exists (select 1 from "auditEntries" where "id" = new."id")
   begin select raise(abort, '${REFUSAL}'); end`,
];

const ON_POSTGRES = [
  `create function "refuseAuditChange"() returns trigger language plpgsql as
   $$ begin raise exception '${REFUSAL}' using errcode = 'integrity_constraint_violation'; end $$`,
  `create trigger "auditEntriesKept" before update or delete on "auditEntries"
   for each row execute function "refuseAuditChange"()`,
  `create trigger "auditEntriesNotEmptied" before truncate on "auditEntries"
   for each statement execute function "refuseAuditChange"()`,
];
