import { setImmediate as othersTurn } from 'node:timers/promises';
import type { LimitProfile } from '@lenglian/limits';
import { isValidAt, type ExpectedHole } from '@lenglian/placements';
import { SECOND, type Instant } from '@lenglian/quantities';
import {
  heardEvery,
  type DeviceRecord,
  type LotRecord,
  type Page,
  type PlacementSnapshot,
  type Records,
  type RunRecord,
  type UnitRecord,
} from '@lenglian/records';

/** Records are read in pages of this size: a few milliseconds each, however many there are. */
const PAGE = 200;

/**
 * What is where, at one version of the placements: a copy in memory, replaced as a whole, so that a
 * change of a unit costs no query. It holds what is under way: the runs that are not over and the
 * lots that lie in a unit now, whatever the records hold of past years.
 */
export interface JourneyBook {
  readonly placements: PlacementSnapshot;
  readonly runs: ReadonlyMap<string, RunRecord>;
  readonly units: ReadonlyMap<string, UnitRecord>;
  readonly lots: ReadonlyMap<string, LotRecord>;
  readonly devices: ReadonlyMap<string, DeviceRecord>;
  readonly profiles: ReadonlyMap<string, LimitProfile>;
  readonly unitsByRun: ReadonlyMap<string, readonly UnitRecord[]>;
  readonly lotsByUnit: ReadonlyMap<string, readonly LotRecord[]>;
  /** Devices bound to the unit now, with the moment from which their readings are the unit's. */
  readonly devicesByUnit: ReadonlyMap<string, readonly BoundDevice[]>;
  readonly unitByDevice: ReadonlyMap<string, string>;
  /** Of units with goods: where they are not to be heard. */
  readonly holesByUnit: ReadonlyMap<string, readonly ExpectedHole[]>;
}

export interface BoundDevice {
  readonly deviceId: string;
  readonly from: Instant;
  readonly reportingIntervalSeconds: number;
}

/** Reads the whole book. The version is read first: what changes meanwhile is read again later. */
export async function readJourneyBook(records: Records, now: Instant): Promise<JourneyBook> {
  const { journeys, devices: deviceRecords } = records;
  const placements = await journeys.placements(now);
  const runs = await everyPage((page) => journeys.runs({ ...page, state: 'open' }));
  const units = await everyPage((page) => journeys.units(page));
  const lots = await everyPage((page) =>
    journeys.lots({ ...page, isPlaced: true, isProvisional: 'any' }),
  );
  const devices = byId(await everyPage((page) => deviceRecords.list(page)));
  const bound = placements.deviceBindings.filter((binding) => isValidAt(binding, now));
  return {
    placements,
    devices,
    runs: byId(runs),
    units: byId(units),
    lots: byId(lots),
    profiles: byId(placements.profiles),
    unitsByRun: grouped(
      units.toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0)),
      (unit) => unit.runId,
    ),
    lotsByUnit: grouped(lots, (lot) => lot.unitId),
    devicesByUnit: new Map(
      [...grouped(bound, (binding) => binding.unitId)].map(([unitId, bindings]) => [
        unitId,
        bindings.map(({ deviceId, from }) => ({
          deviceId,
          from,
          reportingIntervalSeconds: secondsOf(devices.get(deviceId)),
        })),
      ]),
    ),
    holesByUnit: new Map(
      placements.unitJourneys
        .filter((journey) => journey.holes.length > 0 && isValidAt(journey, now))
        .map(({ unitId, holes }) => [unitId, holes]),
    ),
    unitByDevice: new Map(bound.map((binding) => [binding.deviceId, binding.unitId])),
  };
}

/** How often a device is to be heard; 0 where nothing is known of it. */
function secondsOf(device: DeviceRecord | undefined): number {
  return device ? heardEvery(device) / SECOND : 0;
}

/** Every item of a paged list. Between pages others get their turn: an alert must not wait. */
export async function everyPage<Item>(
  read: (page: { cursor?: string; limit: number }) => Promise<Page<Item>>,
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null | undefined;
  do {
    const page: Page<Item> = await read({ limit: PAGE, ...(cursor ? { cursor } : {}) });
    items.push(...page.items);
    cursor = page.nextCursor;
    if (cursor !== null) await othersTurn();
  } while (cursor !== null);
  return items;
}

function byId<Item extends { readonly id: string }>(items: readonly Item[]): Map<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}

function grouped<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string | null,
): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
