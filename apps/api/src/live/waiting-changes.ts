import type { BoardChanges } from './live-board.ts';
import type { JourneyBook } from './journey-book.ts';
import type { WatchedRoom } from './room-names.ts';

/** What each watched room is still to be told: ids of runs (overview) or units, oldest first. */
export class WaitingChanges {
  private readonly byRoom = new Map<string, Set<string>>();

  /** Adds what changed to the rooms that care, and forgets rooms that nobody watches any more. */
  add(
    changes: Omit<BoardChanges, 'progressed'>,
    watched: ReadonlyMap<string, WatchedRoom>,
    book: Pick<JourneyBook, 'units'>,
  ): void {
    for (const name of this.byRoom.keys()) if (!watched.has(name)) this.byRoom.delete(name);
    // A run's owner and each of its custodians have a room of their own.
    const ofRun = new Map<string, Set<string>[]>();
    for (const [name, room] of watched) {
      const ids = this.byRoom.get(name) ?? new Set<string>();
      this.byRoom.set(name, ids);
      if (room.kind === 'overview') for (const runId of changes.runs) ids.add(runId);
      if (room.kind === 'run') ofRun.set(room.runId, [...(ofRun.get(room.runId) ?? []), ids]);
      if (room.kind === 'unit' && changes.units.has(room.unitId)) ids.add(room.unitId);
    }
    for (const unitId of changes.units) {
      const runId = book.units.get(unitId)?.runId;
      if (runId) for (const ids of ofRun.get(runId) ?? []) ids.add(unitId);
    }
    for (const [unitId, runId] of changes.leftRuns)
      for (const ids of ofRun.get(runId) ?? []) ids.add(unitId);
  }

  /** Takes at most `limit` ids of a room. */
  take(name: string, limit: number): string[] {
    const ids = this.byRoom.get(name);
    const taken: string[] = [];
    for (const id of ids ?? []) {
      if (taken.length === limit) break;
      taken.push(id);
    }
    for (const id of taken) ids?.delete(id);
    return taken;
  }
}
