import { SeededRandom, type Duration } from '@lenglian/quantities';
import type { TrialPlantName } from '@lenglian/simulators';
import type { CarriedGoods } from './carried-goods.ts';
import { drawUnit } from './draw-unit.ts';
import { watchUnit, type WatchedJourney } from './watch-unit.ts';
import { UNIT_FAULTS, type UnitFault } from './watched-unit.ts';

/** Seeds of one campaign never meet those of another below so many units. */
const UNITS_A_SEED = 1_000_000;

/** Healthy units, one after the other. The same seed gives the same ones, however often their devices measure. */
export function* healthyJourneys(
  seed: number,
  plant: TrialPlantName,
  count: number,
  carried: readonly CarriedGoods[],
  sampling?: Duration,
): Generator<WatchedJourney> {
  for (let unit = 0; unit < count; unit++) {
    yield watch(seed * UNITS_A_SEED + unit, plant, null, carried, sampling);
  }
}

/** As many units of each fault. */
export function* faultyJourneys(
  seed: number,
  plant: TrialPlantName,
  countPerFault: number,
  carried: readonly CarriedGoods[],
  sampling?: Duration,
): Generator<WatchedJourney> {
  let unit = seed * UNITS_A_SEED + UNITS_A_SEED / 2;
  for (const fault of UNIT_FAULTS) {
    for (let i = 0; i < countPerFault; i++) yield watch(unit++, plant, fault, carried, sampling);
  }
}

function watch(
  seed: number,
  plant: TrialPlantName,
  fault: UnitFault | null,
  carried: readonly CarriedGoods[],
  sampling: Duration | undefined,
): WatchedJourney {
  const often = sampling === undefined ? {} : { sampling };
  return watchUnit(
    drawUnit({ seed, plant, fault, carried: pickGoods(seed, fault, carried), ...often }),
  );
}

/** Any goods that a box carries, by chance. */
export function pickGoods(
  seed: number,
  fault: UnitFault | null,
  carried: readonly CarriedGoods[],
): CarriedGoods {
  const share = SeededRandom.stream(seed, 33).next();
  const goods = carried.filter(({ profile }) => isFitting(profile, fault));
  return goods[Math.floor(share * goods.length)] as CarriedGoods;
}

/** Milk of tankers is not carried in boxes; only goods that are cooled can be loaded too warm. */
function isFitting({ rules }: CarriedGoods['profile'], fault: UnitFault | null): boolean {
  return rules.milk === null && (fault !== 'WARM_LOAD' || rules.pullDown !== null);
}
