import net from 'node:net';
import { ColdChainError } from '@lenglian/errors';
import { answerReader, connectPacket, PING, publishPacket } from './mqtt-wire.ts';

/** The broker answered a CONNECT of the load with a code other than 0. */
export class NotLetInError extends ColdChainError {
  readonly code = 'NOT_LET_IN';
}

const KEEPALIVE_SECONDS = 300;

export interface PublisherOptions {
  /** Its place among the load's connections. */
  readonly index: number;
  readonly host: string;
  readonly port: number;
  readonly clientId: string;
  readonly token: string;
  /** Unacknowledged messages at most. */
  readonly window: number;
  readonly onAcknowledged: (publisher: Publisher) => void;
  readonly onLost: (publisher: Publisher, why: string) => void;
}

/** One connection of the load. Counts; keeps nothing it does not need. */
export class Publisher {
  sent = 0;
  acknowledged = 0;
  private readonly options: PublisherOptions;
  private readonly socket: net.Socket;
  private nextPacketId = 1;
  private isClosing = false;

  private constructor(options: PublisherOptions, socket: net.Socket) {
    this.options = options;
    this.socket = socket;
  }

  /** Resolves when the broker let it in; rejects with the CONNACK code when it did not. */
  static connect(options: PublisherOptions): Promise<Publisher> {
    return new Promise((resolve, reject) => {
      const socket = net.connect({ host: options.host, port: options.port, noDelay: true });
      const publisher = new Publisher(options, socket);
      const read = answerReader(
        (code) =>
          code === 0
            ? resolve(publisher)
            : reject(new NotLetInError(`${options.clientId}: CONNACK ${code}`)),
        () => {
          publisher.acknowledged += 1;
          options.onAcknowledged(publisher);
        },
      );
      socket.on('data', read);
      socket.once('error', reject);
      socket.once('close', () => {
        if (!publisher.isClosing) options.onLost(publisher, 'closed by the broker');
      });
      socket.once('connect', () =>
        socket.write(connectPacket(options.clientId, options.token, KEEPALIVE_SECONDS)),
      );
    });
  }

  get index(): number {
    return this.options.index;
  }

  get hasRoom(): boolean {
    return this.sent - this.acknowledged < this.options.window;
  }

  get isIdle(): boolean {
    return this.sent === this.acknowledged;
  }

  publish(topic: Buffer, payload: string, isDuplicate: boolean): void {
    const packetId = this.nextPacketId;
    this.nextPacketId = packetId === 65_535 ? 1 : packetId + 1;
    this.sent += 1;
    this.socket.write(publishPacket(topic, packetId, payload, isDuplicate));
  }

  ping(): void {
    this.socket.write(PING);
  }

  close(): void {
    this.isClosing = true;
    this.socket.destroy();
  }
}
