import type { JoinAnswer, LiveEvents, Room } from '@lenglian/console-contract';
import { JOIN_EVENT, LEAVE_EVENT } from '@lenglian/console-contract/constants';
import { SECOND, type Instant } from '@lenglian/quantities';
import type { Socket } from 'socket.io-client';
import type { LiveStore } from './live-store.ts';
import { roomKey } from './rooms.ts';
import type { ServerClock } from './server-clock.ts';

interface Requests {
  [JOIN_EVENT]: (room: Room, answer: (answer: JoinAnswer) => void) => void;
  [LEAVE_EVENT]: (room: Room) => void;
}
export type LiveSocket = Socket<LiveEvents, Requests>;

/** A room nobody watches is left after this, so that going to a page and back does not join anew. */
const LEAVE_AFTER = 3 * SECOND;
const JOIN_TIMEOUT = 10 * SECOND;
const RETRY_AFTER = 5 * SECOND;
/** The server beats every 5 s; after three missed beats the link is dead whatever the socket says. */
const BEAT_TIMEOUT = 16 * SECOND;
/** More changes than this while a snapshot is under way: the snapshot is asked for again. */
const HELD_MAX = 2_000;

/** Keeps the store in step with the server: joins what is watched, again after each reconnect. */
export class LiveLink {
  private readonly socket: LiveSocket;
  private readonly store: LiveStore;
  private readonly clock: ServerClock;
  private readonly onRefused: () => void;
  private readonly watched = new Map<string, { room: Room; watchers: number }>();
  private readonly joining = new Set<string>();
  private held: Array<() => void> = [];
  private lastBeat: Instant | undefined;
  private isOpen = false;
  private retry: ReturnType<typeof setTimeout> | undefined;

  /** @param onRefused the server would not take us: the session may have ended */
  constructor(
    socket: LiveSocket,
    store: LiveStore,
    clock: ServerClock,
    onRefused: () => void = () => {},
  ) {
    this.socket = socket;
    this.store = store;
    this.clock = clock;
    this.onRefused = onRefused;
    this.listen();
  }

  open(): void {
    this.isOpen = true;
    this.store.setLink({ kind: 'connecting' });
    this.socket.connect();
  }

  close(): void {
    this.isOpen = false;
    clearTimeout(this.retry);
    this.socket.disconnect();
    this.joining.clear();
    this.held = [];
    this.store.clear();
  }

  /** Watches a room until the answer is called; several watchers share one. */
  watch(room: Room): () => void {
    const key = roomKey(room);
    const entry = this.watched.get(key) ?? { room, watchers: 0 };
    entry.watchers += 1;
    if (!this.watched.has(key)) {
      this.watched.set(key, entry);
      if (this.socket.connected) this.join(room);
    }
    let isEnded = false;
    return () => {
      if (isEnded) return;
      isEnded = true;
      entry.watchers -= 1;
      if (entry.watchers === 0) setTimeout(() => this.leaveUnwatched(key), LEAVE_AFTER);
    };
  }

  /** Called once a second: finds a link that is dead although the socket has not noticed. */
  checkBeat(): void {
    if (!this.socket.connected || this.lastBeat === undefined) return;
    if (this.clock.now() - this.lastBeat > BEAT_TIMEOUT) this.socket.io.engine.close();
  }

  private leaveUnwatched(key: string): void {
    const entry = this.watched.get(key);
    if (entry === undefined || entry.watchers > 0) return;
    this.watched.delete(key);
    if (this.socket.connected) this.socket.emit(LEAVE_EVENT, entry.room);
    this.store.forget(entry.room);
  }

  private listen(): void {
    this.socket.on('connect', () => this.joinAll());
    this.socket.on('disconnect', () => this.lost());
    this.socket.on('connect_error', () => this.lost());
    this.socket.on('heartbeat', ({ serverTime, dataUntil }) => {
      this.hear(serverTime);
      this.store.setDataUntil(dataUntil);
    });
    this.socket.on('runs.changed', (change) => {
      this.hear(change.serverTime);
      this.take(() => this.store.applyRuns(change.position, change.runs));
    });
    this.socket.on('units.changed', (change) => {
      this.hear(change.serverTime);
      this.take(() => this.store.applyUnits(change.position, change.units));
    });
    this.socket.on('room.closed', ({ room }) => this.store.forget(room));
    this.socket.on('incident.changed', (change) => {
      this.hear(change.serverTime);
      this.take(() => this.store.applyIncident(change.position, change.incident));
    });
    this.socket.on('alert.changed', (change) => {
      this.hear(change.serverTime);
      this.take(() => this.store.applyAlert(change.position, change.alert));
    });
  }

  private hear(serverTime: Instant): void {
    this.clock.hear(serverTime);
    this.lastBeat = serverTime;
  }

  private lost(): void {
    this.joining.clear();
    this.held = [];
    const before = this.store.link();
    if (before.kind === 'connected')
      this.store.setLink({ kind: 'reconnecting', since: this.lastBeat ?? this.clock.now() });
    // Told anew by the first heartbeat after it.
    this.store.setDataUntil(null);
    this.lastBeat = undefined;
    // `active` says whether socket.io tries again by itself; it does not after being turned away.
    if (this.socket.active || !this.isOpen) return;
    this.onRefused();
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.socket.connect(), RETRY_AFTER);
  }

  private joinAll(): void {
    this.joining.clear();
    this.held = [];
    if (this.watched.size === 0) this.store.setLink({ kind: 'connected' });
    for (const { room } of this.watched.values()) this.join(room);
  }

  private join(room: Room): void {
    const key = roomKey(room);
    const socketId = this.socket.id;
    this.joining.add(key);
    this.socket.timeout(JOIN_TIMEOUT).emit(JOIN_EVENT, room, (error, answer) => {
      // An answer over a connection that is gone says nothing about the present one.
      if (this.socket.id !== socketId || !this.joining.delete(key)) return;
      if (error !== null || !answer.ok) {
        this.joinLater(key, error === null && !answer.ok ? answer.code : 'TIMEOUT');
      } else if (this.watched.has(key)) {
        this.clock.hear(answer.snapshot.serverTime);
        this.store.applySnapshot(room, answer.snapshot);
      }
      this.settle();
    });
  }

  private joinLater(key: string, code: string): void {
    if (code === 'NOT_FOUND' || code === 'FORBIDDEN') return;
    setTimeout(() => {
      const entry = this.watched.get(key);
      if (entry !== undefined && this.socket.connected && !this.joining.has(key))
        this.join(entry.room);
    }, RETRY_AFTER);
  }

  /** A change that overtakes a snapshot waits for it; the position then tells whether it is news. */
  private take(change: () => void): void {
    if (this.joining.size === 0) return change();
    this.held.push(change);
    if (this.held.length > HELD_MAX) this.socket.io.engine.close();
  }

  private settle(): void {
    if (this.joining.size > 0) return;
    const held = this.held;
    this.held = [];
    for (const change of held) change();
    if (this.socket.connected) this.store.setLink({ kind: 'connected' });
  }
}
