import type { Room, RunView, Snapshot, UnitView } from '@lenglian/console-contract';
import type { Clock } from '@lenglian/quantities';
import type { AlertRecord, HandOverRecord, IncidentRecord } from '@lenglian/records';
import { UnknownRecordError } from '../http/errors.ts';
import type { IncidentViews } from '../incidents/incident-views.ts';
import { Breather } from './breather.ts';
import type { LiveBoard } from './live-board.ts';
import { asRoom, type GuestRoom, type LiveGuests } from './live-guests.ts';
import type { LiveIncidents } from './live-incidents.ts';
import type { LiveViews } from './live-views.ts';
import { MESSAGES_A_BEAT_MAX, letSlowBrowsersGo } from './slow-browsers.ts';
import type { LiveNamespace, LiveSocket } from './live-socket.ts';
import {
  alertsRoom,
  incidentsRoom,
  guestRoomName,
  readRoomName,
  roomName,
  runRoom,
  unitRoom,
  type WatchedRoom,
} from './room-names.ts';
import { WaitingChanges } from './waiting-changes.ts';

/** Entries that one room is told of in one beat; the rest goes with the next beats. */
const UNITS_A_BEAT_MAX = 1_000;
const RUNS_A_BEAT_MAX = 200;
/** And in one message: what it costs to build and to send is one piece of work. */
const UNITS_A_MESSAGE_MAX = UNITS_A_BEAT_MAX / MESSAGES_A_BEAT_MAX;
const RUNS_A_MESSAGE_MAX = RUNS_A_BEAT_MAX / MESSAGES_A_BEAT_MAX;

/** What the feed tells of. */
export interface LiveFeedParts {
  readonly board: LiveBoard;
  readonly views: LiveViews;
  readonly guests: LiveGuests;
  readonly clock: Clock;
  readonly incidents: LiveIncidents;
  readonly incidentViews: IncidentViews;
}

/**
 * Tells the browsers: a snapshot on joining, then changes with increasing positions. Readings are
 * conflated into one beat a second, alerts go at once. Only what a room with listeners needs is
 * built, and once for all of its listeners.
 */
export class LiveFeed {
  private namespace: LiveNamespace | undefined;
  private position: number;
  private readonly waiting = new WaitingChanges();
  private readonly board: LiveBoard;
  private readonly views: LiveViews;
  private readonly guests: LiveGuests;
  private readonly clock: Clock;
  private readonly incidents: LiveIncidents;
  private readonly incidentViews: IncidentViews;

  constructor({ board, views, guests, clock, incidents, incidentViews }: LiveFeedParts) {
    this.board = board;
    this.views = views;
    this.guests = guests;
    this.clock = clock;
    this.incidents = incidents;
    this.incidentViews = incidentViews;
    // Microseconds of the start: also after a restart greater than every position given out before.
    this.position = clock.now() * 1_000;
  }

  attach(namespace: LiveNamespace): void {
    this.namespace = namespace;
  }

  /** Consoles connected now. */
  get browserCount(): number {
    return this.namespace?.sockets.size ?? 0;
  }

  /**
   * Lets a socket into a room. Joining and the snapshot are one step without a pause, so nothing can
   * fall between the snapshot and the first change.
   *
   * @throws UnknownRecordError for a run or unit that is not there, and neither the organisation's nor in
   * its custody now
   */
  join(socket: LiveSocket, room: Room): Snapshot {
    const { organisationId } = socket.data.signedIn.user;
    const { snapshot, isGuest } = this.snapshot(room, organisationId);
    const name = isGuest ? guestRoomName(room, organisationId) : roomName(room, organisationId);
    if (name !== undefined) void socket.join(name);
    return snapshot;
  }

  /** Reads what a room is about where the board does not hold it: a run that is over, or of others. */
  async lookUp(room: Room, organisationId: string): Promise<void> {
    if (room.room === 'run') {
      await this.views.lookUp([{ runId: room.runId, lotId: null }]);
      if (this.views.runRecord(room.runId)?.organisationId !== organisationId)
        await this.guests.lookUp(organisationId, room.runId);
    }
    if (room.room !== 'unit') return;
    const unit = this.board.book.units.get(room.unitId);
    if (unit?.organisationId !== organisationId)
      await this.guests.lookUp(organisationId, unit?.runId);
  }

  leave(socket: LiveSocket, room: Room): void {
    const { organisationId } = socket.data.signedIn.user;
    void socket.leave(roomName(room, organisationId));
    const guestRoom = guestRoomName(room, organisationId);
    if (guestRoom !== undefined) void socket.leave(guestRoom);
  }

  /** Reads again what custodians have of the runs that they watch; those who have it no more go. */
  async lookAtGuests(): Promise<void> {
    await this.guests.look([...this.guestRooms().values()], this.board);
    this.closeEnded();
  }

