import { LIFE_BASES } from '@lenglian/freshness';
import { z } from 'zod';

/**
 * What a figure of remaining life stands on. NO_MODEL: nobody knows the kinetics of such goods; NOT_LOADED: they
 * have lain nowhere yet; NOT_MEASURED: they lay where nothing measured. With these three there are no figures.
 */
export const FRESHNESS_BASES = [...LIFE_BASES, 'NO_MODEL', 'NOT_LOADED', 'NOT_MEASURED'] as const;
export type FreshnessBasis = (typeof FRESHNESS_BASES)[number];

/** PRODUCT: probes in the goods; AIR: supply and return air, where no probe ever measured. */
export const MEASURED_BY = ['PRODUCT', 'AIR'] as const;

const figure = z.number().nullable();

/**
 * How much of their life goods have used and have left, always as a range and never without its basis. Best:
 * the coldest that was measured or is plausible, of goods that keep longest; worst: the other way round.
 */
export const freshnessSchema = z
  .object({
    basis: z.enum(FRESHNESS_BASES),
    /** From when on life is counted. */
    countedFrom: z.number().int().nullable(),
    measuredBy: z.enum(MEASURED_BY).nullable(),
    /** At the reference temperature; ≥ 0. */
    remainingShelfLifeHoursBest: figure,
    remainingShelfLifeHoursWorst: figure,
    /** Above 100 when it is over. */
    lifeUsedPercentBest: figure,
    lifeUsedPercentWorst: figure,
    /** How long such goods keep when they are new, and at which temperature. */
    keepsDaysLeast: figure,
    keepsDaysMost: figure,
    referenceTemperatureCelsius: figure,
    measuredMinutes: z.number(),
    /** In which nobody measured: pauses, and what is only estimated of the time before loading. */
    unknownMinutes: z.number(),
    /** Between which temperatures goods are taken to have been in pauses. */
    unseenColdestCelsius: figure,
    unseenWarmestCelsius: figure,
    /** USP ⟨1079.2⟩, of the last 24 h, by the activation energy of the goods; null where nothing was measured. */
    meanKineticTemperatureCelsius: figure,
    meanKineticTemperatureMeasuredMinutes: z.number(),
    /** Until when it is counted: now, or when the goods were unloaded. */
    asOf: z.number().int(),
  })
  .meta({ id: 'Freshness' });
export type FreshnessView = z.infer<typeof freshnessSchema>;
