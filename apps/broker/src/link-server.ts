import { chmodSync, unlinkSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import {
  LINK_SOCKET,
  lineReader,
  toBrokerSchema,
  toLine,
  type FromBroker,
  type ToBroker,
} from '@lenglian/broker-link';
import type { Log } from '@lenglian/diagnostics';
import type { JournalPosition } from '@lenglian/journal';
import { LinkPathTooLongError } from './errors.ts';

/** sockaddr_un holds 108 bytes on Linux, 104 on macOS, the closing zero included. */
const PATH_BYTES_MAX = process.platform === 'darwin' ? 103 : 107;
/** Wakes to one peer are this far apart, at least, in milliseconds. */
const WAKE_MS = 8;

/** One peer on the local socket: the api, or another reader of the journal. */
export class LinkPeer {
  private readonly socket: Socket;
  private lastWakeAt = 0;
  private wakeTimer: NodeJS.Timeout | undefined;
  private end: JournalPosition | undefined;
  /** Said hello: wants to hear of the journal. */
  isReader = false;
  /** The service identity that lives as long as this link. */
  serviceClientId: string | undefined;

  constructor(socket: Socket) {
    this.socket = socket;
  }

  send(message: FromBroker): void {
    this.socket.write(toLine(message));
  }

  /** At once after a pause, else conflated; a peer that does not read hears the latest only. */
  wake(end: JournalPosition, now: number): void {
    this.end = end;
    if (this.wakeTimer !== undefined || this.socket.writableNeedDrain) return;
    const wait = this.lastWakeAt + WAKE_MS - now;
    if (wait <= 0) this.sendWake(now);
    else this.wakeTimer = setTimeout(() => this.sendWake(performance.now()), wait);
  }

  /** The socket takes data again. */
  drained(): void {
    if (this.end !== undefined) this.sendWake(performance.now());
  }

  close(): void {
    clearTimeout(this.wakeTimer);
    this.socket.destroy();
  }

  private sendWake(now: number): void {
    clearTimeout(this.wakeTimer);
    this.wakeTimer = undefined;
    if (this.end === undefined) return;
    this.lastWakeAt = now;
    const { end } = this;
    this.end = undefined;
    this.send({ type: 'wake', end });
  }
}

/** What is done about what peers say. */
export interface LinkHandlers {
  message(peer: LinkPeer, message: ToBroker): void;
  closed(peer: LinkPeer): void;
}

/** The broker's end of the local socket `DATA_DIR/broker.sock`; only this user may connect. */
export class LinkServer {
  private readonly path: string;
  private readonly log: Log;
  private readonly handlers: LinkHandlers;
  private readonly peers = new Set<LinkPeer>();
  private readonly server: Server;

  /** @throws LinkPathTooLongError */
  constructor(dataDirectory: string, log: Log, handlers: LinkHandlers) {
    this.path = join(dataDirectory, LINK_SOCKET);
    this.log = log;
    this.handlers = handlers;
    if (Buffer.byteLength(this.path) > PATH_BYTES_MAX) {
      throw new LinkPathTooLongError(
        `${this.path} is longer than ${PATH_BYTES_MAX} bytes: choose a shorter DATA_DIR`,
      );
    }
    this.server = createServer((socket) => this.accept(socket));
  }

  /** Call it with the data directory locked: a socket that is there is of a broker that died. */
  async listen(): Promise<void> {
    try {
      unlinkSync(this.path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(this.path, () => resolve());
    });
    chmodSync(this.path, 0o600);
  }

  wake(end: JournalPosition): void {
    const now = performance.now();
    for (const peer of this.peers) if (peer.isReader) peer.wake(end, now);
  }

  broadcast(message: FromBroker): void {
    for (const peer of this.peers) if (peer.isReader) peer.send(message);
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const peer of this.peers) peer.close();
    await closed;
  }

  private accept(socket: Socket): void {
    const peer = new LinkPeer(socket);
    this.peers.add(peer);
    const read = lineReader((message) => this.take(peer, message));
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      try {
        read(chunk);
      } catch (error) {
        this.log.error({ err: error }, 'a peer on the link makes no sense');
        peer.close();
      }
    });
    socket.on('drain', () => peer.drained());
    socket.on('error', (error) => this.log.warn({ err: error }, 'a link broke'));
    socket.on('close', () => {
      this.peers.delete(peer);
      peer.close();
      this.handlers.closed(peer);
    });
  }

  private take(peer: LinkPeer, message: unknown): void {
    const parsed = toBrokerSchema.safeParse(message);
    if (parsed.success) this.handlers.message(peer, parsed.data);
    else this.log.error({ issues: parsed.error.issues }, 'a message on the link is not understood');
  }
}
