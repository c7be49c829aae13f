import { CONTACT_LANGUAGES, CONTACT_ROLES } from '@lenglian/planning';
import { z } from 'zod';

/** After +86 no number begins with 0, which is dialled before numbers within China: these ring nowhere. */
const NOBODYS_NUMBER = /^\+86000\d{8}$/;

const dutySchema = z.strictObject({
  role: z.enum(CONTACT_ROLES),
  /** Of a desk or a duty, not of a person: seeds are public. */
  name: z.string().trim().min(1).max(64),
  phone: z.string().regex(NOBODYS_NUMBER, "nobody's number: +86000 and eight digits"),
  language: z.enum(CONTACT_LANGUAGES),
  /** When they can be reached, in words; absent: always. */
  hours: z.string().trim().min(1).max(64).optional(),
});

/** Whom to call in a demonstration, and who stands in for them. */
export const seedContactSchema = dutySchema.extend({ deputy: dutySchema.optional() });
export type SeedContact = z.infer<typeof seedContactSchema>;
