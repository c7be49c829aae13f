import type { ContactLanguage, ContactRole } from '@lenglian/planning';
import type { Audited, ReadableDatabase } from '../database/audited.ts';
import type { ContactRow } from '../database/schema.ts';
import { rowsToRead, toPage } from '../page.ts';
import { addContact, changeContact, removeContact } from './change-contacts.ts';
import type { ContactRecord, ContactRecords, ContactSubject } from './contact.ts';

/** Whom to call, over the database. */
export function contactRecords(database: ReadableDatabase, audited: Audited): ContactRecords {
  return {
    async list(query) {
      const { organisationId, subjectKind, subjectId, cursor } = query;
      let rows = database.selectFrom('contacts').selectAll();
      if (organisationId !== undefined) rows = rows.where('organisationId', '=', organisationId);
      if (subjectKind !== undefined) rows = rows.where('subjectKind', '=', subjectKind);
      if (subjectId !== undefined) rows = rows.where('subjectId', '=', subjectId);
      if (cursor) rows = rows.where('id', '>', cursor);
      return toPage(await rows.orderBy('id').limit(rowsToRead(query)).execute(), query, toContact);
    },
    async get(id) {
      const rows = database.selectFrom('contacts').selectAll().where('id', '=', id);
      const row = await rows.executeTakeFirst();
      return row && toContact(row);
    },
    add: (actor, organisationId, contact) =>
      audited(actor, async (change) =>
        toContact(await addContact(change, organisationId, contact)),
      ),
    change: (actor, id, contact) =>
      audited(actor, async (change) => toContact(await changeContact(change, id, contact))),
    remove: (actor, id) => audited(actor, (change) => removeContact(change, id)),
  };
}

export function toContact(row: ContactRow): ContactRecord {
  return {
    ...row,
    // The columns hold only what `add` and `change` were given.
    subjectKind: row.subjectKind as ContactSubject,
    role: row.role as ContactRole,
    language: row.language as ContactLanguage,
  };
}
