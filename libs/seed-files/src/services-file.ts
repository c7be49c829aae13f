import { LEG_MODES } from '@lenglian/planning';
import { z } from 'zod';
import { codeSchema, figureSchema, namesShape, provenanceShape } from './figure.ts';

/** A month and day, `MM-DD`. */
const dayOfYear = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/, 'MM-DD');

const LEGS_MAX = 100;

/** The leg of a way on which something lies, from 1. */
const legNumberSchema = z.number().int().min(1).max(LEGS_MAX);

/** One leg of a way on which a service runs. */
const legTemplateSchema = z.strictObject({
  mode: z.enum(LEG_MODES),
  fromPlaceCode: codeSchema,
  toPlaceCode: codeSchema,
  distanceKilometres: figureSchema.optional(),
  durationMinutes: figureSchema.optional(),
});

/** A stretch without radio coverage: silence there is expected and no fault. */
const coverageHoleTemplateSchema = z.strictObject({
  code: codeSchema,
  ...namesShape,
  /** Needed where the way has more than one. */
  leg: legNumberSchema.optional(),
  /** From the departure of that leg; without it nobody can say when to expect it, and nobody does. */
  afterMinutes: figureSchema.optional(),
  durationMinutes: figureSchema,
});

/** A stretch where trains or trucks wait for the wind to fall (百里风区): dwell, and no outage. */
const windStopSchema = z.strictObject({
  code: codeSchema,
  ...namesShape,
  leg: legNumberSchema,
  durationMinutesMin: figureSchema,
  durationMinutesMax: figureSchema,
});

/** A named cold-chain service; mode-neutral, since 香梨号 flies as well as rolls. */
export const serviceSchema = z.strictObject({
  code: codeSchema,
  ...namesShape,
  commodityCodes: z.array(codeSchema).min(1),
  season: z.strictObject({ from: dayOfYear, until: dayOfYear, ...provenanceShape }),
  ways: z
    .array(
      z.strictObject({
        code: codeSchema,
        legs: z.array(legTemplateSchema).min(1).max(LEGS_MAX),
        usualLoad: z.string().optional(),
        expectedCoverageHoles: z.array(coverageHoleTemplateSchema),
        windStops: z.array(windStopSchema).optional(),
        ...provenanceShape,
      }),
    )
    .min(1),
});
export type Service = z.infer<typeof serviceSchema>;

/** `seeds/services.json`. */
export const servicesFileSchema = z.strictObject({ services: z.array(serviceSchema).min(1) });
export type ServicesFile = z.infer<typeof servicesFileSchema>;
