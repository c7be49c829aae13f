import type { Episode } from '@lenglian/breaches';
import { isValidAt } from '@lenglian/placements';
import { MINUTE, type Duration, type Instant } from '@lenglian/quantities';
import type { PlacementSnapshot } from '@lenglian/records';
import type { DeviceBook } from './device-book.ts';
import type { TickCoverage } from './tick-coverage.ts';

/** A unit with goods in it, and who speaks for it. */
interface WatchedUnit {
  readonly unitId: string;
  readonly lotIds: readonly string[];
  readonly devices: readonly { readonly deviceId: string; readonly boundFrom: Instant }[];
  readonly offlineAfter: Duration;
}

/** A unit fell silent, or spoke again. */
export interface SilenceChange {
  readonly unitId: string;
  readonly lotIds: readonly string[];
  readonly deviceId: string | null;
  readonly episode: Episode;
}

/**
 * The NO_DATA rule: a unit with goods from which nothing comes for `offlineAfter`, on reception and
 * on the journal's ticks. Time in which we were not there is nobody's silence (design §6).
 */
export class SilenceBook {
  private snapshot: PlacementSnapshot | undefined;
  private units: WatchedUnit[] = [];
  private unitsAt: Instant = Number.NEGATIVE_INFINITY;
  private readonly silent = new Map<string, Episode>();
  /** Lots of silent units when they fell silent: who is to be told of the end. */
  private readonly lotsBefore = new Map<string, readonly string[]>();

  place(snapshot: PlacementSnapshot): void {
    this.snapshot = snapshot;
    this.unitsAt = Number.NEGATIVE_INFINITY;
  }

  /** What was believed before a restart. */
  restore(unitId: string, lotId: string, episode: Episode): void {
    this.silent.set(unitId, episode);
    this.lotsBefore.set(unitId, [...(this.lotsBefore.get(unitId) ?? []), lotId]);
  }

  /** Compares every unit with the newest tick. Cheap for units that spoke lately. */
  check(ticks: TickCoverage, devices: DeviceBook): SilenceChange[] {
    const now = ticks.now;
    if (now === null) return [];
    this.renewUnits(now);
    const changes: SilenceChange[] = this.endUnwatched(now);
    for (const unit of this.units) {
      const last = lastHeard(unit, devices);
      const open = this.silent.get(unit.unitId);
      if (open && last > open.startedAt) changes.push(this.spoke(unit, open, last));
      else if (
        !open &&
        now - last >= unit.offlineAfter &&
        ticks.coveredSince(last) >= unit.offlineAfter
      ) {
        changes.push(this.fellSilent(unit, last, now));
      }
    }
    return changes;
  }

  /** Placements begin and end as time goes by, so who is watched is worked out every minute. */
  private renewUnits(now: Instant): void {
    if (!this.snapshot || now - this.unitsAt < MINUTE) return;
    this.units = watchedUnits(this.snapshot, now);
    this.unitsAt = now;
  }

  /** Goods were taken out of a silent unit: nobody's silence any more. */
  private endUnwatched(now: Instant): SilenceChange[] {
    if (this.silent.size === 0) return [];
    const watched = new Set(this.units.map((unit) => unit.unitId));
    return [...this.silent].flatMap(([unitId, open]) => {
      if (watched.has(unitId)) return [];
      this.silent.delete(unitId);
      const episode = { ...open, endedAt: now, clearedAt: now };
      return [{ unitId, lotIds: this.lotsBefore.get(unitId) ?? [], deviceId: null, episode }];
    });
  }

  private fellSilent(unit: WatchedUnit, last: Instant, now: Instant): SilenceChange {
    const episode: Episode = {
      rule: 'NO_DATA',
      severity: 'WARN',
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
    this.lotsBefore.set(unit.unitId, unit.lotIds);
    return this.change(unit, episode);
  }

  private spoke(unit: WatchedUnit, open: Episode, at: Instant): SilenceChange {
    this.silent.delete(unit.unitId);
    return this.change(unit, { ...open, endedAt: at, clearedAt: at });
  }

  private change(unit: WatchedUnit, episode: Episode): SilenceChange {
    const lotIds = this.lotsBefore.get(unit.unitId) ?? unit.lotIds;
    return { unitId: unit.unitId, lotIds, deviceId: unit.devices[0]?.deviceId ?? null, episode };
  }
}

function lastHeard(unit: WatchedUnit, devices: DeviceBook): Instant {
  let last = 0;
  for (const { deviceId, boundFrom } of unit.devices) {
    last = Math.max(last, devices.lastReceivedAt(deviceId) ?? boundFrom);
  }
  return last;
}

function watchedUnits(snapshot: PlacementSnapshot, now: Instant): WatchedUnit[] {
  const profiles = new Map(snapshot.profiles.map((profile) => [profile.id, profile]));
  const byUnit = new Map<string, { lotIds: string[]; offlineAfter: Duration }>();
  for (const placement of snapshot.lotPlacements) {
    const profile = profiles.get(placement.profileId);
    if (!profile || !isValidAt(placement, now)) continue;
    const unit = byUnit.get(placement.unitId);
    byUnit.set(placement.unitId, {
      lotIds: [...(unit?.lotIds ?? []), placement.lotId],
      offlineAfter: Math.min(unit?.offlineAfter ?? Infinity, profile.rules.offlineAfter),
    });
  }
  const devices = new Map<string, { deviceId: string; boundFrom: Instant }[]>();
  for (const binding of snapshot.deviceBindings) {
    if (!isValidAt(binding, now)) continue;
    devices.set(binding.unitId, [
      ...(devices.get(binding.unitId) ?? []),
      { deviceId: binding.deviceId, boundFrom: binding.from },
    ]);
  }
  return [...byUnit].flatMap(([unitId, unit]) => {
    const speaking = devices.get(unitId);
    return speaking ? [{ unitId, ...unit, devices: speaking }] : [];
  });
}
