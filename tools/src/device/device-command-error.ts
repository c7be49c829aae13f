import { ColdChainError } from '@lenglian/errors';

/** The command line or a file given on it cannot be used; the message says in one sentence why. */
export class DeviceCommandError extends ColdChainError {
  readonly code = 'DEVICE_COMMAND';
}
