import { JUDGE_VERSION } from '@lenglian/breaches';
import type { LimitProfile, LimitsInTime } from '@lenglian/limits';
import { overlapOf, type LotPlacement, type Validity } from '@lenglian/placements';
import type { Instant } from '@lenglian/quantities';
import type { PlacementSnapshot } from '@lenglian/records';

/** A stretch of time in which a device's readings are a lot's. */
export interface Segment extends Validity {
  readonly deviceId: string;
}

/** Placements of each lot, in order of time. */
export function groupByLot(placements: readonly LotPlacement[]): Map<string, LotPlacement[]> {
  const byLot = new Map<string, LotPlacement[]>();
  for (const placement of [...placements].sort((a, b) => a.from - b.from)) {
    byLot.set(placement.lotId, [...(byLot.get(placement.lotId) ?? []), placement]);
  }
  return byLot;
}

/** When which device spoke for a lot. */
export function segmentsOf(
  placements: readonly LotPlacement[],
  snapshot: PlacementSnapshot,
): Segment[] {
  const bindings = bindingsByUnit(snapshot);
  return placements.flatMap((placement) =>
    (bindings.get(placement.unitId) ?? []).flatMap((binding) => {
      const overlap = overlapOf(placement, binding);
      return overlap ? [{ deviceId: binding.deviceId, ...overlap }] : [];
    }),
  );
}

const indexes = new WeakMap<
  PlacementSnapshot,
  Map<string, PlacementSnapshot['deviceBindings'][number][]>
>();

function bindingsByUnit(snapshot: PlacementSnapshot) {
  let index = indexes.get(snapshot);
  if (!index) {
    index = new Map();
    for (const binding of snapshot.deviceBindings) {
      const list = index.get(binding.unitId) ?? [];
      list.push(binding);
      index.set(binding.unitId, list);
    }
    indexes.set(snapshot, index);
  }
  return index;
}

/** −∞ for a lot that was never a part of another: all that happened to it is its own. */
export function bornAtOf(placements: readonly LotPlacement[]): Instant {
  const hasInherited = placements.some(({ isInherited }) => isInherited);
  const own = placements.find(({ isInherited }) => !isInherited);
  return hasInherited && own ? own.from : -Infinity;
}

/** By which limits a lot is judged when, by its own placements; undefined where any are unknown. */
export function limitsOf(
  placements: readonly LotPlacement[],
  profiles: ReadonlyMap<string, LimitProfile>,
): readonly LimitsInTime[] | undefined {
  const limits: LimitsInTime[] = [];
  for (const { from, profileId } of placements.filter(({ isInherited }) => !isInherited)) {
    const profile = profiles.get(profileId);
    if (!profile) return undefined;
    if (limits.at(-1)?.profile.id !== profileId)
      limits.push({ from: limits.length === 0 ? -Infinity : from, profile });
  }
  return limits.length === 0 ? undefined : limits;
}

/** Names everything the verdict depends on besides readings. */
export function basisOf(
  limits: readonly LimitsInTime[],
  segments: readonly Segment[],
  bornAt: Instant,
): string {
  // A profile's id names one version of it, which never changes.
  const [first, ...later] = limits;
  const basis: unknown[] = [JUDGE_VERSION, first?.profile.id, segments];
  if (later.length > 0) basis.push(later.map(({ from, profile }) => [from, profile.id]));
  if (bornAt !== -Infinity) basis.push(bornAt);
  return JSON.stringify(basis);
}
