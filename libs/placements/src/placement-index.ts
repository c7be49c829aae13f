import type { Instant } from '@lenglian/quantities';
import {
  isValidAt,
  overlapOf,
  type DeviceBinding,
  type LotPlacement,
  type Validity,
} from './placement.ts';

/** A stretch of time in which a device's readings are about a lot. */
export interface LotSegment extends Validity {
  readonly deviceId: string;
  readonly unitId: string;
  readonly lotId: string;
  readonly profileId: string;
}

/** Where things are believed to be; a changed belief makes a new index. */
export interface Placements {
  readonly deviceBindings: readonly DeviceBinding[];
  readonly lotPlacements: readonly LotPlacement[];
}

const NOTHING: readonly never[] = [];

/**
 * Which lots a device's readings are about, answered fifty thousand times a second: bindings and
 * placements are joined once, and a question looks at the few segments of one device.
 */
export class PlacementIndex {
  private readonly bindings: ReadonlyMap<string, readonly DeviceBinding[]>;
  private readonly placements: ReadonlyMap<string, readonly LotPlacement[]>;
  private readonly segments = new Map<string, readonly LotSegment[]>();

  constructor({ deviceBindings, lotPlacements }: Placements) {
    this.bindings = groupedByTime(deviceBindings, ({ deviceId }) => deviceId);
    this.placements = groupedByTime(lotPlacements, ({ unitId }) => unitId);
    for (const [deviceId, bindings] of this.bindings) {
      const segments = bindings.flatMap((binding) => this.segmentsOfBinding(binding));
      if (segments.length > 0) this.segments.set(deviceId, segments);
    }
  }

  /** The unit a device is on; of several bindings that claim it, the one that began last. */
  unitOf(deviceId: string, at: Instant): string | undefined {
    return this.bindings.get(deviceId)?.findLast((binding) => isValidAt(binding, at))?.unitId;
  }

  /** What lies in a unit at a moment, in the order in which it was loaded. */
  lotsIn(unitId: string, at: Instant): readonly LotPlacement[] {
    return this.placements.get(unitId)?.filter((placement) => isValidAt(placement, at)) ?? NOTHING;
  }

  /** Every stretch in which the device speaks for a lot. */
  segmentsOf(deviceId: string): readonly LotSegment[] {
    return this.segments.get(deviceId) ?? NOTHING;
  }

  /** The lots that a reading is about. Allocates nothing in the usual case of one lot. */
  segmentsAt(deviceId: string, at: Instant): readonly LotSegment[] {
    const segments = this.segments.get(deviceId);
    if (segments === undefined) return NOTHING;
    const [only] = segments;
    if (segments.length === 1) return isValidAt(only as LotSegment, at) ? segments : NOTHING;
    return segments.filter((segment) => isValidAt(segment, at));
  }

  /** The lots that any of a device's readings from `from` (included) to `to` (excluded) is about. */
  segmentsBetween(deviceId: string, from: Instant, to: Instant): readonly LotSegment[] {
    return this.segmentsOf(deviceId).filter(
      (segment) => overlapOf(segment, { from, until: to }) !== undefined,
    );
  }

  private segmentsOfBinding(binding: DeviceBinding): LotSegment[] {
    const { deviceId, unitId } = binding;
    return (this.placements.get(unitId) ?? NOTHING).flatMap((placement) => {
      const overlap = overlapOf(binding, placement);
      const { lotId, profileId } = placement;
      return overlap ? [{ deviceId, unitId, lotId, profileId, ...overlap }] : [];
    });
  }
}

function groupedByTime<Item extends Validity>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items.toSorted((a, b) => a.from - b.from)) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
