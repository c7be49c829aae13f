import { addContact } from '../contacts/change-contacts.ts';
import type { NewContact } from '../contacts/contact.ts';
import type { Change } from '../database/audited.ts';
import { requireCodes } from './coded-rows.ts';
import type { NewContactOf } from './new-journeys.ts';

/**
 * Puts down whom to call in the order told, whoever stands in for somebody right behind them.
 *
 * @throws NotFoundError (run, leg, unit)
 */
export async function addContacts(
  change: Change,
  organisationId: string,
  contacts: readonly NewContactOf[],
): Promise<void> {
  for (const { about, deputy, ...duty } of contacts) {
    const rest = { ...(await subjectOf(change, organisationId, about)), note: null };
    const { id } = await addContact(change, organisationId, { ...duty, ...rest, deputyOfId: null });
    if (deputy) await addContact(change, organisationId, { ...deputy, ...rest, deputyOfId: id });
  }
}

async function subjectOf(
  change: Change,
  organisationId: string,
  about: NewContactOf['about'],
): Promise<Pick<NewContact, 'subjectKind' | 'subjectId' | 'legOrdinal'>> {
  const isUnit = 'unitCode' in about;
  const code = isUnit ? about.unitCode : about.runCode;
  const ids = await requireCodes(change, organisationId, isUnit ? 'units' : 'runs', [code]);
  const legOrdinal = isUnit ? null : (about.legOrdinal ?? null);
  const subjectKind = isUnit ? 'unit' : legOrdinal === null ? 'run' : 'leg';
  return { subjectKind, subjectId: ids.get(code) ?? '', legOrdinal };
}
