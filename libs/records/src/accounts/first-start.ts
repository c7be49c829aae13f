import { AlreadyExistsError } from '../records-errors.ts';
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
 * existing one is left alone, password and all, also one that another process adds meanwhile.
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
  const passwordHash = await hashPassword(password ?? madeUpPassword ?? '');
  try {
    const organisationId = organisation.id;
    const names = { organisationId, username: 'admin', displayName: 'admin' };
    const user = await records.users.add(SYSTEM, { ...names, role: 'admin', passwordHash });
    return { userId: user.id, madeUpPassword };
  } catch (error) {
    const other = await records.users.findByUsername('admin');
    if (!(error instanceof AlreadyExistsError) || other === undefined) throw error;
    return { userId: other.id, madeUpPassword: null };
  }
}
