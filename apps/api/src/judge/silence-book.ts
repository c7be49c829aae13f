import type { Episode } from '@lenglian/breaches';
import { expectedUntil } from '@lenglian/incidents';
import { MINUTE, type Instant } from '@lenglian/quantities';
import type { PlacementSnapshot } from '@lenglian/records';
import type { DeviceBook } from './device-book.ts';
import type { TickCoverage } from './tick-coverage.ts';
import { watchedUnits, type WatchedUnit } from './watched-units.ts';

/** A unit fell silent, stayed so for long, or spoke again. */
export interface SilenceChange {
  readonly unitId: string;
  readonly lotIds: readonly string[];
  readonly deviceId: string | null;
  readonly episode: Episode;
}

/** What silence is judged by, besides where things are. */
export interface SilenceGrounds {
  readonly ticks: TickCoverage;
  readonly devices: DeviceBook;
  /** Devices that were heard since silence was last looked at, and when first. */
  readonly heard: ReadonlyMap<string, Instant>;
  /** Whether anything is wrong with a lot, WARN or worse, besides silence. */
  readonly isTroubled: (lotId: string) => boolean;
}

/**
 * The NO_DATA rule, on reception and on the journal's ticks: a unit with goods from which nothing comes
 * - for `dataGapAfter`, where its last word said "no power" or something is wrong with its goods: a coverage
 *   hole never hides that (operations.md §A1);
 * - else for `offlineAfter`, and not before an expected hole is over by 30 min.
 * WARN, and MAJOR when it lasts `offlineMajorAfter` longer, or at once where something was wrong before.
 * Time in which we were not there is nobody's silence (design §6).
 */
export class SilenceBook {
  private snapshot: PlacementSnapshot | undefined;
  private units: WatchedUnit[] = [];
  private unitByDevice: ReadonlyMap<string, WatchedUnit> = new Map();
  private unitsAt: Instant = Number.NEGATIVE_INFINITY;
  private readonly silent = new Map<string, Episode>();
  /** Lots that were told of the silence of their unit: who is to be told of the end. */
  private readonly lotsTold = new Map<string, readonly string[]>();

  place(snapshot: PlacementSnapshot): void {
    this.snapshot = snapshot;
    this.unitsAt = Number.NEGATIVE_INFINITY;
  }

  /** What was believed before a restart. */
  restore(unitId: string, lotId: string, episode: Episode): void {
    this.silent.set(unitId, episode);
    this.lotsTold.set(unitId, [...(this.lotsTold.get(unitId) ?? []), lotId]);
  }

  /** Compares every unit with the newest tick. Cheap for units that spoke lately. */
  check(grounds: SilenceGrounds): SilenceChange[] {
    const { now } = grounds.ticks;
    if (now === null) return [];
    this.renewUnits(now);
    const changes: SilenceChange[] = this.endUnwatched(now);
    for (const unit of this.units) {
      const last = lastHeard(unit, grounds.devices);
      const open = this.silent.get(unit.unitId);
      if (open) changes.push(...this.goOn(unit, open, last, grounds));
      else if (isMissed(unit, last, grounds)) {
        const severity = wasWrong(unit, grounds) ? 'MAJOR' : 'WARN';
        changes.push(this.fellSilent(unit, { last, now, severity }));
      }
    }
    return changes;
  }

  /** Of units that spoke again since. Costs what was heard, not what is silent or watched. */
  spoken(grounds: SilenceGrounds): SilenceChange[] {
    const { now } = grounds.ticks;
    if (now === null || this.silent.size === 0) return [];
    // Who speaks for whom may be new.
    this.renewUnits(now);
    const heard = new Set<WatchedUnit>();
    for (const deviceId of grounds.heard.keys()) {
      const unit = this.unitByDevice.get(deviceId);
      if (unit && this.silent.has(unit.unitId)) heard.add(unit);
    }
    if (heard.size === 0) return [];
    // In the order of units, not in that in which they were heard: of one moment it is nobody's.
    const spoke = heard.size > 1 ? this.units.filter((unit) => heard.has(unit)) : [...heard];
    return spoke.flatMap((unit) => {
      const open = this.silent.get(unit.unitId);
      return open ? this.spokeAgain(unit, open, lastHeard(unit, grounds.devices), grounds) : [];
    });
  }

  /** Placements begin and end as time goes by, so who is watched is worked out every minute. */
  private renewUnits(now: Instant): void {
    if (!this.snapshot || now - this.unitsAt < MINUTE) return;
    this.units = watchedUnits(this.snapshot, now);
    this.unitByDevice = new Map(
      this.units.flatMap((unit) => unit.devices.map(({ deviceId }) => [deviceId, unit])),
    );
    this.unitsAt = now;
  }