  /** Tells of alerts at once. */
  announceAlerts(alerts: readonly AlertRecord[]): void {
    for (const alert of alerts) {
      const rooms = [alertsRoom(alert.organisationId), unitRoom(alert.unitId)];
      if (alert.runId !== null) rooms.push(runRoom(alert.runId));
      this.namespace
        ?.to(rooms)
        .emit('alert.changed', { ...this.stamp(), alert: this.views.alert(alert) });
      this.announceToGuests(alert);
    }
  }

  /** Tells whoever watches a run that goods on it are changing hands, at once: its owner, and parties that have it in custody. */
  announceHandOver(record: HandOverRecord): void {
    if (record.runId === null) return;
    const { id, organisationId, kind, state, runId, unitId, handedOverAt, revision } = record;
    const parties = [record.from.organisationId, record.to.organisationId];
    const rooms = [...this.watchedRooms()].flatMap(([name, room]) => {
      if (room.kind !== 'run' || room.runId !== runId) return [];
      const isTheirs = isGuestRoom(room)
        ? parties.includes(room.guestId)
        : this.views.runRecord(runId)?.organisationId === organisationId;
      return isTheirs ? [name] : [];
    });
    if (rooms.length === 0) return;
    const handOver = { id, kind, state, runId, unitId, handedOverAt, revision };
    this.namespace?.to(rooms).emit('hand-over.changed', { ...this.stamp(), handOver });
  }

  /** Tells of incidents at once. */
  announceIncidents(incidents: readonly IncidentRecord[]): void {
    for (const record of incidents) {
      const incident = this.incidentViews.incident(record);
      this.namespace
        ?.to(incidentsRoom(record.organisationId))
        .emit('incident.changed', { ...this.stamp(), incident });
    }
  }

  /**
   * Tells each watched room what changed since the last beat. Slow browsers are looked for first: right
   * after a beat every browser has something waiting. A beat of a large fleet is done in pieces; whoever joins in
   * between is told again of what his snapshot has.
   *
   * @param breather asked after each piece whether others had their turn
   * @returns slow browsers that were let go
   */
  async beat(breather: Pick<Breather, 'breathe'> = new Breather()): Promise<number> {
    if (!this.namespace) return 0;
    const letGo = letSlowBrowsersGo(this.namespace);
    this.closeEnded();
    const watched = this.watchedRooms();
    const changes = this.board.takeChanges();
    const pieces = this.waiting.add(changes, watched, this.board.book);
    while (!pieces.next().done) await breather.breathe();
    const units = new Map<string, UnitView>();
    for (const [name, room] of watched) {
      if (room.kind === 'run' && changes.progressed.has(room.runId)) this.tellProgress(name, room);
      const told = this.tellRoom(name, room, units);
      while (!told.next().done)
        // A view that was built before may be older than the snapshot of somebody who joined meanwhile.
        if (await breather.breathe()) units.clear();
    }
    return letGo;
  }

  /** Tells everybody that the server is there, and what time it is. */
  heartbeat(): void {
    this.namespace?.emit('heartbeat', {
      serverTime: this.clock.now(),
      dataUntil: this.board.now,
    });
  }

  /** Tells one room what waits for it, a message a piece. */
  private *tellRoom(
    name: string,
    room: WatchedRoom,
    units: Map<string, UnitView>,
  ): Generator<void, void> {
    const isOverview = room.kind === 'overview';
    const [inAll, atOnce] = isOverview
      ? [RUNS_A_BEAT_MAX, RUNS_A_MESSAGE_MAX]
      : [UNITS_A_BEAT_MAX, UNITS_A_MESSAGE_MAX];
    for (let told = 0; told < inAll; told += atOnce) {
      const ids = this.waiting.take(name, atOnce);
      if (isOverview) this.tellRuns(name, ids, room.organisationId);
      else if (isGuestRoom(room)) this.tellGuests(name, ids, room);
      else this.tellUnits(name, ids, units);
      yield;
      if (ids.length < atOnce) return;
    }
  }

  private tellRuns(name: string, ids: readonly string[], organisationId: string): void {
    const runs: RunView[] = [];
    for (const runId of ids) {
      const run = this.views.runRecord(runId);
      // Also one that is over now: whoever shows it must see it go.
      if (run?.organisationId === organisationId) runs.push(this.views.run(run));
    }
    if (runs.length > 0) this.namespace?.to(name).emit('runs.changed', { ...this.stamp(), runs });
  }

  /** The run itself, to whoever watches it: as its owner or as a custodian sees it. */
  private tellProgress(name: string, room: Extract<WatchedRoom, { kind: 'run' }>): void {
    const run = this.views.runRecord(room.runId);
    const held = isGuestRoom(room) ? this.guests.heldNow(room.guestId, room.runId) : undefined;
    if (!run || (isGuestRoom(room) && !held)) return;
    const runs = [held ? this.guests.run(run, held).run : this.views.run(run)];
    this.namespace?.to(name).emit('runs.changed', { ...this.stamp(), runs });
  }

