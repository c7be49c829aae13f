import { DISPOSITIONS } from '@lenglian/alerts';
import { TRANSFORMATION_KINDS } from '@lenglian/goods';
import { z } from 'zod';
import { freshnessSchema } from './freshness.ts';
import { lotSchema } from './journeys.ts';
import { lotDetailsShape } from './lot-details.ts';
import { findingSchema } from './plans.ts';
import { toldInstantSchema } from './instants.ts';

const code = z.string().trim().min(1).max(64);
const kilograms = z.number().positive().max(1e9);
const note = z.string().trim().min(1).max(1_000);

/** One lot with all that is known of it. */
export const lotRecordSchema = lotSchema
  .extend({
    /** What has not become other lots; null where nobody weighed. */
    leftKilograms: z.number().nullable(),
    /** 待判定 while an alert about the goods waits for quality; else the strictest that was decided. */
    disposition: z.enum(['AWAITING', ...DISPOSITIONS]).nullable(),
    /** Alerts that wait. */
    awaitingAlertIds: z.array(z.string()),
    /** 复核: decisions whose verdict changed since. */
    openReviewIds: z.array(z.string()),
    /** For `If-Match`. */
    revision: z.number().int(),
    ...lotDetailsShape,
  })
  .meta({ id: 'LotRecord' });
export type LotRecordView = z.infer<typeof lotRecordSchema>;

/** A lot of which more was said; warnings: by the limits that it has now, where it lies does not suit it. */
export const changedLotSchema = lotRecordSchema
  .extend({ warnings: z.array(findingSchema) })
  .meta({ id: 'ChangedLot' });
export type ChangedLotView = z.infer<typeof changedLotSchema>;

/** What is said of a lot later; what is absent stays, null takes back. */
export const lotChangeSchema = z
  .object({ ...lotDetailsShape, note: note.nullable() })
  .partial()
  .extend({ reason: note.optional() })
  .meta({ id: 'LotChange' });

/** Lots become other lots, all at one moment. */
export const transformationRequestSchema = z
  .object({
    /** 分批, 合批, 换装, 混装. */
    kind: z.enum(TRANSFORMATION_KINDS),
    at: toldInstantSchema,
    /** Null: all that is left. */
    inputs: z
      .array(z.object({ lotCode: code, quantityKilograms: kilograms.nullable().default(null) }))
      .min(1)
      .max(200),
    outputs: z
      .array(
        z.object({
          lotCode: code,
          quantityKilograms: kilograms.nullable().default(null),
          /** Where it lies from then on; where the first input lay when absent. */
          unitCode: code.optional(),
          packageCount: lotDetailsShape.packageCount.optional(),
          note: note.optional(),
        }),
      )
      .min(1)
      .max(200),
    note: note.optional(),
    /** What comes out does lie where it says; what would refuse that is told as a warning. */
    hasHappened: z.boolean().optional(),
  })
  .meta({ id: 'TransformationRequest' });

const shareSchema = z.object({ lotId: z.string(), quantityKilograms: z.number().nullable() });

export const transformationSchema = z
  .object({
    id: z.string(),
    kind: z.enum(TRANSFORMATION_KINDS),
    at: z.number().int(),
    inputs: z.array(shareSchema),
    outputs: z.array(shareSchema),
  })
  .meta({ id: 'Transformation' });

/** A transformation, also one that no longer counts. */
export const transformationRecordSchema = transformationSchema
  .extend({
    recordedAt: z.number().int(),
    note: z.string().nullable(),
    undoneAt: z.number().int().nullable(),
    undoneBy: z.string().nullable(),
    undoneReason: z.string().nullable(),
    /** For `If-Match`: 1, and 2 once it was undone. */
    revision: z.number().int(),
  })
  .meta({ id: 'TransformationRecord' });
export type TransformationRecordView = z.infer<typeof transformationRecordSchema>;

export const undoSchema = z.object({ reason: note }).meta({ id: 'Undo' });

export const recordedTransformationSchema = z
  .object({ transformation: transformationSchema, warnings: z.array(findingSchema) })
  .meta({ id: 'RecordedTransformation' });

const traceStepSchema = z.object({
  lotId: z.string(),
  lotCode: z.string(),
  transformationId: z.string(),
  kind: z.enum(TRANSFORMATION_KINDS),
  at: z.number().int(),
  /** 1 is one step away. */
  depth: z.number().int(),
  /** 0…1 of the mass: back of what is traced, forward of what it was; null where nobody weighed. */
  fraction: z.number().nullable(),
});

/** Where the goods of a lot came from and where they went, nearest first. */
export const lotTraceSchema = z
  .object({ lotId: z.string(), back: z.array(traceStepSchema), forward: z.array(traceStepSchema) })
  .meta({ id: 'LotTrace' });
export type LotTraceView = z.infer<typeof lotTraceSchema>;

/** Minutes outside limits, by rule. */
const minutesSchema = z.record(z.string(), z.number());

/**
 * How long goods were outside their limits, by the breaches that the rules proved: as this lot, as the
 * lots that they were before, and both. That is the best case: what nobody measured is not in it, and is told
 * beside it, for in the worst case all of it was outside.
 */
export const lotExposureSchema = z
  .object({
    lotId: z.string(),
    asOf: z.number().int(),
    ownMinutes: minutesSchema,
    inheritedMinutes: minutesSchema,
    totalMinutes: minutesSchema,
    /** Of its own time; null where its history cannot be read now. */
    unseenMinutes: z.number().nonnegative().nullable(),
  })
  .meta({ id: 'LotExposure' });
export type LotExposureView = z.infer<typeof lotExposureSchema>;

/** How much of their life the goods of a lot have used and have left. */
export const lotFreshnessSchema = freshnessSchema
  .extend({ lotId: z.string() })
  .meta({ id: 'LotFreshness' });
export type LotFreshnessView = z.infer<typeof lotFreshnessSchema>;
