import {
  JournalBusyError,
  JournalFullError,
  type JournalAppender,
  type NewEntry,
} from '@lenglian/journal';
import type { Clock } from '@lenglian/quantities';
import type { Connection } from './connection.ts';
import { PublishRefusedError } from './errors.ts';
import { clientIdOf } from './identity.ts';
import type { InFlight } from './in-flight.ts';
import type { PublishRate } from './publish-rate.ts';
import type { SimulatedTime } from './simulated-time.ts';
import { publishRight, type PublishRight, type RightsContext } from './topic-rights.ts';

/** An appender that can also wait its turn. */
export interface OrderedAppender extends JournalAppender {
  /** Calls back, in order with appends, once everything appended before is settled. */
  afterPending(done: () => void): void;
}

export interface PublishCounts {
  received: number;
  acknowledged: number;
  refused: number;
}

/** Bytes that a message takes in memory besides its payload, about. */
const MESSAGE_OVERHEAD_BYTES = 256;

/** Lets publishes in: into the journal, or on to devices, or not at all. */
export class PublishGate {
  readonly counts: PublishCounts = { received: 0, acknowledged: 0, refused: 0 };
  private readonly journal: OrderedAppender;
  private readonly clock: Clock;
  private readonly inFlight: InFlight;
  private readonly rate: PublishRate;
  private readonly rights: RightsContext;
  private readonly payloadBytesMax: number;
  private readonly simulatedTime: SimulatedTime | undefined;

  constructor(parts: {
    journal: OrderedAppender;
    clock: Clock;
    inFlight: InFlight;
    rate: PublishRate;
    rights: RightsContext;
    payloadBytesMax: number;
    simulatedTime: SimulatedTime | undefined;
  }) {
    this.journal = parts.journal;
    this.clock = parts.clock;
    this.inFlight = parts.inFlight;
    this.rate = parts.rate;
    this.rights = parts.rights;
    this.payloadBytesMax = parts.payloadBytesMax;
    this.simulatedTime = parts.simulatedTime;
  }

  /** See `DoorHooks.authorizePublish`. Poison payloads are taken: the judge quarantines them. */
  authorize(
    connection: Connection | undefined,
    topic: string,
    payload: Uint8Array,
    done: (error?: Error) => void,
  ): void {
    this.counts.received++;
    const identity = connection?.identity;
    if (connection === undefined || identity === undefined) {
      this.refuse(undefined, `a publish of nobody to ${topic}`, done);
      return;
    }
    // Nothing is acknowledged after what was refused. A last will comes when the socket is gone.
    if (connection.isEnding && !connection.socket.destroyed) {
      this.refuse(connection, 'sent after a refused publish', done);
      return;
    }
    if (identity.kind === 'device') this.rate.note(connection);
    const right = connection.publishRight(topic, (asked) =>
      publishRight(identity, asked, this.rights),
    );
    if (right === undefined) {
      this.refuse(connection, `${clientIdOf(identity)} may not publish to ${topic}`, done);
    } else if (payload.length > this.payloadBytesMax) {
      this.refuse(connection, `${payload.length} bytes to ${topic} are too many`, done);
    } else if (right.kind === 'journal') {
      this.store(connection, right, clientIdOf(identity), payload, done);
    } else if (right.kind === 'forward') {
      this.journal.afterPending(() => this.acknowledge(connection, done));
    } else {
      this.setTime(connection, payload, done);
    }
  }

  private store(
    connection: Connection,
    right: PublishRight & { kind: 'journal' },
    publisherId: string,
    payload: Uint8Array,
    done: (error?: Error) => void,
  ): void {
    const entry: NewEntry = {
      kind: right.entryKind,
      receivedAt: this.clock.now(),
      organisationId: right.organisationId,
      deviceId: right.deviceId,
      publisherId,
      payload,
    };
    const bytes = payload.length + MESSAGE_OVERHEAD_BYTES;
    this.inFlight.add(connection, bytes);
    this.journal.append(entry, (error) => {
      this.inFlight.remove(connection, bytes);
      if (error === undefined) this.counts.acknowledged += this.acknowledge(connection, done);
      else this.fail(connection, error, done);
    });
  }

  /**
   * Not after a publish that the journal refused: acknowledgements are in the order sent. What is
   * stored and not acknowledged comes again. The last will of a socket that is gone is let
   * through; nothing leaves there any more.
   *
   * @returns how many were acknowledged: 1, or 0
   */
  private acknowledge(connection: Connection, done: (error?: Error) => void): 0 | 1 {
    if (connection.isAppendRefused && !connection.socket.destroyed) {
      this.counts.refused++;
      setImmediate(done, new PublishRefusedError('sent after one that is not stored'));
      return 0;
    }
    done();
    return 1;
  }

  /** The journal does not take it: no acknowledgement, and the device sends it again later. */
  private fail(connection: Connection, error: Error, done: (error: Error) => void): void {
    this.counts.refused++;
    const isFull = error instanceof JournalFullError || error instanceof JournalBusyError;
    connection.explain(isFull ? 'JOURNAL_FULL' : 'JOURNAL_UNAVAILABLE', error.message);
    connection.isEnding = true;
    connection.isAppendRefused = true;
    // The acknowledgements before it leave at the end of this turn of the event loop.
    setImmediate(done, error);
  }

  /** In its turn, so that what was sent before is acknowledged before the connection closes. */
  private refuse(
    connection: Connection | undefined,
    why: string,
    done: (error: Error) => void,
  ): void {
    this.counts.refused++;
    if (connection !== undefined) connection.isEnding = true;
    this.journal.afterPending(() => {
      connection?.explain('REFUSED_PUBLISH', why);
      // The acknowledgements before it leave at the end of this turn of the event loop.
      setImmediate(done, new PublishRefusedError(why));
    });
  }

  private setTime(
    connection: Connection,
    payload: Uint8Array,
    done: (error?: Error) => void,
  ): void {
    const hasMoved =
      this.simulatedTime?.advance(payload, (error) => {
        if (error === undefined) this.acknowledge(connection, done);
        else this.fail(connection, error, done);
      }) === true;
    if (!hasMoved) this.refuse(connection, 'not a time: {"now":milliseconds} is', done);
  }
}
