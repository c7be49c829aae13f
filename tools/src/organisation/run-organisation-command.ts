import { HOUR, type Clock } from '@lenglian/quantities';
import {
  AlreadyExistsError,
  hashPassword,
  newToken,
  NotFoundError,
  seedOrganisation,
  sha256Hex,
  type Actor,
  type Records,
} from '@lenglian/records';
import { HELP, type OrganisationCommand } from './command-line.ts';

const SHELL: Actor = { id: 'shell' };
/** Its administrator is perhaps not at this terminal. */
const LINK_LIFE = 24 * HOUR;
const PASSWORD_CHARACTERS = 16;

export interface OrganisationCommandContext {
  readonly records: Records;
  readonly clock: Clock;
  readonly seedsDirectory: string;
  /** Links, passwords and lists. */
  readonly out: (line: string) => void;
  /** What a person reads. */
  readonly say: (line: string) => void;
}

/** Carries a command out. @throws ColdChainError when it cannot be */
export async function runOrganisationCommand(
  command: OrganisationCommand,
  context: OrganisationCommandContext,
): Promise<void> {
  const { records, out, say } = context;
  switch (command.name) {
    case 'help':
      out(HELP.trimEnd());
      return;
    case 'add':
      return addOrganisation(command, context);
    case 'link': {
      const user = await records.users.findByUsername(command.username);
      if (user === undefined) throw new NotFoundError(`there is no user ${command.username}`);
      say(`User ${user.username} of ${user.organisationId} signs in once within 24 hours by:`);
      out(await linkOf(user.id, context));
      return;
    }
    case 'list':
      for (const { id, nameZh, nameEn } of await records.organisations.list())
        out(`${id}  ${nameZh}  ${nameEn}`);
  }
}

/** What an interrupted command left without a user is gone on with. */
async function addOrganisation(
  { id, nameZh, nameEn, username }: Extract<OrganisationCommand, { name: 'add' }>,
  context: OrganisationCommandContext,
): Promise<void> {
  const { records, seedsDirectory, out, say } = context;
  const users = await records.users.list({ organisationId: id, limit: 1 });
  if (users.items.length > 0) throw new AlreadyExistsError(`organisation ${id} exists`);
  if ((await records.users.findByUsername(username)) !== undefined)
    throw new AlreadyExistsError(`user ${username} exists`);
  await records.organisations.ensure(SHELL, { id, nameZh, nameEn });
  await seedOrganisation(records, seedsDirectory, id);
  const password = newToken().slice(0, PASSWORD_CHARACTERS);
  const user = await records.users.add(SHELL, {
    ...{ organisationId: id, username, displayName: username, role: 'admin' },
    passwordHash: await hashPassword(password),
  });
  say(`Organisation ${id} (${nameZh}, ${nameEn}) is added. Its administrator ${username} signs in`);
  say('once within 24 hours by this path, then by this password; both are shown this once:');
  out(await linkOf(user.id, context));
  out(password);
}

async function linkOf(
  userId: string,
  { records, clock }: OrganisationCommandContext,
): Promise<string> {
  const token = newToken();
  const expiresAt = clock.now() + LINK_LIFE;
  await records.sessions.addOneTimeLink(sha256Hex(token), { userId, expiresAt });
  return `/sign-in#token=${token}`;
}
