import { measuring, Track, type Measured, type Position, type Visit } from '@lenglian/progress';
import type { Instant } from '@lenglian/quantities';
import type { LegRecord, RunWay } from '@lenglian/records';

/** What a run is measured by: its way, what people said of it, what its devices told, and from when on that is known. */
export class RunTrack {
  private way: RunWay;
  private track: Track;
  /** From when on what devices told is here. */
  private readonly knownFrom = new Map<string, Instant>();
  private isChanged = true;
  private said: readonly Visit[];

  constructor(way: RunWay, legs: readonly LegRecord[]) {
    this.way = way;
    this.said = saidOf(legs);
    this.track = new Track(way.route);
  }

  get places() {
    return this.way.route.places;
  }

  get riders() {
    return this.way.riders;
  }

  get deviceIds(): string[] {
    return [...this.neededFrom().keys()];
  }

  get hasPositions(): boolean {
    return !this.track.isEmpty;
  }

  /** Something is new since it was last measured. */
  get isDue(): boolean {
    return this.isChanged && this.hasPositions && this.missing().length === 0;
  }

  /** Its way, its riders and what people said may be others now. What was told stays, unless places have moved. */
  replaceWay(way: RunWay, legs: readonly LegRecord[]): void {
    const said = saidOf(legs);
    if (JSON.stringify(said) !== JSON.stringify(this.said)) this.isChanged = true;
    this.said = said;
    const isSameRoute = JSON.stringify(way.route) === JSON.stringify(this.way.route);
    if (isSameRoute && JSON.stringify(way.riders) === JSON.stringify(this.way.riders)) return;
    this.way = way;
    this.isChanged = true;
    if (isSameRoute) return;
    this.track = new Track(way.route);
    this.knownFrom.clear();
  }

  add(position: Position): void {
    if (this.track.add(position)) this.isChanged = true;
  }

  /** Devices of which something that was told is still to be read, and from when on. */
  missing(): { readonly deviceId: string; readonly from: Instant }[] {
    return [...this.neededFrom()].flatMap(([deviceId, from]) =>
      from < (this.knownFrom.get(deviceId) ?? Infinity) ? { deviceId, from } : [],
    );
  }

  /** Everything that a device told from a moment on is here. */
  learned(deviceId: string, from: Instant): void {
    this.knownFrom.set(deviceId, from);
  }

  /** In pieces, see `measuring`. */
  measure(): Generator<void, Measured> {
    this.isChanged = false;
    return measuring(this.track, this.way.route, this.way.riders, this.said);
  }

  private neededFrom(): Map<string, Instant> {
    const needed = new Map<string, Instant>();
    for (const { devices } of this.way.riders)
      for (const { deviceId, from } of devices)
        needed.set(deviceId, Math.min(from, needed.get(deviceId) ?? Infinity));
    return needed;
  }
}

/** When people said that a run was at each place: only their word, for what was measured is measured again. */
function saidOf(legs: readonly LegRecord[]): Visit[] {
  return [undefined, ...legs].map((into, stop) => {
    const out = legs[stop];
    return {
      arrivedAt: into?.arrivedBasis === 'REPORTED' ? into.arrivedAt : null,
      departedAt: out?.departedBasis === 'REPORTED' ? out.departedAt : null,
    };
  });
}
