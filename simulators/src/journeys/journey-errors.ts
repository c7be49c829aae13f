import { ColdChainError } from '@lenglian/errors';

/** The api refuses what a journey asks of it, or cannot be reached; the message says which and why. */
export class ApiRefusedError extends ColdChainError {
  readonly code = 'API_REFUSED';
}

/** A journey cannot be played here: what is missing is in the message. */
export class JourneyError extends ColdChainError {
  readonly code = 'JOURNEY';
}
