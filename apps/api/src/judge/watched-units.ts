import { isValidAt, type ExpectedHole, type UnitJourney } from '@lenglian/placements';
import type { Duration, Instant } from '@lenglian/quantities';
import type { PlacementSnapshot } from '@lenglian/records';

/** A unit with goods in it, and who speaks for it. */
export interface WatchedUnit {
  readonly unitId: string;
  readonly lotIds: readonly string[];
  readonly devices: readonly SpeakingDevice[];
  /** How often something comes of it at least; 0 where that is not known. */
  readonly reportingInterval: Duration;
  /** Silence that is missed where something was wrong before it, and where nothing was. */
  readonly gapAfter: Duration;
  readonly offlineAfter: Duration;
  /** Silence so long after it was raised is MAJOR. */
  readonly majorAfter: Duration;
  /** Of its rides: where silence is expected. */
  readonly holes: readonly ExpectedHole[];
}

interface SpeakingDevice {
  readonly deviceId: string;
  readonly boundFrom: Instant;
  /** 0 where it is not known. */
  readonly reportingInterval: Duration;
}

type Patience = Pick<WatchedUnit, 'lotIds' | 'gapAfter' | 'offlineAfter' | 'majorAfter'>;

/** Two reports must be missing (domain.md §7, DATA_GAP). */
const REPORTS_MISSED = 2;

/** The units with goods and a device at a moment, each as impatient as the most impatient of its goods. */
export function watchedUnits(snapshot: PlacementSnapshot, now: Instant): WatchedUnit[] {
  const devices = devicesByUnit(snapshot, now);
  const rides = Map.groupBy(snapshot.unitJourneys, ({ unitId }) => unitId);
  return [...goodsByUnit(snapshot, now)].flatMap(([unitId, goods]) => {
    const speaking = devices.get(unitId);
    if (!speaking) return [];
    const reportingInterval = Math.min(...speaking.map((one) => one.reportingInterval));
    const least = REPORTS_MISSED * reportingInterval;
    const gapAfter = Math.max(goods.gapAfter, least);
    const offlineAfter = Math.max(goods.offlineAfter, least);
    const holes = (rides.get(unitId) ?? []).flatMap(holesOnRide);
    const patience = { ...goods, gapAfter, offlineAfter };
    return [{ unitId, ...patience, devices: speaking, reportingInterval, holes }];
  });
}

/** A unit that joins later or was set out before does not come through it. */
function holesOnRide(ride: UnitJourney): readonly ExpectedHole[] {
  return ride.holes.filter(({ from }) => isValidAt(ride, from));
}

function goodsByUnit(snapshot: PlacementSnapshot, now: Instant): Map<string, Patience> {
  const profiles = new Map(snapshot.profiles.map((profile) => [profile.id, profile]));
  const byUnit = new Map<string, Patience>();
  for (const placement of snapshot.lotPlacements) {
    const rules = profiles.get(placement.profileId)?.rules;
    if (!rules || !isValidAt(placement, now)) continue;
    const others = byUnit.get(placement.unitId);
    byUnit.set(placement.unitId, {
      lotIds: [...(others?.lotIds ?? []), placement.lotId],
      gapAfter: Math.min(others?.gapAfter ?? Infinity, rules.dataGapAfter),
      offlineAfter: Math.min(others?.offlineAfter ?? Infinity, rules.offlineAfter),
      majorAfter: Math.min(others?.majorAfter ?? Infinity, rules.offlineMajorAfter),
    });
  }
  return byUnit;
}

function devicesByUnit(snapshot: PlacementSnapshot, now: Instant): Map<string, SpeakingDevice[]> {
  const devices = new Map<string, SpeakingDevice[]>();
  for (const binding of snapshot.deviceBindings) {
    if (!isValidAt(binding, now)) continue;
    const { deviceId, unitId, from: boundFrom, reportingInterval = 0 } = binding;
    devices.set(unitId, [
      ...(devices.get(unitId) ?? []),
      { deviceId, boundFrom, reportingInterval },
    ]);
  }
  return devices;
}
