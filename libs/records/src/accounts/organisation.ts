import type { Actor, OrganisationRecord, Page, PageRequest } from '../records.ts';

/** Who owns records. */
export interface OrganisationRecords {
  get(id: string): Promise<OrganisationRecord | undefined>;
  /** All of them, by id. */
  list(): Promise<OrganisationRecord[]>;
  /** It and those that it has or had a grant with, given or received, by id. */
  knownTo(
    organisationId: string,
    query: PageRequest & { readonly id?: string | undefined },
  ): Promise<Page<OrganisationRecord>>;
  /** Adds it unless it exists; an existing one is left alone. */
  ensure(actor: Actor, organisation: OrganisationRecord): Promise<OrganisationRecord>;
}
