import { ColdChainError } from '@lenglian/errors';
import type { Instant } from '@lenglian/quantities';

/** The key stands for another request of the same user. */
export class OnceKeyReusedError extends ColdChainError {
  readonly code = 'IDEMPOTENCY_KEY_REUSED';
}

/** The first request with the key is still being done. */
export class OnceKeyInUseError extends ColdChainError {
  readonly code = 'IDEMPOTENCY_KEY_IN_USE';
}

/** Whoever did the request died, or failed half way: it may have been done or not. */
export class OutcomeUnknownError extends ColdChainError {
  readonly code = 'IDEMPOTENCY_OUTCOME_UNKNOWN';
}

/** The request was done, and what was answered is not kept: too long, or secret. */
export class AnswerNotKeptError extends ColdChainError {
  readonly code = 'IDEMPOTENCY_ANSWER_NOT_KEPT';
}

/** The user has as many keys standing as one may; the oldest ends at `freeAt`. */
export class OnceKeysExhaustedError extends ColdChainError {
  readonly code = 'ONCE_KEYS_EXHAUSTED';
  readonly freeAt: Instant;

  constructor(message: string, freeAt: Instant) {
    super(message);
    this.freeAt = freeAt;
  }
}
