import type { ContactView } from '@lenglian/console-contract';
import type { ContactRecord, Pseudonyms } from '@lenglian/records';

/**
 * A contact as somebody may see it: for who may not see names with a pseudonym, the number as its last
 * two digits for everybody. To dial, one says about which live alert.
 */
export function toContactView(contact: ContactRecord, hide: Pseudonyms | undefined): ContactView {
  const { id, revision, subjectKind, subjectId, legOrdinal, language, hours, deputyOfId } = contact;
  const name = hide ? hide(contact.name) : contact.name;
  return {
    ...{ id, revision, subjectKind, subjectId, legOrdinal, language, hours, deputyOfId },
    ...{ role: contact.role, name, note: contact.note, usedAt: contact.usedAt },
    phone: `${contact.phone.slice(0, 3)}*****${contact.phone.slice(-2)}`,
  };
}
