import { z } from 'zod';
import { datedPageQuerySchema } from './list.ts';
import { findingSchema } from './plans.ts';
import { boundInQuerySchema, boundSchema, instantSchema } from './instants.ts';

const id = z.string().min(1).max(64);
/** A device on a unit, a lot in a unit, a unit on a run. */
const kind = z.enum(['device', 'lot', 'unit']);

export const bindingSchema = z
  .object({
    id: z.string(),
    kind,
    subjectId: z.string(),
    targetId: z.string(),
    /** When it held: `from` included, `until` excluded, null open. */
    from: instantSchema,
    until: instantSchema.nullable(),
    /** When it came to be believed, and until when; null: it still is. */
    recordedAt: instantSchema,
    supersededAt: instantSchema.nullable(),
    position: z.number().int().nullable(),
    equipmentGroup: z.number().int().nullable(),
    setpointCelsius: z.number().nullable(),
    profileId: z.string().nullable(),
  })
  .meta({ id: 'Binding' });
export type BindingView = z.infer<typeof bindingSchema>;

/** Of one subject (a device, lot or unit) or on one target (a unit or run). */
export const bindingQuerySchema = datedPageQuerySchema
  .extend({
    kind,
    subjectId: id.optional(),
    targetId: id.optional(),
    /** What was believed at that moment; now when absent. */
    asOf: boundInQuerySchema.optional(),
    /** Only what held at that moment. */
    at: boundInQuerySchema.optional(),
  })
  .refine(({ subjectId, targetId }) => (subjectId === undefined) !== (targetId === undefined), {
    path: ['subjectId'],
    message: 'give either subjectId or targetId',
  });

/** What is now believed of a span of time, past or future: on `targetId`, or nowhere (null). */
export const bindingCorrectionSchema = z
  .object({
    kind,
    subjectId: id,
    targetId: id.nullable(),
    from: boundSchema,
    until: boundSchema.nullable().default(null),
    position: z.number().int().min(1).max(10_000).nullable().optional(),
    equipmentGroup: z.number().int().min(1).max(10_000).nullable().optional(),
    setpointCelsius: z.number().min(-60).max(60).nullable().optional(),
    /** Of a lot: the limits that it is judged by; its commodity's when absent. */
    profileCode: id.optional(),
    /** It was so, from a moment in the past; what would refuse that (422) is told as a warning. */
    hasHappened: z.boolean().optional(),
    /** Why; it stands in the audit. */
    reason: z.string().trim().min(1).max(1_000),
  })
  .refine(({ from, until }) => until === null || until > from, {
    path: ['until'],
    message: 'must be after from',
  })
  .meta({ id: 'BindingCorrection' });

/** The new belief; null where the subject is now nowhere. What a plan would say of it. */
export const correctedBindingSchema = z
  .object({ binding: bindingSchema.nullable(), warnings: z.array(findingSchema) })
  .meta({ id: 'CorrectedBinding' });
