import {
  JOIN_EVENT,
  LIVE_NAMESPACE,
  type JoinAnswer,
  type LiveEvents,
  type Room,
  type Snapshot,
} from '@lenglian/console-contract';
import { io, type Socket } from 'socket.io-client';

/** Long enough for a busy machine, short enough to fail a test. */
const PATIENCE = 5_000;

const connections = new Set<LiveClient>();

/** Closes every connection that a spec made; one left open by a failed test would keep jest alive. */
export function closeLiveClients(): void {
  for (const client of connections) client.close();
  connections.clear();
}

/** A console's live connection, with every event it heard. */
export class LiveClient {
  readonly socket: Socket;
  readonly heard: { event: string; payload: unknown }[] = [];
  private readonly waiting: { event: string; resolve: (payload: unknown) => void }[] = [];

  /** @param ca whom to believe, for an api under test that speaks https */
  constructor(url: string, cookie: string, headers: Record<string, string> = {}, ca?: string) {
    connections.add(this);
    this.socket = io(url + LIVE_NAMESPACE, {
      extraHeaders: { ...(cookie ? { cookie } : {}), ...headers },
      ...(ca !== undefined && { ca }),
      reconnectionDelay: 10,
      forceNew: true,
    });
    this.socket.onAny((event: string, payload: unknown) => {
      this.heard.push({ event, payload });
      const index = this.waiting.findIndex((waiter) => waiter.event === event);
      if (index >= 0) this.waiting.splice(index, 1)[0]?.resolve(payload);
    });
  }

  /** Resolves when connected; rejects with what the server answered otherwise. */
  connected(): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.socket.connected) return resolve();
      this.socket.once('connect', resolve);
      this.socket.once('connect_error', reject);
    });
  }

  /** Resolves when the server or the network ends the connection. */
  disconnected(): Promise<void> {
    return new Promise((resolve) => this.socket.once('disconnect', () => resolve()));
  }

  async join(room: Room): Promise<Snapshot> {
    const answer = await this.ask(JOIN_EVENT, room);
    if (!answer.ok) throw new RangeError(answer.code);
    return answer.snapshot;
  }

  async ask(event: string, message: unknown): Promise<JoinAnswer> {
    return (await this.socket.timeout(PATIENCE).emitWithAck(event, message)) as JoinAnswer;
  }

  /** The next event of a kind that comes from now on. */
  next<Event extends keyof LiveEvents>(event: Event): Promise<Parameters<LiveEvents[Event]>[0]> {
    return new Promise((resolve) => {
      this.waiting.push({
        event,
        resolve: (payload) => resolve(payload as Parameters<LiveEvents[Event]>[0]),
      });
    });
  }

  close(): void {
    this.socket.disconnect();
  }
}
