import type { Socket } from 'node:net';
import { Aedes, type AuthenticateError, type Client, type PublishPacket } from 'aedes';
import { Connection, type CloseReason } from './connection.ts';
import type { DoorHooks, DoorLimits, MqttDoor } from './mqtt-door.ts';
import { SessionMemory } from './session-memory.ts';

/** Room in a PUBLISH packet for the topic and the packet id, besides the payload. */
const PUBLISH_OVERHEAD_BYTES = 1_024;
/** MQTT 3.1 allowed 23 characters; our device ids have up to 64. */
const CLIENT_ID_LENGTH_MAX = 64;

/** What we need of aedes 1.2 beyond its published types; everything of the kind is in this file. */
interface ClientInternals {
  /** A DISCONNECT packet came. */
  readonly _disconnected: boolean;
  readonly _parser: { parse(chunk: Buffer): number };
  will: unknown;
}

/** Of a CONNECT packet, what we look at or change. */
interface ConnectFields {
  clientId: string;
  clean?: boolean;
  keepalive?: number;
  will?: { topic: string };
}

type PublishCallback = (error?: Error) => void;

/** Where a client's and a socket's connection is kept: a weak map of so many costs each collection. */
const CONNECTION = Symbol('connection');

interface Tagged {
  [CONNECTION]?: Connection;
}

function connectionOf(tagged: object): Connection | undefined {
  return (tagged as Tagged)[CONNECTION];
}

/**
 * aedes publishes to subscribers after each acknowledgement. Nobody may subscribe to what devices
 * publish, so that this work, and the memory of retained messages, is saved for them.
 */
class IngestAedes extends Aedes {
  isForwarded: (connection: Connection) => boolean = () => false;

  override publish(
    packet: PublishPacket,
    client: Client | PublishCallback | null,
    done?: PublishCallback,
  ): void {
    const connection = client === null ? undefined : connectionOf(client);
    if (connection ? this.isForwarded(connection) : packet.topic.startsWith('$SYS/')) {
      // The types know of one callback only; the library itself passes the client before it.
      (super.publish as (...given: unknown[]) => void).call(this, packet, client, done);
      return;
    }
    if (typeof client === 'function') client();
    else done?.();
  }
}

/** aedes 1.2 behind our interface. */
export async function openAedesDoor(hooks: DoorHooks, limits: DoorLimits): Promise<MqttDoor> {
  const aedes = new IngestAedes({
    ...aedesHooks(hooks, limits),
    persistence: new SessionMemory(limits.offlineQueueMax),
    connectTimeout: limits.connectTimeoutSeconds * 1_000,
    maxClientsIdLength: CLIENT_ID_LENGTH_MAX,
    maxTopicLevels: limits.topicLevelsMax,
  });
  aedes.isForwarded = (connection) => hooks.isForwarded(connection);
  await aedes.listen();

  const connections = new Set<Connection>();
  const sessions = new Map<string, Connection>();
  reportEvents(aedes, hooks, sessions);

  return {
    connections,
    sessionOf: (clientId) => sessions.get(clientId),
    accept(socket) {
      connections.add(open(aedes, socket));
      socket.once('close', () => connections.delete(connectionOf(socket) as Connection));
    },
    async close() {
      for (const connection of connections) {
        connection.explain('SHUTDOWN');
        const client = clientOf(connection.socket);
        // A last will says that a device is gone. It is not; we are.
        if (client) client.will = null;
      }
      await new Promise<void>((resolve) => aedes.close(() => resolve()));
      for (const connection of connections) connection.socket.destroy();
    },
  };
}

function clientOf(socket: Socket): (Client & ClientInternals) | undefined {
  return (socket as Socket & { client?: Client & ClientInternals }).client;
}

function open(aedes: Aedes, socket: Socket): Connection {
  const connection = new Connection(socket, () => client.close());
  const client = aedes.handle(socket) as Client & ClientInternals;
  (socket as Tagged)[CONNECTION] = connection;
  (client as Tagged)[CONNECTION] = connection;
  const parser = client._parser;
  const parse = parser.parse.bind(parser);
  // Bytes that the parser does not foresee make it throw; that must cost one client, not all.
  parser.parse = (chunk) => {
    try {
      return parse(chunk);
    } catch (error) {
      connection.close('PROTOCOL_ERROR', String(error));
      return 0;
    }
  };
  return connection;
}

function aedesHooks(hooks: DoorHooks, limits: DoorLimits) {
  return {
    preConnect(
      client: Client,
      packet: ConnectFields,
      done: (error: Error | null, success: boolean) => void,
    ) {
      const connection = connectionOf(client) as Connection;
      connection.hasEmptyId = packet.clientId === '';
      connection.willTopic = packet.will?.topic;
      // The library's timer runs on packets that it has parsed; ours on bytes that came.
      connection.keepaliveSeconds = packet.keepalive ?? 0;
      packet.keepalive = 0;
      done(null, true);
    },

    authenticate(
      client: Client,
      username: string | undefined,
      password: Uint8Array | undefined,
      done: (error: AuthenticateError | null, success: boolean | null) => void,
    ) {
      const connection = connectionOf(client) as Connection;
      hooks.authenticate(connection, client.id, username, password, (refusal) => {
        if (refusal === undefined) {
          connection.allowPackets(limits.payloadBytesMax + PUBLISH_OVERHEAD_BYTES);
          done(null, true);
        } else {
          done(refusal, false);
        }
      });
    },

    authorizePublish(
      client: Client | null,
      packet: PublishPacket,
      done: (error?: Error | null) => void,
    ) {
      const connection = client === null ? undefined : connectionOf(client);
      hooks.authorizePublish(connection, packet.topic, packet.payload as Buffer, done);
    },

    authorizeSubscribe<Subscription extends { topic: string }>(
      client: Client,
      subscription: Subscription,
      done: (error: Error | null, subscription?: Subscription | null) => void,
    ) {
      const connection = connectionOf(client) as Connection;
      done(null, hooks.maySubscribe(connection, subscription.topic) ? subscription : null);
    },
  };
}

function reportEvents(aedes: Aedes, hooks: DoorHooks, sessions: Map<string, Connection>): void {
  aedes.on('client', (client) => {
    const connection = connectionOf(client) as Connection;
    sessions.set(client.id, connection);
    hooks.connected(connection, client.id);
  });
  aedes.on('clientDisconnect', (client) => {
    const connection = connectionOf(client) as Connection;
    if (sessions.get(client.id) === connection) sessions.delete(client.id);
    const { _disconnected } = client as Client & ClientInternals;
    connection.explain(_disconnected ? 'DISCONNECT' : 'CONNECTION_LOST');
    hooks.disconnected(connection, client.id);
  });
  for (const event of ['clientError', 'connectionError'] as const) {
    aedes.on(event, (client, error) => {
      const connection = connectionOf(client);
      connection?.explain(reasonOf(error), error.message);
      hooks.troubled(connection, error);
    });
  }
  (aedes as unknown as NodeJS.EventEmitter).on('error', (error: Error) => {
    hooks.troubled(undefined, error);
  });
}

function reasonOf(error: Error): CloseReason {
  return (error as NodeJS.ErrnoException).syscall === undefined
    ? 'PROTOCOL_ERROR'
    : 'CONNECTION_LOST';
}
