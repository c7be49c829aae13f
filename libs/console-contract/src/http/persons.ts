import { HAND_OVER_KINDS } from '@lenglian/goods';
import { z } from 'zod';
import { pageQuerySchema } from './list.ts';

/** Whose names, letter for letter as they were written; also the plate of a vehicle. */
const personName = z.string().trim().min(1).max(200);

/**
 * What a name belongs to: the persons of the two parties, of a milk slip (escort and plate), and whoever
 * answered by a link.
 */
export const personPartSchema = z.enum(['FROM', 'TO', 'ESCORT', 'VEHICLE_PLATE', 'SIGNED']);

export const personQuerySchema = pageQuerySchema.extend({ name: personName });

/** One place where a name is kept. */
export const keptNameSchema = z
  .object({
    handOverId: z.string(),
    kind: z.enum(HAND_OVER_KINDS),
    handedOverAt: z.number().int(),
    part: personPartSchema,
  })
  .meta({ id: 'KeptName' });
export type KeptNameView = z.infer<typeof keptNameSchema>;

/** The reason stays in the audit for good; the name must not be in it. */
export const personErasureSchema = z
  .object({ name: personName, reason: z.string().trim().min(1).max(1_000) })
  .meta({ id: 'PersonErasure' });

/** In how many places somebody was named. */
export const erasedPersonSchema = z
  .object({ erased: z.number().int() })
  .meta({ id: 'ErasedPerson' });
