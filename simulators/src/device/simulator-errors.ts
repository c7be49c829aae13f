import { ColdChainError } from '@lenglian/errors';

/** The broker does not let a device in: its id or token is wrong, or it was revoked. */
export class CredentialsRefusedError extends ColdChainError {
  readonly code = 'CREDENTIALS_REFUSED';
}

/** No broker answered for as long as we were ready to wait. */
export class BrokerUnreachableError extends ColdChainError {
  readonly code = 'BROKER_UNREACHABLE';
}

/** The fleet's description, its credentials or an option cannot be used. */
export class FleetError extends ColdChainError {
  readonly code = 'FLEET';
}
