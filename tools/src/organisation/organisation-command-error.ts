import { ColdChainError } from '@lenglian/errors';

/** The command line cannot be used; the message says in one sentence why. */
export class OrganisationCommandError extends ColdChainError {
  readonly code = 'ORGANISATION_COMMAND';
}
