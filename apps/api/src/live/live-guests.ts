import type { AlertView, Room, RunView, UnitView } from '@lenglian/console-contract';
import type { Clock } from '@lenglian/quantities';
import type { AlertRecord, Records, RunRecord, UnitRecord } from '@lenglian/records';
import { unitGone, type GuestViews } from '../grants/guest-views.ts';
import { readHeldRun, type HeldRun } from '../grants/held-run.ts';
import type { LiveBoard } from './live-board.ts';
import type { WatchedRoom } from './room-names.ts';

/** A room that custodians of a run watch, apart from its owner's. */
export type GuestRoom = Exclude<WatchedRoom, { kind: 'overview' }> & { readonly guestId: string };

/**
 * What custodians have of the runs that they watch, in memory: whoever joins is looked up first, and
 * `look` keeps it in step with the records, so that a revoked grant is noticed within seconds. When a
 * grant ends by itself, the clock tells.
 */
export class LiveGuests {
  private readonly held = new Map<string, HeldRun>();
  /** Looked up since `look` began: whoever asked is about to join. */
  private readonly asked = new Set<string>();
  private readonly records: Pick<Records, 'grants' | 'bindings'>;
  private readonly views: GuestViews;
  private readonly clock: Clock;

  constructor(records: Pick<Records, 'grants' | 'bindings'>, views: GuestViews, clock: Clock) {
    this.records = records;
    this.views = views;
    this.clock = clock;
  }

  /** Before an organisation joins a room: what it has of the room's run. */
  async lookUp(organisationId: string, runId: string | null | undefined): Promise<void> {
    if (!runId) return;
    const held = await readHeldRun(this.records, organisationId, runId);
    if (!held) return;
    this.held.set(keyOf(organisationId, runId), held);
    this.asked.add(keyOf(organisationId, runId));
  }

  /** Reads again what the watched rooms need, and forgets the rest. */
  async look(rooms: readonly GuestRoom[], board: LiveBoard): Promise<void> {
    this.asked.clear();
    const needed = new Set<string>();
    for (const room of rooms) {
      const runId = runOf(room, board);
      if (runId === null || needed.has(keyOf(room.guestId, runId))) continue;
      const held = await readHeldRun(this.records, room.guestId, runId);
      needed.add(keyOf(room.guestId, runId));
      if (held) this.held.set(keyOf(room.guestId, runId), held);
    }
    for (const key of this.held.keys())
      if (!needed.has(key) && !this.asked.has(key)) this.held.delete(key);
  }

  /** Undefined when an organisation does not have the run in custody now, or was not looked up. */
  heldNow(organisationId: string, runId: string | null | undefined): HeldRun | undefined {
    const held = runId ? this.held.get(keyOf(organisationId, runId)) : undefined;
    return held?.isHeldAt(this.clock.now()) ? held : undefined;
  }

  /** Whether a room's custodian still has in custody what it shows. */
  mayStay(room: GuestRoom, board: LiveBoard): boolean {
    return this.heldNow(room.guestId, runOf(room, board)) !== undefined;
  }

  run(run: RunRecord, held: HeldRun): { run: RunView; units: UnitView[] } {
    return {
      run: this.views.run(held.withLegsHeldAt(run, this.clock.now()), held),
      units: this.views.unitsOfRun(run.id, held),
    };
  }

  unit(unit: UnitRecord, held: HeldRun): UnitView {
    return this.views.unit(unit, held.spansOf(unit.id));
  }

  /** A changed unit for a room, gone where it left the room's run; undefined where it is nothing to its custodian. */
  changedUnit(room: GuestRoom, unit: UnitRecord): UnitView | undefined {
    const runId = room.kind === 'run' ? room.runId : unit.runId;
    const held = this.heldNow(room.guestId, runId);
    if (!held) return undefined;
    return unit.runId === runId ? this.unit(unit, held) : unitGone(unit);
  }

  /** An alert for custodians. */
  alert(alert: AlertRecord): AlertView {
    return this.views.alert(alert);
  }

  /** Whether a room shows an alert: that of its run or unit, begun in custody. */
  shows(room: GuestRoom, alert: AlertRecord): boolean {
    const isAbout = room.kind === 'run' ? room.runId === alert.runId : room.unitId === alert.unitId;
    return isAbout && this.heldNow(room.guestId, alert.runId)?.hasSeenBegin(alert) === true;
  }
}

/** The room as the contract names it. */
export function asRoom(room: GuestRoom): Room {
  return room.kind === 'run'
    ? { room: 'run', runId: room.runId }
    : { room: 'unit', unitId: room.unitId };
}

function runOf(room: GuestRoom, board: LiveBoard): string | null {
  return room.kind === 'run' ? room.runId : (board.book.units.get(room.unitId)?.runId ?? null);
}

function keyOf(organisationId: string, runId: string): string {
  return `${organisationId}\n${runId}`;
}
