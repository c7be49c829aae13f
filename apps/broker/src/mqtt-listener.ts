import { createServer, type Server } from 'node:net';
import type { BrokerConfig } from './config.ts';
import type { MqttDoor } from './mqtt-door.ts';

/** Connections that the kernel holds for us in a storm of reconnects. */
const BACKLOG = 4_096;
/** A peer that vanished is noticed by TCP, if it promised no keepalive; milliseconds. */
const TCP_KEEPALIVE_MS = 60_000;

/** Opens the plain MQTT port. */
export async function listenForMqtt(door: MqttDoor, config: BrokerConfig): Promise<Server> {
  const server = createServer(
    { noDelay: true, keepAlive: true, keepAliveInitialDelay: TCP_KEEPALIVE_MS },
    (socket) => door.accept(socket),
  );
  server.maxConnections = config.CONNECTIONS_MAX;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: config.HOST, port: config.MQTT_PORT, backlog: BACKLOG }, () => resolve());
  });
  return server;
}
