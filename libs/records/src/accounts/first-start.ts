import { hashPassword } from './passwords.ts';
import { newToken } from './tokens.ts';
import type { Actor, OrganisationRecord, Records } from '../records.ts';

/** The organisation that owns everything until there are more. */
export const DEMO_ORGANISATION_ID = 'demo';

const SYSTEM: Actor = { id: 'system', reason: 'first start' };

/** Adds an organisation unless it exists; only `demo` has names of its own. */
export async function ensureOrganisation(
  records: Records,
  id: string,
): Promise<OrganisationRecord> {
  const names = id === DEMO_ORGANISATION_ID ? ['演示', 'Demo'] : [id, id];
  const [nameZh = id, nameEn = id] = names;
  return records.organisations.ensure(SYSTEM, { id, nameZh, nameEn });
}

/**
 * Makes sure that somebody can sign in: user `admin` of the organisation `demo`, role admin. An
 * existing one is left alone, password and all.
 *
 * @param password made up when undefined
 * @returns the made-up password, to be shown once; null when none was made up now
 */
export async function ensureAdmin(
  records: Records,
  password?: string,
): Promise<{ readonly userId: string; readonly madeUpPassword: string | null }> {
  const organisation = await ensureOrganisation(records, DEMO_ORGANISATION_ID);
  const present = await records.users.findByUsername('admin');
  if (present !== undefined) return { userId: present.id, madeUpPassword: null };
  const madeUpPassword = password === undefined ? newToken().slice(0, 16) : null;
  const user = await records.users.add(SYSTEM, {
    organisationId: organisation.id,
    username: 'admin',
    displayName: 'admin',
    role: 'admin',
    passwordHash: await hashPassword(password ?? madeUpPassword ?? ''),
  });
  return { userId: user.id, madeUpPassword };
}
