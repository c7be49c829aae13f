import { HAND_OVER_KINDS } from '@lenglian/goods';
import { z } from 'zod';
import { contactSchema } from './contacts.ts';
import { pageQuerySchema } from './list.ts';

/** Whose names, letter for letter as they were written; also the plate of a vehicle. */
const personName = z.string().trim().min(1).max(200);

/**
 * What a name belongs to: the persons of the two parties, of a milk slip (escort and plate), and whoever
 * answered by a link.
 */
export const personPartSchema = z.enum(['FROM', 'TO', 'ESCORT', 'VEHICLE_PLATE', 'SIGNED']);

export const personQuerySchema = pageQuerySchema.extend({ name: personName });

const keptInHandOver = z
  .object({
    in: z.literal('HAND_OVER'),
    handOverId: z.string(),
    kind: z.enum(HAND_OVER_KINDS),
    handedOverAt: z.number().int(),
    part: personPartSchema,
  })
  .meta({ id: 'NameOfHandOver' });

/** Whom to call, with everything that is kept of them. */
const keptInContact = contactSchema
  .pick({
    ...{ subjectKind: true, subjectId: true, legOrdinal: true, role: true },
    ...{ phone: true, language: true, hours: true, note: true, usedAt: true },
  })
  .extend({
    in: z.literal('CONTACT'),
    contactId: z.string(),
  })
  .meta({ id: 'NameOfContact' });

/** One place where a name is kept. */
export const keptNameSchema = z
  .discriminatedUnion('in', [keptInHandOver, keptInContact])
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
