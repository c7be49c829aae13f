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

type Payload<Event extends keyof LiveEvents> = Parameters<LiveEvents[Event]>[0];

interface Waiter {
  readonly event: string;
  isIt(payload: unknown): boolean;
  resolve(payload: unknown): void;
}

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
  private readonly waiting: Waiter[] = [];

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
      const index = this.waiting.findIndex((one) => one.event === event && one.isIt(payload));
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

  /**
   * The next event of a kind that comes from now on.
   *
   * @param isIt whether it is the one meant: the api reads its book and beats by itself, so that another may come first
   */
  next<Event extends keyof LiveEvents>(
    event: Event,
    isIt: (payload: Payload<Event>) => boolean = () => true,
  ): Promise<Payload<Event>> {
    return new Promise((resolve) => {
      this.waiting.push({
        event,
        isIt: (payload) => isIt(payload as Payload<Event>),
        resolve: (payload) => resolve(payload as Payload<Event>),
      });
    });
  }

  /** The same of what it has heard already, or else hears next. */
  async told<Event extends keyof LiveEvents>(
    event: Event,
    isIt: (payload: Payload<Event>) => boolean,
  ): Promise<Payload<Event>> {
    const heard = this.heard.filter((one) => one.event === event);
    const found = heard.map(({ payload }) => payload as Payload<Event>).find(isIt);
    return found ?? this.next(event, isIt);
  }

  close(): void {
    this.socket.disconnect();
  }
}
