import { HOUR, MINUTE, type Celsius, type Instant } from '@lenglian/quantities';
import { ageingRate, type ShelfLifeModel } from './kinetics.ts';
import { addAgeing, NO_AGEING, type Ageing, type UnseenBounds } from './life-used.ts';

/**
 * Since when the life of goods is counted, from what tells most to what tells least. The last two take the
 * goods to have been as new then.
 */
export const LIFE_BASES = [
  'SINCE_HARVEST_ESTIMATED',
  'FRESH_AT_PRE_COOLING',
  'FRESH_AT_LOADING',
] as const;
export type LifeBasis = (typeof LIFE_BASES)[number];

/** What is on record of goods before anybody measured. */
export interface BeforeLoading {
  readonly loadedAt: Instant;
  readonly harvestedAt: Instant | null;
  /** When pre-cooling had ended. */
  readonly preCooledAt: Instant | null;
  /** Of the pulp when it was loaded. */
  readonly pulpAtLoading: Celsius | null;
}

/**
 * The warmest that goods are taken to be between harvest and the end of pre-cooling: a summer's afternoon
 * in an orchard in Xinjiang, and the warmth of an animal or of fresh milk. [C]
 */
export const FIELD_WARMEST: Celsius = 35;

/** Ageing before loading by what somebody recorded, an estimate; nothing where nobody did. */
export function ageingBeforeLoading(
  { loadedAt, harvestedAt, preCooledAt, pulpAtLoading }: BeforeLoading,
  model: ShelfLifeModel,
  unseen: UnseenBounds,
): { readonly basis: LifeBasis; readonly countedFrom: Instant; readonly ageing: Ageing } {
  const cooled = preCooledAt !== null && preCooledAt <= loadedAt ? preCooledAt : null;
  const harvested =
    harvestedAt !== null && harvestedAt <= (cooled ?? loadedAt) ? harvestedAt : null;
  const kept = {
    coldest: Math.min(unseen.coldest, pulpAtLoading ?? unseen.coldest),
    warmest: Math.max(unseen.warmest, pulpAtLoading ?? unseen.warmest),
  };
  const field = { coldest: kept.coldest, warmest: Math.max(FIELD_WARMEST, kept.warmest) };
  const stored = cooled === null ? NO_AGEING : between(cooled, loadedAt, model, kept);
  if (harvested !== null)
    return {
      ...{ basis: 'SINCE_HARVEST_ESTIMATED', countedFrom: harvested },
      ageing: addAgeing(between(harvested, cooled ?? loadedAt, model, field), stored),
    };
  return cooled === null
    ? { basis: 'FRESH_AT_LOADING', countedFrom: loadedAt, ageing: NO_AGEING }
    : { basis: 'FRESH_AT_PRE_COOLING', countedFrom: cooled, ageing: stored };
}

function between(
  from: Instant,
  until: Instant,
  model: ShelfLifeModel,
  { coldest, warmest }: UnseenBounds,
): Ageing {
  const length = until - from;
  return {
    best: ageingRate(model, coldest) * length,
    worst: ageingRate(model, warmest) * length,
    measuredMinutes: 0,
    unknownMinutes: length / MINUTE,
  };
}

/** What goods have behind them. */
export interface LotAge {
  readonly basis: LifeBasis;
  /** The earliest moment from which any of them are counted. */
  readonly countedFrom: Instant;
  readonly ageing: Ageing;
}

/**
 * What goods that went together have behind them. Pieces that stay themselves: the best of the freshest, the
 * worst of the oldest. What runs together ages by mass, where every mass is known. The basis is that of
 * whichever tells least.
 *
 * @param ages at least one
 */
export function joinAges(
  ages: readonly (LotAge & { readonly kilograms: number | null })[],
  isRunTogether: boolean,
): LotAge {
  const total = ages.reduce((sum, { kilograms }) => sum + (kilograms ?? 0), 0);
  const isMean = isRunTogether && total > 0 && ages.every(({ kilograms }) => kilograms !== null);
  const of = (pick: (ageing: Ageing) => number, otherwise: (...all: number[]) => number) =>
    isMean
      ? ages.reduce((sum, { ageing, kilograms }) => sum + pick(ageing) * (kilograms ?? 0), 0) /
        total
      : otherwise(...ages.map(({ ageing }) => pick(ageing)));
  const rank = Math.max(...ages.map(({ basis }) => LIFE_BASES.indexOf(basis)));
  return {
    basis: LIFE_BASES[rank] ?? 'FRESH_AT_LOADING',
    countedFrom: Math.min(...ages.map(({ countedFrom }) => countedFrom)),
    ageing: {
      best: of(({ best }) => best, Math.min),
      worst: of(({ worst }) => worst, Math.max),
      // Of the one of which least is known.
      measuredMinutes: Math.min(...ages.map(({ ageing }) => ageing.measuredMinutes)),
      unknownMinutes: Math.max(...ages.map(({ ageing }) => ageing.unknownMinutes)),
    },
  };
}

/** How much of their life goods have used and have left, each as a range. */
export interface LifeLeft {
  /** Of the life at the reference temperature; above 100 when it is over. */
  readonly usedPercentBest: number;
  readonly usedPercentWorst: number;
  /** Hours at the reference temperature, ≥ 0. */
  readonly remainingHoursBest: number;
  readonly remainingHoursWorst: number;
}

/** The best case is of goods that keep longest and were coldest; the worst of those that keep least and were warmest. */
export function lifeLeft({ best, worst }: Ageing, model: ShelfLifeModel): LifeLeft {
  const hours = (left: number) => Math.max(0, left) / HOUR;
  return {
    usedPercentBest: (best / model.keepsMost) * 100,
    usedPercentWorst: (worst / model.keepsLeast) * 100,
    remainingHoursBest: hours(model.keepsMost - best),
    remainingHoursWorst: hours(model.keepsLeast - worst),
  };
}
