import type { BoardChanges } from './live-board.ts';
import type { JourneyBook } from './journey-book.ts';
import type { WatchedRoom } from './room-names.ts';

/** Units sorted to their rooms in one piece: a millisecond or so. */
const UNITS_A_STEP = 500;

/** What each watched room is still to be told: ids of runs (overview) or units, oldest first. */
export class WaitingChanges {
  private readonly byRoom = new Map<string, Set<string>>();

  /**
   * Adds what changed to the rooms that care, and forgets rooms that nobody watches any more. Yields after every
   * `UNITS_A_STEP` units, so that the caller can let others have their turn.
   */
  *add(
    { units, runs, leftRuns }: Omit<BoardChanges, 'progressed'>,
    watched: ReadonlyMap<string, WatchedRoom>,
    book: Pick<JourneyBook, 'units'>,
  ): Generator<void, void> {
    for (const name of this.byRoom.keys()) if (!watched.has(name)) this.byRoom.delete(name);
    const { overviews, ofRun } = this.listen(watched, units);
    // Thousands of units are on one run, and each organisation has an overview of its own.
    const runsTold = new Set<string>();
    const tellOverviews = (runId: string): void => {
      if (runsTold.has(runId)) return;
      runsTold.add(runId);
      for (const ids of overviews) ids.add(runId);
    };
    for (const runId of runs) tellOverviews(runId);
    for (const [unitId, runId] of leftRuns) {
      tellOverviews(runId);
      for (const ids of ofRun.get(runId) ?? []) ids.add(unitId);
    }
    let looked = 0;
    for (const unitId of units) {
      const runId = book.units.get(unitId)?.runId;
      if (runId) {
        tellOverviews(runId);
        for (const ids of ofRun.get(runId) ?? []) ids.add(unitId);
      }
      if (++looked % UNITS_A_STEP === 0) yield;
    }
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

  /**
   * Begins to keep what waits for rooms that are new, and tells rooms of one unit at once.
   *
   * @returns what waits for each overview, and of each run for its rooms: its owner and each of its custodians have
   * a room of their own
   */
  private listen(watched: ReadonlyMap<string, WatchedRoom>, units: ReadonlySet<string>) {
    const overviews: Set<string>[] = [];
    const ofRun = new Map<string, Set<string>[]>();
    for (const [name, room] of watched) {
      const ids = this.byRoom.get(name) ?? new Set<string>();
      this.byRoom.set(name, ids);
      if (room.kind === 'overview') overviews.push(ids);
      if (room.kind === 'run') ofRun.set(room.runId, [...(ofRun.get(room.runId) ?? []), ids]);
      if (room.kind === 'unit' && units.has(room.unitId)) ids.add(room.unitId);
    }
    return { overviews, ofRun };
  }
}
