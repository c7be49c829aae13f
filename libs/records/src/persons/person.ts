import type { HandOverKind } from '@lenglian/goods';
import type { Instant } from '@lenglian/quantities';
import type { ContactRecord } from '../contacts/contact.ts';
import type { Actor, Page, PageRequest } from '../records.ts';

/**
 * What a name belongs to: the persons of the parties, those of a milk slip, and whoever answered by a
 * link.
 */
export const PERSON_PARTS = ['FROM', 'TO', 'ESCORT', 'VEHICLE_PLATE', 'SIGNED'] as const;
export type PersonPart = (typeof PERSON_PARTS)[number];

/** One place where a name is kept. */
export type KeptName = NameOfHandOver | NameOfContact;

export interface NameOfHandOver {
  readonly in: 'HAND_OVER';
  readonly handOverId: string;
  readonly kind: HandOverKind;
  readonly handedOverAt: Instant;
  readonly part: PersonPart;
}

/** Whom to call, with everything that is kept of them. */
export interface NameOfContact
  extends
    Pick<ContactRecord, 'subjectKind' | 'subjectId' | 'legOrdinal' | 'role' | 'phone'>,
    Pick<ContactRecord, 'language' | 'hours' | 'note' | 'usedAt'> {
  readonly in: 'CONTACT';
  readonly contactId: string;
}

/** Whose names, letter for letter as they were written. */
export interface PersonQuery extends PageRequest {
  readonly organisationId: string;
  readonly name: string;
}

/** Names are told apart without being told: see `pseudonyms`. */
export type Pseudonyms = (name: string) => string;

/**
 * Names of people and plates of vehicles, which stand in hand-overs, and whom to call. Free texts (notes, reasons) are
 * not searched. The audit of all this holds pseudonyms and counts, never a name.
 */
export interface PersonRecords {
  /** What is kept about one person, page by page; being asked for is itself audited. */
  kept(actor: Actor, query: PersonQuery): Promise<Page<KeptName>>;
  /**
   * Takes one person out, wherever they are named, and removes them from whom to call; what was measured
   * and agreed on stays.
   *
   * @returns in how many places
   * @throws InvalidRecordError for a reason with the name in it: the audit keeps it for good
   */
  erase(
    actor: Actor & { readonly reason: string },
    organisationId: string,
    name: string,
  ): Promise<number>;
  /**
   * Takes everybody out of hand-overs before a moment, and removes whom to call where nobody put them down,
   * changed or dialled them since; those of a run stay until it is over.
   *
   * @returns how many names, of all organisations
   */
  eraseBefore(actor: Actor, before: Instant): Promise<number>;
  /** Stable for one person in the records of one organisation, and nothing to anybody else. */
  pseudonyms(organisationId: string): Promise<Pseudonyms>;
}
