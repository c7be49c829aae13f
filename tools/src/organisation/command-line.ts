import { parseArgs } from 'node:util';
import { ID_PATTERN } from '@lenglian/device-messages';
import { OrganisationCommandError } from './organisation-command-error.ts';

export const HELP = `Usage: npm run organisation -- COMMAND

  add ID --zh NAME --en NAME --admin USERNAME
                              adds an organisation with its own copies of the seeds (places,
                              services, limits) and its first administrator; prints, this once, the
                              path of a link that signs them in once, within 24 hours, and a password
  link USERNAME               prints the path of another such link
  list                        all organisations

  ID stands in the topics of its devices and never changes. Names of users are unique over all
  organisations. The path goes after the console's address, as https://console.example/sign-in#…
  DATA_DIR names the data directory (default ./data), RECORDS_URL another database. The command
  works whether or not the api runs. Links and passwords go to standard output, all else to
  standard error.
`;

/** What was asked for, checked as far as it can be without the records. */
export type OrganisationCommand =
  | { readonly name: 'help' }
  | {
      readonly name: 'add';
      readonly id: string;
      readonly nameZh: string;
      readonly nameEn: string;
      readonly username: string;
    }
  | { readonly name: 'link'; readonly username: string }
  | { readonly name: 'list' };

interface Options {
  readonly zh?: string | undefined;
  readonly en?: string | undefined;
  readonly admin?: string | undefined;
  readonly help?: boolean | undefined;
}

/** As the api asks of user names. */
const USERNAME_PATTERN = /^[a-z0-9][a-z0-9._@+-]{1,63}$/;
const NAME_CHARACTERS_MAX = 200;

/** @throws OrganisationCommandError */
export function parseCommandLine(args: readonly string[]): OrganisationCommand {
  const { values, positionals } = parse(args);
  const [name, argument, ...rest] = positionals;
  if (values.help || name === 'help') return { name: 'help' };
  if (name === undefined) throw new OrganisationCommandError('Which command? Try --help.');
  if (rest[0] !== undefined)
    throw new OrganisationCommandError(`${name} takes no further ${rest[0]}.`);
  const hasOptions = [values.zh, values.en, values.admin].some((value) => value !== undefined);
  if (name !== 'add' && hasOptions)
    throw new OrganisationCommandError(`${name} takes no --zh, --en or --admin.`);
  switch (name) {
    case 'add':
      return {
        name,
        id: idOf(argument),
        nameZh: nameOf(values.zh, 'zh'),
        nameEn: nameOf(values.en, 'en'),
        username: usernameOf(values.admin, 'Who is its administrator? Name them with --admin.'),
      };
    case 'link':
      return { name, username: usernameOf(argument, 'The user name is missing.') };
    case 'list':
      if (argument === undefined) return { name };
      throw new OrganisationCommandError(`list takes no further ${argument}.`);
    default:
      throw new OrganisationCommandError(`There is no command ${name}; try --help.`);
  }
}

function parse(args: readonly string[]): { values: Options; positionals: string[] } {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        zh: { type: 'string' },
        en: { type: 'string' },
        admin: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (cause) {
    const why = cause instanceof TypeError ? cause.message.split('. ')[0] : String(cause);
    throw new OrganisationCommandError(`${why}; try --help.`, { cause });
  }
}

function idOf(text: string | undefined): string {
  if (text === undefined || text === '')
    throw new OrganisationCommandError('The organisation id is missing.');
  if (ID_PATTERN.test(text)) return text;
  throw new OrganisationCommandError(
    `${text} is no organisation id: 1 to 64 letters, digits, dots, underscores or hyphens.`,
  );
}

function nameOf(text: string | undefined, language: 'zh' | 'en'): string {
  const name = text?.trim() ?? '';
  if (name !== '' && name.length <= NAME_CHARACTERS_MAX) return name;
  throw new OrganisationCommandError(`What is it called? Give --${language} NAME.`);
}

function usernameOf(text: string | undefined, missing: string): string {
  if (text === undefined || text === '') throw new OrganisationCommandError(missing);
  if (USERNAME_PATTERN.test(text)) return text;
  throw new OrganisationCommandError(
    `${text} is no user name: 2 to 64 small letters, digits and . _ @ + -`,
  );
}
