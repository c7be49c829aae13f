import { PRODUCT_STATES } from '@lenglian/goods';
import { z } from 'zod';
import { freshnessSchema } from './freshness.ts';
import { toldInstantSchema } from './instants.ts';

/** A link that shows a lot to whoever has it. */
export const newLotLinkSchema = z
  .object({
    /** Excluded; at most 90 days ahead. */
    validUntil: toldInstantSchema,
    /** For whom it is; never shown to whoever has the link. */
    label: z.string().trim().min(1).max(100).nullable().default(null),
  })
  .meta({ id: 'NewLotLink' });

const linkShape = {
  id: z.string(),
  lotId: z.string(),
  label: z.string().nullable(),
  validUntil: z.number().int(),
  createdBy: z.string(),
  createdAt: z.number().int(),
  revokedAt: z.number().int().nullable(),
};

/** Without what opens it, which nobody can read again. */
export const lotLinkSchema = z.object(linkShape).meta({ id: 'LotLink' });
export type LotLinkView = z.infer<typeof lotLinkSchema>;

/** A link just made. */
export const madeLotLinkSchema = z
  .object({
    ...linkShape,
    /** The page below the console's own address, `/c/…`: told this once. */
    path: z.string(),
  })
  .meta({ id: 'MadeLotLink' });
export type MadeLotLinkView = z.infer<typeof madeLotLinkSchema>;

const celsius = z.number().nullable();
const stopSchema = z.object({
  nameZh: z.string(),
  nameEn: z.string(),
  plannedAt: z.number().int(),
  /** When it is expected to be there, where that is known to be another time; null of a stop that lies behind. */
  expectedAt: z.number().int().nullable(),
});
export type SharedStop = z.infer<typeof stopSchema>;

/**
 * What whoever has a link sees of a lot: how its goods stand and where they are by the plan. No alert,
 * no name of a person, no coordinates, nothing of another lot, and no id of anything.
 */
export const sharedLotSchema = z
  .object({
    lotCode: z.string(),
    commodityNameZh: z.string(),
    commodityNameEn: z.string(),
    /** What is left of it; null where nobody weighed. */
    quantityKilograms: z.number().nullable(),
    /** The run that it is on, or was on last; null when it is on none. */
    run: z
      .object({
        nameZh: z.string(),
        nameEn: z.string(),
        state: z.string(),
        /** By the plan: where it was last, where it comes next, and where it is to leave the run. */
        lastStop: stopSchema.nullable(),
        nextStop: stopSchema.nullable(),
        destination: stopSchema.nullable(),
      })
      .nullable(),
    /** What its goods are to be within. */
    bandLowCelsius: celsius,
    bandHighCelsius: z.number(),
    /** What the probes in the goods said last, and what follows from it for now. */
    product: z.object({
      state: z.enum(PRODUCT_STATES),
      lowCelsius: celsius,
      highCelsius: celsius,
      measuredAt: z.number().int().nullable(),
    }),
    /** The coldest and the warmest of the goods by time; null while the history does not answer. */
    chart: z
      .object({
        from: z.number().int(),
        to: z.number().int(),
        times: z.array(z.number().int()),
        lowCelsius: z.array(z.number()),
        highCelsius: z.array(z.number()),
      })
      .nullable(),
    /** What is left of the life of the goods; null while the history does not answer. */
    freshness: freshnessSchema.nullable(),
    /** True when this installation shows simulated data. */
    isDemo: z.boolean(),
    /** When the link ends. */
    validUntil: z.number().int(),
    /** The moment that "now" is. */
    asOf: z.number().int(),
  })
  .meta({ id: 'SharedLot' });
export type SharedLotView = z.infer<typeof sharedLotSchema>;
export type SharedChart = NonNullable<SharedLotView['chart']>;
