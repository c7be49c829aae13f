import type { Socket } from 'node:net';
import type { Instant } from '@lenglian/quantities';
import type { Identity } from './identity.ts';
import { PacketMeter } from './packet-meter.ts';
import type { PublishRight } from './topic-rights.ts';

/** Why a session ended; goes into the journal, so its words are stable. */
export type CloseReason =
  | 'DISCONNECT'
  | 'CONNECTION_LOST'
  | 'PROTOCOL_ERROR'
  | 'KEEPALIVE'
  | 'TAKEN_OVER'
  | 'REFUSED_PUBLISH'
  | 'PACKET_TOO_LARGE'
  | 'JOURNAL_FULL'
  | 'JOURNAL_UNAVAILABLE'
  | 'REVOKED'
  | 'TOKEN_ROTATED'
  | 'RIGHTS_CHANGED'
  | 'SHUTDOWN';

/** A CONNECT packet has no business being larger: ids, a token and a last will. */
export const CONNECT_BYTES_MAX = 8 * 1024;
/** Topics whose rights are remembered for one connection; a gateway's are many. */
const REMEMBERED_TOPICS_MAX = 4_096;

/** Why a connection is not read from; it is read again once no reason is left. */
export type PauseReason = 'DISK' | 'RATE' | 'CLOSING';
/** A bit for each: a set for each of so many connections would cost more. */
const PAUSE_BIT: Record<PauseReason, number> = { DISK: 1, RATE: 2, CLOSING: 4 };

/**
 * One client's connection, whatever broker library serves it: who it is, what of it waits for the
 * disk, and whether it is read from.
 */
export class Connection {
  readonly socket: Socket;
  readonly address: string;
  /** Who this is, once authenticated. */
  identity: Identity | undefined;
  /** Seconds; 0: none promised. Watched by us, from bytes received, not by the library. */
  keepaliveSeconds = 0;
  closeReason: CloseReason | undefined;
  closeDetail: string | undefined;
  /** What came in the CONNECT packet and is judged together with the identity. */
  willTopic: string | undefined;
  hasEmptyId = false;
  /** A publish was refused: it closes as soon as those before it are acknowledged. */
  isEnding = false;
  /** The journal did not take a publish: no later one is acknowledged here, stored or not. */
  isAppendRefused = false;

  /** Messages, and their bytes, that wait for the disk. */
  inFlight = 0;
  inFlightBytes = 0;
  /** When its messages would have been due at the rate it may send; see `PublishRate`. */
  paidUntil = 0;

  private readonly meter = new PacketMeter(CONNECT_BYTES_MAX);
  private readonly end: () => void;
  private pauses = 0;
  private activity = 0;
  private seenActivity = -1;
  private activeAt: Instant = 0;
  /** Most connections publish to one topic; the map is made when a second one comes. */
  private lastTopic: string | undefined;
  private lastRight: PublishRight | undefined;
  private rights: Map<string, PublishRight> | undefined;

  /** @param end how the broker library closes its client */
  constructor(socket: Socket, end: () => void) {
    this.socket = socket;
    this.end = end;
    this.address = socket.remoteAddress ?? '';
    this.watchReading();
  }

  get isPaused(): boolean {
    return this.pauses !== 0;
  }

  isPausedFor(reason: PauseReason): boolean {
    return (this.pauses & PAUSE_BIT[reason]) !== 0;
  }

  /** Packets up to this size may come from now on, in bytes. */
  allowPackets(bytesMax: number): void {
    this.meter.allow(bytesMax);
  }

  /** Takes no more from the socket; TCP then slows the sender down. */
  pause(reason: PauseReason): void {
    this.pauses |= PAUSE_BIT[reason];
  }

  resume(reason: PauseReason): void {
    if (!this.isPausedFor(reason)) return;
    this.pauses &= ~PAUSE_BIT[reason];
    if (this.isPaused) return;
    setImmediate(() => {
      if (!this.socket.destroyed && !this.isPaused) this.socket.emit('readable');
    });
  }

  /** Closes; the first reason given is the one that is told. */
  close(reason: CloseReason, detail?: string): void {
    this.explain(reason, detail);
    this.end();
  }

  /** Notes why this is about to end. */
  explain(reason: CloseReason, detail?: string): void {
    if (this.closeReason !== undefined) return;
    this.closeReason = reason;
    this.closeDetail = detail;
  }

  /**
   * Whether nothing came for longer than one and a half times the keepalive (MQTT 3.1.1 §3.1.2.10).
   * While something waits for the disk it is we who are slow, and what the client sends then may be
   * waiting unread.
   */
  isSilent(now: number): boolean {
    if (this.activity !== this.seenActivity || this.inFlight > 0 || this.isPaused) {
      this.seenActivity = this.activity;
      this.activeAt = now;
      return false;
    }
    return this.keepaliveSeconds > 0 && now - this.activeAt > this.keepaliveSeconds * 1_500;
  }

  /** What `judge` says about publishing to a topic, asked once per topic. */
  publishRight(
    topic: string,
    judge: (topic: string) => PublishRight | undefined,
  ): PublishRight | undefined {
    if (topic === this.lastTopic) return this.lastRight;
    const right = this.rights?.get(topic) ?? judge(topic);
    if (right === undefined) return undefined;
    if (this.lastTopic !== undefined) this.remember(this.lastTopic, this.lastRight as PublishRight);
    this.lastTopic = topic;
    this.lastRight = right;
    return right;
  }

  /** Rights have changed: ask again. */
  forgetRights(): void {
    this.lastTopic = undefined;
    this.lastRight = undefined;
    this.rights = undefined;
  }

  private remember(topic: string, right: PublishRight): void {
    this.rights ??= new Map();
    if (this.rights.size >= REMEMBERED_TOPICS_MAX) this.rights.clear();
    this.rights.set(topic, right);
  }

  /**
   * The library takes bytes with `read()` when the socket is readable. That one call is where we
   * stand in between: nothing while paused, and nothing that is too large.
   */
  private watchReading(): void {
    const { socket } = this;
    const read = socket.read.bind(socket);
    socket.read = (size?: number): unknown => {
      if (this.isPaused) return null;
      const chunk = read(size) as Buffer | null;
      if (chunk === null) return null;
      this.activity++;
      if (this.meter.admits(chunk)) return chunk;
      setImmediate(() => this.close('PACKET_TOO_LARGE'));
      this.pause('CLOSING');
      return null;
    };
  }
}
