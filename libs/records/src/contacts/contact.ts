import type { ContactLanguage, ContactRole } from '@lenglian/planning';
import type { Instant } from '@lenglian/quantities';
import type { Actor, OwnedPageRequest, Page } from '../records.ts';

/** What somebody can be called about: a leg is its run and its ordinal, a custodian is an organisation. */
export const CONTACT_SUBJECTS = ['place', 'unit', 'run', 'leg', 'organisation'] as const;
export type ContactSubject = (typeof CONTACT_SUBJECTS)[number];

export interface NewContact {
  readonly subjectKind: ContactSubject;
  readonly subjectId: string;
  /** Of a leg, from 0; null for everything else. */
  readonly legOrdinal: number | null;
  readonly role: ContactRole;
  readonly name: string;
  /** E.164, for example `+8613912345678`. */
  readonly phone: string;
  readonly language: ContactLanguage;
  /** When they can be reached, in words; null: always. */
  readonly hours: string | null;
  /** Whom they stand in for. */
  readonly deputyOfId: string | null;
  readonly note: string | null;
}

export interface ContactRecord extends NewContact {
  readonly id: string;
  readonly organisationId: string;
  readonly revision: number;
  /** When somebody last put it down, changed it or dialled: unused ones go (`PersonRecords.eraseBefore`). */
  readonly usedAt: Instant;
}

export interface ContactQuery extends OwnedPageRequest {
  readonly subjectKind?: ContactSubject | undefined;
  readonly subjectId?: string | undefined;
}

/** Whom to call. Names and numbers are personal data: never in the audit, and gone when removed. */
export interface ContactRecords {
  list(query: ContactQuery): Promise<Page<ContactRecord>>;
  get(id: string): Promise<ContactRecord | undefined>;
  /** @throws NotFoundError (subject, its leg, or who is stood in for) */
  add(actor: Actor, organisationId: string, contact: NewContact): Promise<ContactRecord>;
  /** Replaces it. @throws NotFoundError, RevisionConflictError */
  change(actor: Actor, id: string, contact: NewContact): Promise<ContactRecord>;
  /** Removes it with name and number; whoever stood in for them stands alone. @throws NotFoundError, RevisionConflictError */
  remove(actor: Actor, id: string): Promise<void>;
}
