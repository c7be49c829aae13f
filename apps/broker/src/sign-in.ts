import { hash, timingSafeEqual } from 'node:crypto';
import type { AppenderState } from '@lenglian/journal';
import type { AuthFailures } from './auth-failures.ts';
import type { Connection } from './connection.ts';
import type { DeviceList } from './device-list.ts';
import { ConnectRefusedError } from './errors.ts';
import { clientIdOf, type Identity, type ServiceIdentity } from './identity.ts';
import { publishRight, type RightsContext } from './topic-rights.ts';

/** What sign-in must know of the journal: whom we cannot serve, we do not let in. */
export interface JournalHealth {
  readonly state: AppenderState;
  readonly stalledMs: number;
}

/** Compared against when there is no such device, so that the answer takes as long. */
const NO_TOKEN = Buffer.alloc(32);

/** Decides who comes in: devices by id and token, and the api's own client. */
export class SignIn {
  private readonly devices: DeviceList;
  private readonly services = new Map<string, ServiceIdentity>();
  private readonly journal: JournalHealth;
  private readonly stallMs: number;
  private readonly failures: AuthFailures;
  private readonly rights: RightsContext;

  constructor(parts: {
    devices: DeviceList;
    journal: JournalHealth;
    stallMs: number;
    failures: AuthFailures;
    rights: RightsContext;
  }) {
    this.devices = parts.devices;
    this.journal = parts.journal;
    this.stallMs = parts.stallMs;
    this.failures = parts.failures;
    this.rights = parts.rights;
  }

  /** Lets the api's client in from now on. */
  admitService(clientId: string, tokenSha256: string): void {
    const token = Buffer.from(tokenSha256, 'hex');
    this.services.set(clientId, { kind: 'service', clientId, tokenSha256: token });
  }

  dismissService(clientId: string): void {
    this.services.delete(clientId);
  }

  /** Sets `connection.identity`, or says why not; a wrong token may be answered late. */
  authenticate(
    connection: Connection,
    clientId: string,
    username: string | undefined,
    password: Uint8Array | undefined,
    done: (refusal?: ConnectRefusedError) => void,
  ): void {
    const outcome = this.identify(connection, clientId, username, password);
    if (!(outcome instanceof ConnectRefusedError)) {
      connection.identity = outcome;
      done();
      return;
    }
    if (outcome.returnCode !== 4) {
      done(outcome);
      return;
    }
    const delayMs = this.failures.noteFailure(connection.address);
    if (delayMs === 0) done(outcome);
    else setTimeout(() => done(outcome), delayMs);
  }

  private identify(
    connection: Connection,
    clientId: string,
    username: string | undefined,
    password: Uint8Array | undefined,
  ): Identity | ConnectRefusedError {
    if (connection.hasEmptyId) return new ConnectRefusedError('an empty client id', 2);
    if (username === undefined || password === undefined) {
      return new ConnectRefusedError(`${clientId}: anonymous`, 5);
    }
    if (username !== clientId) {
      return new ConnectRefusedError(`${clientId}: the user name is another, ${username}`, 4);
    }
    const identity = this.services.get(clientId) ?? this.devices.find(clientId);
    if (identity === undefined && !this.devices.isKnown) {
      return new ConnectRefusedError(`${clientId}: no device list yet`, 3);
    }
    const given = hash('sha256', password, 'buffer');
    const isRight = timingSafeEqual(given, identity?.tokenSha256 ?? NO_TOKEN);
    if (identity === undefined || !isRight) {
      return new ConnectRefusedError(`${clientId}: unknown, or a wrong token`, 4);
    }
    return this.refuseKnown(connection, identity) ?? identity;
  }

  private refuseKnown(connection: Connection, identity: Identity): ConnectRefusedError | undefined {
    const id = clientIdOf(identity);
    if (identity.kind === 'device' && identity.isRevoked) {
      return new ConnectRefusedError(`${id}: revoked`, 5);
    }
    const { state } = this.journal;
    if (state !== 'READY' || this.journal.stalledMs > this.stallMs) {
      return new ConnectRefusedError(`${id}: the journal is ${state} and takes nothing now`, 3);
    }
    const { willTopic } = connection;
    if (willTopic !== undefined) {
      const right = publishRight(identity, willTopic, this.rights);
      if (right?.kind !== 'journal') {
        return new ConnectRefusedError(`${id}: a last will to ${willTopic}`, 5);
      }
    }
    return undefined;
  }
}
