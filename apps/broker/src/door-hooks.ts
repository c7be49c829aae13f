import type { Log } from '@lenglian/diagnostics';
import type { Connection } from './connection.ts';
import type { DoorHooks, MqttDoor } from './mqtt-door.ts';
import type { Presence } from './presence.ts';
import type { PublishGate } from './publish-gate.ts';
import type { SignIn } from './sign-in.ts';
import { maySubscribe, type RightsContext } from './topic-rights.ts';

export interface ConnectCounts {
  accepted: number;
  refused: number;
}

/** Joins what the broker decides to the door that asks. */
export function doorHooks(parts: {
  signIn: SignIn;
  gate: PublishGate;
  presence: Presence;
  rights: RightsContext;
  counts: ConnectCounts;
  sessionOf: MqttDoor['sessionOf'];
  log: Log;
}): DoorHooks {
  const { signIn, gate, presence, rights, counts, log } = parts;
  return {
    authenticate(connection, clientId, username, password, done) {
      signIn.authenticate(connection, clientId, username, password, (refusal) => {
        if (refusal === undefined) {
          counts.accepted++;
          parts.sessionOf(clientId)?.explain('TAKEN_OVER');
        } else {
          counts.refused++;
          log.debug({ address: connection.address, reason: refusal.message }, 'connect refused');
        }
        done(refusal);
      });
    },
    authorizePublish: (connection, topic, payload, done) =>
      gate.authorize(connection, topic, payload, done),
    maySubscribe: (connection, filter) =>
      connection.identity !== undefined && maySubscribe(connection.identity, filter, rights),
    isForwarded: (connection) => connection.identity?.kind === 'service',
    connected: (connection) => presence.connected(connection),
    disconnected(connection, clientId) {
      presence.disconnected(connection);
      logEnd(log, connection, clientId);
    },
    troubled(connection, error) {
      if (connection === undefined) log.error({ err: error }, 'the MQTT library is in trouble');
      else log.debug({ address: connection.address, reason: error.message }, 'connection trouble');
    },
  };
}

function logEnd(log: Log, connection: Connection, clientId: string): void {
  const { closeReason: reason, closeDetail: detail } = connection;
  log.debug({ clientId, reason, detail }, 'session ended');
}
