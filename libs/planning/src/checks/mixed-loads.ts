import { intersectBands, type MovableLimits } from '@lenglian/limits';
import { HOUR } from '@lenglian/quantities';
import { finding, type Finding, type FindingCode } from '../finding.ts';
import type { JourneyPlan } from '../journey-plan.ts';
import { limitsFor } from './limits.ts';
import { ETHYLENE_CLASSES, type CommodityFacts, type PlanFacts } from '../plan-facts.ts';

/** Bands that share less than this leave the unit no room to control, in kelvin (domain.md §1 [C]). */
const SHARED_BAND_MIN = 1;
/** Ethylene does no harm on shorter journeys (domain.md §1 [C]). */
const ETHYLENE_AFTER = 48 * HOUR;
/** Carried with SO2 pads, which spoil everything else (domain.md §1 [C]). */
const WITH_SULPHUR_DIOXIDE = 'GRAPE';

/** The line of goods that no line of the plan brings. */
export const LIES_THERE = 0;

/** Goods of a unit with limits of their own, and the line that brings them. */
interface Loaded {
  readonly line: number;
  readonly lotCode: string;
  readonly commodity: CommodityFacts;
  readonly band: MovableLimits['band'];
}

/** What may lie together in one compartment (domain.md §1, mixed loads), also with what lies there already. */
export function checkMixedLoads(plan: JourneyPlan, facts: PlanFacts): Finding[] {
  const duration = durationOf(plan);
  return [...loadsByUnit(plan, facts)].flatMap(([unitCode, loads]) => {
    const coming = loads.filter(({ line }) => line !== LIES_THERE);
    const others = loads.filter(({ line }) => line === LIES_THERE);
    return coming.flatMap((load, index) =>
      [...others, ...coming.slice(0, index)].flatMap((earlier) =>
        checkPair(earlier, load, unitCode, duration),
      ),
    );
  });
}

/** Each commodity of a unit once, or more often where sugar or cultivar gives lots other limits. */
function loadsByUnit({ lines }: JourneyPlan, facts: PlanFacts): Map<string, Loaded[]> {
  const byUnit = new Map<string, Loaded[]>();
  for (const { line, unitCode, lot } of lines) {
    const commodity = lot && facts.commodities.get(lot.commodityCode);
    if (!commodity) continue;
    const loads = byUnit.get(unitCode) ?? [];
    byUnit.set(unitCode, loads);
    const limits = limitsFor({ line }, lot, commodity);
    const { band } = 'code' in limits ? commodity.limits : limits;
    // One like it speaks for both, but not for goods that come where it lies.
    const isLike = (one: Loaded) =>
      (one.line === LIES_THERE) === (line === LIES_THERE) &&
      one.commodity.code === commodity.code &&
      one.band.low === band.low &&
      one.band.high === band.high;
    if (!loads.some(isLike)) loads.push({ line, lotCode: lot.code, commodity, band });
  }
  return byUnit;
}

function checkPair(earlier: Loaded, load: Loaded, unitCode: string, duration: number): Finding[] {
  const { line, commodity: b } = load;
  const { commodity: a } = earlier;
  const bands = checkBands(earlier.band, load.band);
  if (a.code === b.code) {
    // Of one commodity: only sugar and cultivar tell them apart.
    const of = ({ commodity: { code }, lotCode }: Loaded) => `${code} (${lotCode})`;
    const named = { unitCode, commodityCode: of(load), other: of(earlier) };
    return bands ? [finding(bands, line, 'lotCode', named)] : [];
  }
  const found: FindingCode[] = [];
  if (a.thermalState !== b.thermalState) found.push('THERMAL_STATES_MIXED');
  if (a.family && b.family && a.family !== b.family) found.push('FAMILIES_MIXED');
  if (bands) found.push(bands);
  if (duration > ETHYLENE_AFTER && (harms(a, b) || harms(b, a))) found.push('ETHYLENE');
  if (a.code === WITH_SULPHUR_DIOXIDE || b.code === WITH_SULPHUR_DIOXIDE)
    found.push('SULPHUR_DIOXIDE');
  if (!humiditiesMeet(a, b)) found.push('HUMIDITIES_DO_NOT_MEET');
  const parameters = { unitCode, commodityCode: b.code, other: a.code };
  return found.map((code) => finding(code, line, 'commodityCode', parameters));
}

function checkBands(a: Loaded['band'], b: Loaded['band']): FindingCode | undefined {
  const shared = intersectBands(a, b);
  if (!shared) return 'BANDS_DO_NOT_MEET';
  const { low, high } = shared;
  return low !== null && high - low < SHARED_BAND_MIN ? 'BANDS_MEET_NARROWLY' : undefined;
}

/** Whether the ethylene of one ripens the other before its time. */
function harms(producer: CommodityFacts, sensitive: CommodityFacts): boolean {
  if (!producer.ethylene || !sensitive.ethylene) return false;
  const { production } = producer.ethylene;
  const { sensitivity } = sensitive.ethylene;
  const rank = (of: (typeof ETHYLENE_CLASSES)[number]): number => ETHYLENE_CLASSES.indexOf(of);
  return rank(production) >= rank('medium') && rank(sensitivity) >= rank('high');
}

function humiditiesMeet({ relativeHumidity: a }: CommodityFacts, b: CommodityFacts): boolean {
  const other = b.relativeHumidity;
  return !a || !other || (a.low <= other.high && other.low <= a.high);
}

function durationOf({ legs }: JourneyPlan): number {
  const [first] = legs;
  const last = legs.at(-1);
  return first && last ? last.plannedArrivalAt - first.plannedDepartureAt : 0;
}
