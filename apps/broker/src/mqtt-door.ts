import type { Socket } from 'node:net';
import type { Connection } from './connection.ts';
import type { ConnectRefusedError } from './errors.ts';

/**
 * What we ask of an MQTT broker library, and all that we know of one. Another library takes the
 * place of today's by implementing `MqttDoor` and calling these hooks.
 */
export interface DoorHooks {
  /**
   * Who is this, and may they in? `connection` holds what else the CONNECT packet said.
   *
   * @param done called once; with an error the client gets its return code and is closed
   */
  authenticate(
    connection: Connection,
    clientId: string,
    username: string | undefined,
    password: Uint8Array | undefined,
    done: (refusal?: ConnectRefusedError) => void,
  ): void;

  /**
   * May this be published? For QoS 1 and 2 the answer is the acknowledgement: `done` is called
   * without an error once the message is on disk, in the order of the calls for each connection.
   * With an error the connection is closed and nothing acknowledged. Also called for last wills.
   *
   * @param connection undefined for the will of a client that is not known any more
   */
  authorizePublish(
    connection: Connection | undefined,
    topic: string,
    payload: Uint8Array,
    done: (error?: Error) => void,
  ): void;

  maySubscribe(connection: Connection, filter: string): boolean;

  /** Whether what this connection publishes goes to subscribers; else it only goes to the journal. */
  isForwarded(connection: Connection): boolean;

  /** The session began; everything of it comes after this. */
  connected(connection: Connection, clientId: string): void;

  /** The session ended, its will included. `connection.closeReason` says why. */
  disconnected(connection: Connection, clientId: string): void;

  /** A connection ended before it was a session, or the library had something to say about one. */
  troubled(connection: Connection | undefined, error: Error): void;
}

/** Limits that the library or its transport enforces. */
export interface DoorLimits {
  readonly payloadBytesMax: number;
  readonly topicLevelsMax: number;
  readonly connectTimeoutSeconds: number;
  readonly offlineQueueMax: number;
}

/** Serves MQTT on sockets that somebody else accepts. */
export interface MqttDoor {
  accept(socket: Socket): void;
  /** Every open connection, with or without a session. */
  readonly connections: ReadonlySet<Connection>;
  /** The connection that has the session of a client. */
  sessionOf(clientId: string): Connection | undefined;
  /** Closes every connection, without last wills: it is we who end, not they. */
  close(): Promise<void>;
}
