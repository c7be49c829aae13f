import type { Room, RunView, Snapshot, UnitView } from '@lenglian/console-contract';
import type { Clock } from '@lenglian/quantities';
import type { AlertRecord } from '@lenglian/records';
import { ownRecord } from '../http/own-records.ts';
import type { LiveBoard } from './live-board.ts';
import type { LiveViews } from './live-views.ts';
import { letSlowBrowsersGo } from './slow-browsers.ts';
import type { LiveNamespace, LiveSocket } from './live-socket.ts';
import {
  alertsRoom,
  readRoomName,
  roomName,
  runRoom,
  unitRoom,
  type WatchedRoom,
} from './room-names.ts';
import { WaitingChanges } from './waiting-changes.ts';

/** Entries in one room's message of one beat; the rest goes with the next beats. */
const UNITS_A_BEAT_MAX = 1_000;
const RUNS_A_BEAT_MAX = 200;

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
  private readonly clock: Clock;

  constructor(board: LiveBoard, views: LiveViews, clock: Clock) {
    this.board = board;
    this.views = views;
    this.clock = clock;
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
   * @throws UnknownRecordError for a run or unit that is not there or not the organisation's
   */
  join(socket: LiveSocket, room: Room): Snapshot {
    const { organisationId } = socket.data.signedIn.user;
    const snapshot = this.snapshot(room, organisationId);
    void socket.join(roomName(room, organisationId));
    return snapshot;
  }

  /** Reads what a room is about where the board does not hold it: a run that is over. */
  async lookUp(room: Room): Promise<void> {
    if (room.room === 'run') await this.views.lookUp([{ runId: room.runId, lotId: null }]);
  }

  leave(socket: LiveSocket, room: Room): void {
    void socket.leave(roomName(room, socket.data.signedIn.user.organisationId));
  }

  /** Tells of alerts at once. */
  announceAlerts(alerts: readonly AlertRecord[]): void {
    for (const alert of alerts) {
      const rooms = [alertsRoom(alert.organisationId), unitRoom(alert.unitId)];
      if (alert.runId !== null) rooms.push(runRoom(alert.runId));
      this.namespace
        ?.to(rooms)
        .emit('alert.changed', { ...this.stamp(), alert: this.views.alert(alert) });
    }
  }

  /**
   * Tells each watched room what changed since the last beat. Slow browsers are looked for first: right
   * after a beat every browser has something waiting.
   *
   * @returns slow browsers that were let go
   */
  beat(): number {
    if (!this.namespace) return 0;
    const letGo = letSlowBrowsersGo(this.namespace);
    const watched = this.watchedRooms();
    this.waiting.add(this.board.takeChanges(), watched, this.board.book);
    const units = new Map<string, UnitView>();
    for (const [name, room] of watched) {
      if (room.kind === 'overview') this.tellRuns(name, room.organisationId);
      else this.tellUnits(name, units);
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

  private tellRuns(name: string, organisationId: string): void {
    const runs: RunView[] = [];
    for (const runId of this.waiting.take(name, RUNS_A_BEAT_MAX)) {
      const run = this.views.runRecord(runId);
      // Also one that is over now: whoever shows it must see it go.
      if (run?.organisationId === organisationId) runs.push(this.views.run(run));
    }
    if (runs.length > 0) this.namespace?.to(name).emit('runs.changed', { ...this.stamp(), runs });
  }

  private tellUnits(name: string, built: Map<string, UnitView>): void {
    const units: UnitView[] = [];
    for (const unitId of this.waiting.take(name, UNITS_A_BEAT_MAX)) {
      const view = built.get(unitId) ?? this.unitView(unitId);
      if (!view) continue;
      built.set(unitId, view);
      units.push(view);
    }
    if (units.length > 0) {
      this.namespace?.to(name).emit('units.changed', { ...this.stamp(), units });
    }
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

  private snapshot(room: Room, organisationId: string): Snapshot {
    const { book } = this.board;
    const { position } = this;
    const serverTime = this.clock.now();
    switch (room.room) {
      case 'overview': {
        const runs = this.views.overview(organisationId);
        return { room: 'overview', position, serverTime, runs };
      }
      case 'run': {
        const run = ownRecord(
          this.views.runRecord(room.runId),
          organisationId,
          `run ${room.runId}`,
        );
        const units = this.views.unitsOfRun(run.id);
        return { room: 'run', position, serverTime, run: this.views.run(run), units };
      }
      case 'unit': {
        const unit = ownRecord(book.units.get(room.unitId), organisationId, `unit ${room.unitId}`);
        return { room: 'unit', position, serverTime, unit: this.views.unit(unit) };
      }
      case 'alerts': {
        const alerts = this.views.liveAlerts(organisationId);
        return { room: 'alerts', position, serverTime, alerts };
      }
    }
  }

  private stamp(): { position: number; serverTime: number } {
    this.position += 1;
    return { position: this.position, serverTime: this.clock.now() };
  }
}
