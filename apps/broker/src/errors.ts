import { ColdChainError } from '@lenglian/errors';

/** Another broker works on this data directory. */
export class BrokerAlreadyRunningError extends ColdChainError {
  readonly code = 'BROKER_ALREADY_RUNNING';
}

/** The path of the local socket is longer than the operating system can bind. */
export class LinkPathTooLongError extends ColdChainError {
  readonly code = 'LINK_PATH_TOO_LONG';
}

/** A publish that the sender may not make, or that is beyond a limit; the connection is closed. */
export class PublishRefusedError extends ColdChainError {
  readonly code = 'PUBLISH_REFUSED';
}

/** A CONNECT that is not let in, with the return code of MQTT 3.1.1 §3.2.2.3. */
export class ConnectRefusedError extends ColdChainError {
  readonly code = 'CONNECT_REFUSED';
  readonly returnCode: 2 | 3 | 4 | 5;

  constructor(message: string, returnCode: 2 | 3 | 4 | 5) {
    super(message);
    this.returnCode = returnCode;
  }
}

/** A QoS 2 packet id that is not held. */
export class UnknownPacketError extends ColdChainError {
  readonly code = 'UNKNOWN_PACKET';
}
