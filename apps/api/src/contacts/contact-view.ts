import type { ContactView } from '@lenglian/console-contract';
import type { ContactRecord } from '@lenglian/records';
import { isAllowed, type SignedIn } from '../access/signed-in.ts';

/**
 * A contact as somebody of a role may see it: the name by right only, the number as its last two
 * digits for everybody. To dial, one says about which live alert.
 */
export function toContactView(contact: ContactRecord, who: SignedIn): ContactView {
  const { id, revision, subjectKind, subjectId, legOrdinal, language, hours, deputyOfId } = contact;
  const name = isAllowed(who, 'persons.read') ? contact.name : `${[...contact.name][0] ?? ''}**`;
  return {
    ...{ id, revision, subjectKind, subjectId, legOrdinal, language, hours, deputyOfId },
    ...{ role: contact.role, name, note: contact.note },
    phone: `${contact.phone.slice(0, 3)}*****${contact.phone.slice(-2)}`,
  };
}
