import type { EntryKind, JournalAppender, NewEntry } from '@lenglian/journal';
import type { Clock, Instant } from '@lenglian/quantities';
import type { Connection } from './connection.ts';

/** A device's session, if it has one now. */
export type SessionLookup = (deviceId: string) => Connection | undefined;

/**
 * Tells the journal who came and went, and what time it is. What the journal does not take (a full
 * disk) is told later: a device that left meanwhile must not stay "connected" for ever.
 */
export class Presence {
  private readonly journal: JournalAppender;
  private readonly clock: Clock;
  private readonly openConnections: () => number;
  private readonly sessionOf: SessionLookup;
  /** By device, what the journal refused last. Bounded by the device list. */
  private readonly untold = new Map<string, NewEntry>();
  private isStartTold = false;
  private isTickPending = false;

  constructor(parts: {
    journal: JournalAppender;
    clock: Clock;
    openConnections: () => number;
    sessionOf: SessionLookup;
  }) {
    this.journal = parts.journal;
    this.clock = parts.clock;
    this.openConnections = parts.openConnections;
    this.sessionOf = parts.sessionOf;
  }

  started(): void {
    this.isStartTold = true;
    this.journal.append(this.entry('STARTED', {}), (error) => {
      this.isStartTold = error === undefined;
    });
  }

  connected(connection: Connection): void {
    this.tell(connection, 'CONNECTED', { address: connection.address });
  }

  disconnected(connection: Connection): void {
    const { closeReason: reason, closeDetail: detail } = connection;
    this.tell(connection, 'DISCONNECTED', detail === undefined ? { reason } : { reason, detail });
  }

  /** The time of now. One that waits for the disk stands for those that would pile up behind it. */
  tick(): void {
    this.retry();
    if (this.isTickPending) return;
    this.isTickPending = true;
    this.tickAt(this.clock.now(), () => {
      this.isTickPending = false;
    });
  }

  tickAt(at: Instant, done: (error?: Error) => void): void {
    const payload = { connections: this.openConnections() };
    this.journal.append({ ...this.entry('TICK', payload), receivedAt: at }, done);
  }

  /**
   * Says how it is now with each device of which something could not be said: what came before and
   * after it may have been stored, so the present state is the one thing that is right in any case.
   */
  retry(): void {
    if (!this.isStartTold) this.started();
    const refused = [...this.untold.values()];
    this.untold.clear();
    for (const entry of refused) {
      const session = this.sessionOf(entry.deviceId);
      if (session !== undefined) this.connected(session);
      else if (entry.kind === 'DISCONNECTED') this.tellAgain(entry);
      else this.tellAgain({ ...this.entry('DISCONNECTED', LOST), ...senderOf(entry) });
    }
  }

  private tell(connection: Connection, kind: EntryKind, payload: object): void {
    const { identity } = connection;
    if (identity?.kind !== 'device') return;
    const { organisationId, deviceId } = identity;
    const sender = { organisationId, deviceId, publisherId: deviceId };
    this.append({ ...this.entry(kind, payload), ...sender });
  }

  /** What has happened since is truer than what is told again. */
  private tellAgain(entry: NewEntry): void {
    this.journal.append({ ...entry, receivedAt: this.clock.now() }, (error) => {
      const isNewest = !this.untold.has(entry.deviceId);
      if (error !== undefined && isNewest) this.untold.set(entry.deviceId, entry);
    });
  }

  private append(entry: NewEntry): void {
    this.journal.append(entry, (error) => {
      if (error !== undefined) this.untold.set(entry.deviceId, entry);
    });
  }

  private entry(kind: EntryKind, payload: object): NewEntry {
    return {
      kind,
      receivedAt: this.clock.now(),
      organisationId: '',
      deviceId: '',
      publisherId: '',
      payload: Buffer.from(JSON.stringify(payload)),
    };
  }
}

const LOST = { reason: 'CONNECTION_LOST' };

function senderOf({ organisationId, deviceId, publisherId }: NewEntry) {
  return { organisationId, deviceId, publisherId };
}