  private tellUnits(name: string, ids: readonly string[], built: Map<string, UnitView>): void {
    const units: UnitView[] = [];
    for (const unitId of ids) {
      const view = built.get(unitId) ?? this.unitView(unitId);
      if (!view) continue;
      built.set(unitId, view);
      units.push(view);
    }
    if (units.length > 0) {
      this.namespace?.to(name).emit('units.changed', { ...this.stamp(), units });
    }
  }

  private tellGuests(name: string, ids: readonly string[], room: GuestRoom): void {
    const units = ids.flatMap((unitId) => {
      const unit = this.board.book.units.get(unitId);
      return (unit && this.guests.changedUnit(room, unit)) ?? [];
    });
    if (units.length > 0) {
      this.namespace?.to(name).emit('units.changed', { ...this.stamp(), units });
    }
  }

  private announceToGuests(alert: AlertRecord): void {
    const rooms = [...this.guestRooms()].filter(([, room]) => this.guests.shows(room, alert));
    if (rooms.length === 0) return;
    this.namespace
      ?.to(rooms.map(([name]) => name))
      .emit('alert.changed', { ...this.stamp(), alert: this.guests.alert(alert) });
  }

  /** Custody that ended closes the room at once, for everybody in it. */
  private closeEnded(): void {
    for (const [name, room] of this.guestRooms()) {
      if (this.guests.mayStay(room, this.board)) continue;
      this.namespace?.to(name).emit('room.closed', { room: asRoom(room) });
      this.namespace?.in(name).socketsLeave(name);
    }
  }

  private guestRooms(): Map<string, GuestRoom> {
    const rooms = new Map<string, GuestRoom>();
    for (const [name, room] of this.watchedRooms()) if (isGuestRoom(room)) rooms.set(name, room);
    return rooms;
  }

  private unitView(unitId: string): UnitView | undefined {
    const unit = this.board.book.units.get(unitId);
    return unit && this.views.unit(unit);
  }

  private watchedRooms(): Map<string, WatchedRoom> {
    const watched = new Map<string, WatchedRoom>();
    for (const name of this.namespace?.adapter.rooms.keys() ?? []) {
      const room = readRoomName(name);
      if (room) watched.set(name, room);
    }
    return watched;
  }

  private snapshot(room: Room, organisationId: string): { snapshot: Snapshot; isGuest: boolean } {
    const { position } = this;
    const stamp = { position, serverTime: this.clock.now() };
    switch (room.room) {
      case 'overview': {
        const runs = this.views.overview(organisationId);
        return { snapshot: { room: 'overview', ...stamp, runs }, isGuest: false };
      }
      case 'run': {
        const { isGuest, ...seen } = this.runSeenBy(organisationId, room.runId);
        return { snapshot: { room: 'run', ...stamp, ...seen }, isGuest };
      }
      case 'unit': {
        const { isGuest, unit } = this.unitSeenBy(organisationId, room.unitId);
        return { snapshot: { room: 'unit', ...stamp, unit }, isGuest };
      }
      case 'alerts': {
        const alerts = this.views.liveAlerts(organisationId);
        return { snapshot: { room: 'alerts', ...stamp, alerts }, isGuest: false };
      }
      case 'incidents': {
        const live = this.incidents.of(organisationId);
        const incidents = live.map((incident) => this.incidentViews.incident(incident));
        return { snapshot: { room: 'incidents', ...stamp, incidents }, isGuest: false };
      }
    }
  }

  private runSeenBy(organisationId: string, id: string) {
    const run = this.views.runRecord(id);
    if (run?.organisationId === organisationId) {
      return { isGuest: false, run: this.views.run(run), units: this.views.unitsOfRun(id) };
    }
    const held = this.guests.heldNow(organisationId, id);
    if (!run || !held) throw new UnknownRecordError(`run ${id}`);
    return { isGuest: true, ...this.guests.run(run, held) };
  }

  private unitSeenBy(organisationId: string, id: string) {
    const unit = this.board.book.units.get(id);
    if (unit?.organisationId === organisationId)
      return { isGuest: false, unit: this.views.unit(unit) };
    const held = this.guests.heldNow(organisationId, unit?.runId);
    if (!unit || !held) throw new UnknownRecordError(`unit ${id}`);
    return { isGuest: true, unit: this.guests.unit(unit, held) };
  }

  private stamp(): { position: number; serverTime: number } {
    this.position += 1;
    return { position: this.position, serverTime: this.clock.now() };
  }
}

function isGuestRoom(room: WatchedRoom): room is GuestRoom {
  return room.kind !== 'overview' && room.guestId !== undefined;
}
