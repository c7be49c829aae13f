import { BUDGET_RULES } from '@lenglian/limits';
import {
  DANGER_CAUSES,
  PREDICTED_LIMITS,
  PREDICTION_BASES,
  STOP_ACTION_NAMES,
} from '@lenglian/prediction';
import { z } from 'zod';
import { instantSchema } from './instants.ts';

/** A limit that the goods will cross if things go on as they do. An order of size, not a promise. */
const crossingSchema = z.object({
  limit: z.enum(PREDICTED_LIMITS),
  celsius: z.number(),
  crossesAt: instantSchema,
  /** Three crossings in four or fewer lie between these (docs/prediction.md); null: perhaps not within 24 hours. */
  earliestAt: instantSchema.nullable(),
  latestAt: instantSchema.nullable(),
});

/** What becomes of a lot if nobody does anything, and where somebody can (operations §C). Never a breach. */
export const dangerSchema = z
  .object({
    lotId: z.string(),
    unitId: z.string(),
    /** Event time of the newest sample that it rests on; minutes count from here. */
    asOf: instantSchema,
    /** TWIN: a fitted model; SLOPE: the product's own slope, where no air is measured. */
    basis: z.enum(PREDICTION_BASES),
    /** What seems to be wrong, as far as the unit's own data tell. */
    cause: z.enum(DANGER_CAUSES),
    /** The first limit ahead; null: none within 24 hours. */
    ahead: crossingSchema.nullable(),
    /** The first critical limit ahead; null when it is crossed, or none within 24 hours. */
    harm: crossingSchema.nullable(),
    /** 距货损: of the fruit, not the air. 0 when a critical limit is crossed; null: not within 24 hours. */
    timeToHarmMinutes: z.number().nullable(),
    /** 距下一可处置站: where something against the cause can be done, else the arrival; null: not known. */
    nextAction: z
      .object({
        at: instantSchema,
        placeCode: z.string().nullable(),
        placeNameZh: z.string().nullable(),
        placeNameEn: z.string().nullable(),
        /** What can be done there; none at the arrival, where goods are taken out. */
        actions: z.array(z.enum(STOP_ACTION_NAMES)),
      })
      .nullable(),
    /** Of the whole journey, those of which anything is spent: the lot's own, not those of lots that it was before. */
    budgets: z.array(
      z.object({
        rule: z.enum(BUDGET_RULES),
        spentMinutes: z.number(),
        maxMinutes: z.number(),
        /** Whether the goods spend it now. */
        isSpending: z.boolean(),
      }),
    ),
    /** 余量: time to harm less time to the next place; negative: nobody comes in time. */
    marginMinutes: z.number().nullable(),
  })
  .meta({ id: 'Danger' });
export type DangerView = z.infer<typeof dangerSchema>;
