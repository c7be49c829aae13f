import { Readable } from 'node:stream';
import { UnknownPacketError } from './errors.ts';

/** What the broker library hands us of a packet; we look at little of it. */
export interface StoredPacket {
  topic: string;
  payload: Buffer | string;
  messageId?: number;
  brokerId?: string;
  brokerCounter?: number;
  cmd?: string;
}

interface StoredSubscription {
  topic: string;
  qos: number;
}

interface ClientRef {
  readonly id: string;
}

/**
 * Sessions and retained messages, in memory: a cache, never the truth (what goes down to devices
 * lives in the api's records and is sent again). Made for our topics: every filter names exactly one
 * topic, so that each look-up is one step; the library's own memory walks through every retained
 * message at each subscribe. Queues of those who are away are bounded, and of a QoS 2 message only
 * its number is kept.
 */
export class SessionMemory {
  private readonly queueMax: number;
  private readonly retained = new Map<string, StoredPacket>();
  private readonly subscriptions = new Map<string, Map<string, StoredSubscription>>();
  private readonly subscribers = new Map<string, Map<string, StoredSubscription>>();
  private readonly outgoing = new Map<string, StoredPacket[]>();
  private readonly incoming = new Map<string, Set<number>>();

  /** @param queueMax messages kept for one client; the oldest go first */
  constructor(queueMax: number) {
    this.queueMax = queueMax;
  }

  // The library insists on an async function.
  setup = async (): Promise<void> => {};

  storeRetained(packet: StoredPacket): Promise<void> {
    if (packet.payload.length === 0) this.retained.delete(packet.topic);
    else this.retained.set(packet.topic, { ...packet });
    return Promise.resolve();
  }

  createRetainedStreamCombi(filters: string[]): Readable {
    const packets = filters.map((filter) => this.retained.get(filter));
    return Readable.from(packets.filter((packet) => packet !== undefined));
  }

  addSubscriptions(client: ClientRef, added: StoredSubscription[]): Promise<void> {
    const own = entryOf(this.subscriptions, client.id, () => new Map());
    for (const { topic, qos } of added) {
      own.set(topic, { topic, qos });
      if (qos > 0) {
        entryOf(this.subscribers, topic, () => new Map()).set(client.id, { topic, qos });
      } else {
        this.dropSubscriber(topic, client.id);
      }
    }
    return Promise.resolve();
  }

  removeSubscriptions(client: ClientRef, topics: string[]): Promise<void> {
    const own = this.subscriptions.get(client.id);
    for (const topic of topics) {
      own?.delete(topic);
      this.dropSubscriber(topic, client.id);
    }
    if (own?.size === 0) this.subscriptions.delete(client.id);
    return Promise.resolve();
  }

  subscriptionsByClient(client: ClientRef): Promise<StoredSubscription[]> {
    return Promise.resolve([...(this.subscriptions.get(client.id)?.values() ?? [])]);
  }

  subscriptionsByTopic(topic: string): Promise<(StoredSubscription & { clientId: string })[]> {
    const found = this.subscribers.get(topic);
    if (found === undefined) return Promise.resolve([]);
    return Promise.resolve([...found].map(([clientId, stored]) => ({ ...stored, clientId })));
  }

  cleanSubscriptions(client: ClientRef): Promise<void> {
    this.outgoing.delete(client.id);
    const own = this.subscriptions.get(client.id);
    return this.removeSubscriptions(client, [...(own?.keys() ?? [])]);
  }

  outgoingEnqueue(subscription: { clientId: string }, packet: StoredPacket): Promise<void> {
    return this.outgoingEnqueueCombi([subscription], packet);
  }

  outgoingEnqueueCombi(
    subscriptions: readonly { clientId: string }[],
    packet: StoredPacket,
  ): Promise<void> {
    for (const { clientId } of subscriptions) {
      const queue = entryOf(this.outgoing, clientId, () => []);
      if (queue.length >= this.queueMax) queue.shift();
      queue.push({ ...packet });
    }
    return Promise.resolve();
  }

  /** Gives a queued message its packet id, or puts a PUBREL in its place. */
  outgoingUpdate(client: ClientRef, packet: StoredPacket): Promise<void> {
    const queue = this.outgoing.get(client.id) ?? [];
    for (const [i, queued] of queue.entries()) {
      const isSame =
        queued.brokerId !== undefined &&
        queued.brokerId === packet.brokerId &&
        queued.brokerCounter === packet.brokerCounter;
      if (isSame) {
        if (packet.messageId !== undefined) queued.messageId = packet.messageId;
        return Promise.resolve();
      }
      if (queued.brokerId !== packet.brokerId && queued.messageId === packet.messageId) {
        queue[i] = packet;
        return Promise.resolve();
      }
    }
    // It had to make room for newer ones: sent once, and not again.
    return Promise.resolve();
  }

  outgoingClearMessageId(
    client: ClientRef,
    packet: StoredPacket,
  ): Promise<StoredPacket | undefined> {
    const queue = this.outgoing.get(client.id) ?? [];
    const index = queue.findIndex((queued) => queued.messageId === packet.messageId);
    return Promise.resolve(index < 0 ? undefined : queue.splice(index, 1)[0]);
  }

  outgoingStream(client: ClientRef): Readable {
    return Readable.from([...(this.outgoing.get(client.id) ?? [])]);
  }

  incomingStorePacket(client: ClientRef, packet: StoredPacket): Promise<void> {
    entryOf(this.incoming, client.id, () => new Set()).add(packet.messageId ?? 0);
    return Promise.resolve();
  }

  incomingGetPacket(client: ClientRef, packet: StoredPacket): Promise<StoredPacket> {
    const isKnown = this.incoming.get(client.id)?.has(packet.messageId ?? 0) === true;
    return isKnown ? Promise.resolve(packet) : Promise.reject(NO_SUCH_PACKET);
  }

  incomingDelPacket(client: ClientRef, packet: StoredPacket): Promise<void> {
    const wasKnown = this.incoming.get(client.id)?.delete(packet.messageId ?? 0) === true;
    return wasKnown ? Promise.resolve() : Promise.reject(NO_SUCH_PACKET);
  }

  cleanIncoming(client: ClientRef): Promise<void> {
    this.incoming.delete(client.id);
    return Promise.resolve();
  }

  // Wills live with their connection: a broker that dies takes them along.
  putWill(): Promise<void> {
    return Promise.resolve();
  }

  delWill(): Promise<void> {
    return Promise.resolve();
  }

  streamWill(): Readable {
    return Readable.from([]);
  }

  private dropSubscriber(topic: string, clientId: string): void {
    const found = this.subscribers.get(topic);
    found?.delete(clientId);
    if (found?.size === 0) this.subscribers.delete(topic);
  }
}

/** The library's way of asking "is it there?" is a rejection; one for all, as it is no news. */
const NO_SUCH_PACKET = new UnknownPacketError('no such packet');

function entryOf<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