  /** Goods were taken out of a silent unit: nobody's silence any more. */
  private endUnwatched(now: Instant): SilenceChange[] {
    if (this.silent.size === 0) return [];
    const watched = new Set(this.units.map((unit) => unit.unitId));
    return [...this.silent].flatMap(([unitId, open]) => {
      if (watched.has(unitId)) return [];
      this.silent.delete(unitId);
      const lotIds = this.lotsTold.get(unitId) ?? [];
      return [{ unitId, lotIds, deviceId: null, episode: endedAt(open, now) }];
    });
  }

  private goOn(
    unit: WatchedUnit,
    open: Episode,
    last: Instant,
    grounds: SilenceGrounds,
  ): SilenceChange[] {
    const { ticks } = grounds;
    const ended = this.spokeAgain(unit, open, last, grounds);
    if (ended.length > 0) return ended;
    const changes = this.followLots(unit, open, ticks.now ?? last);
    if (open.severity !== 'WARN' || ticks.coveredSince(open.raisedAt) < unit.majorAfter)
      return changes;
    const worse: Episode = { ...open, severity: 'MAJOR' };
    this.silent.set(unit.unitId, worse);
    return [...changes, this.tell(unit, worse, unit.lotIds)];
  }

  private spokeAgain(
    unit: WatchedUnit,
    open: Episode,
    last: Instant,
    { heard }: SilenceGrounds,
  ): SilenceChange[] {
    if (last <= open.startedAt) return [];
    this.silent.delete(unit.unitId);
    const words = unit.devices.map(({ deviceId }) => heard.get(deviceId) ?? last);
    const first = Math.min(last, ...words.filter((at) => at > open.startedAt));
    return [this.tell(unit, endedAt(open, first), this.told(unit))];
  }

  /** Goods that left a silent unit, or came into it, while others lie there. */
  private followLots(unit: WatchedUnit, open: Episode, now: Instant): SilenceChange[] {
    const told = this.told(unit);
    const gone = told.filter((lotId) => !unit.lotIds.includes(lotId));
    const came = unit.lotIds.filter((lotId) => !told.includes(lotId));
    this.lotsTold.set(unit.unitId, unit.lotIds);
    return [
      ...(gone.length > 0 ? [this.tell(unit, endedAt(open, now), gone)] : []),
      ...(came.length > 0 ? [this.tell(unit, open, came)] : []),
    ];
  }

  private fellSilent(
    unit: WatchedUnit,
    { last, now, severity }: { last: Instant; now: Instant; severity: 'WARN' | 'MAJOR' },
  ): SilenceChange {
    const episode: Episode = {
      rule: 'NO_DATA',
      severity,
      startedAt: last,
      raisedAt: now,
      endedAt: null,
      clearedAt: null,
      limit: null,
      peak: null,
      signal: null,
      degreeMinutes: null,
      spentMinutes: null,
      isUnverified: false,
    };
    this.silent.set(unit.unitId, episode);
    this.lotsTold.set(unit.unitId, unit.lotIds);
    return this.tell(unit, episode, unit.lotIds);
  }

  private told(unit: WatchedUnit): readonly string[] {
    return this.lotsTold.get(unit.unitId) ?? unit.lotIds;
  }

  private tell(unit: WatchedUnit, episode: Episode, lotIds: readonly string[]): SilenceChange {
    const { unitId, devices } = unit;
    return { unitId, lotIds, deviceId: devices[0]?.deviceId ?? null, episode };
  }
}

function endedAt(episode: Episode, at: Instant): Episode {
  return { ...episode, endedAt: at, clearedAt: at };
}

/** Whether nothing has come for longer than is to be expected. */
function isMissed(unit: WatchedUnit, last: Instant, grounds: SilenceGrounds): boolean {
  const { ticks } = grounds;
  const now = ticks.now ?? last;
  if (now - last < unit.gapAfter) return false;
  const silence = ticks.coveredSince(last);
  if (silence < unit.gapAfter) return false;
  if (wasWrong(unit, grounds)) return true;
  if (silence < unit.offlineAfter) return false;
  const begin = { lastWordAt: last, dueAt: last + unit.reportingInterval };
  const expected = expectedUntil(begin, unit.holes);
  return expected === null || now >= expected;
}

/** Without power at its last word, or with an open alert of its goods. */
function wasWrong(unit: WatchedUnit, { devices, isTroubled }: SilenceGrounds): boolean {
  if (unit.lotIds.some(isTroubled)) return true;
  return unit.devices.some(({ deviceId, boundFrom }) => {
    const power = devices.lastPower(deviceId);
    return power !== null && power.measuredAt >= boundFrom && !power.isOn;
  });
}

function lastHeard(unit: WatchedUnit, devices: DeviceBook): Instant {
  let last = 0;
  for (const { deviceId, boundFrom } of unit.devices) {
    last = Math.max(last, devices.lastReceivedAt(deviceId) ?? boundFrom);
  }
  return last;
}
