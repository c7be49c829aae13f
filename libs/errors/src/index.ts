/**
 * The base of every error that Lenglian throws. `code` is stable and meant for programs;
 * the message is for developers and holds the id and the value that caused it.
 */
export abstract class ColdChainError extends Error {
  /** Upper snake case, stable across versions; the wording library has its text for people. */
  abstract readonly code: string;

  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** A state that our own code must never reach: a bug, not an event of the world. */
export class InternalError extends ColdChainError {
  readonly code = 'INTERNAL';
}

/** A configuration value that cannot be used; the message names the variable and what it takes. */
export class ConfigurationError extends ColdChainError {
  readonly code = 'CONFIGURATION';
}

/** Makes the compiler prove that a switch handled every case; throws if data proved it wrong. */
export function unreachable(value: never): never {
  throw new InternalError(`unhandled case ${JSON.stringify(value)}`);
}
