import { z } from 'zod';

/** How sure we are: A seen in a source, B widely published, C an engineering default. */
export const confidenceSchema = z.enum(['A', 'B', 'C']);

/** Where a figure comes from. Every number in seeds/ that anybody could dispute carries it. */
export const provenanceShape = {
  confidence: confidenceSchema,
  /** The source in words that a reader can follow up, or why this default. */
  source: z.string().min(3),
};

/** One number with its confidence and source; the unit is in the name of the field that holds it. */
export const figureSchema = z.strictObject({ value: z.number(), ...provenanceShape });
export type Figure = z.infer<typeof figureSchema>;

/** A figure that may say, with a reason, that there is no such limit. */
export const optionalFigureSchema = z.strictObject({
  value: z.number().nullable(),
  ...provenanceShape,
});

/** Upper-case codes of commodities, places and services. */
export const codeSchema = z
  .string()
  .regex(/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/, 'a code like PEAR_KORLA');

/** The Chinese and the English name, as the console shows them. */
export const namesShape = { nameZh: z.string().min(1), nameEn: z.string().min(1) };
