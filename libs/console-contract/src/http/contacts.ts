import { CONTACT_LANGUAGES, CONTACT_ROLES } from '@lenglian/planning';
import { z } from 'zod';
import { pageQuerySchema } from './list.ts';

/** What somebody can be called about: a leg is its run and its ordinal. */
const SUBJECTS = ['place', 'unit', 'run', 'leg', 'organisation'] as const;

const shape = {
  subjectKind: z.enum(SUBJECTS),
  subjectId: z.string().trim().min(1).max(64),
  /** Of a leg, from 0; null for everything else. */
  legOrdinal: z.number().int().min(0).max(99).nullable().default(null),
  role: z.enum(CONTACT_ROLES),
  name: z.string().trim().min(1).max(64),
  /** 汉, 维, 哈, 俄, English. */
  language: z.enum(CONTACT_LANGUAGES).default('zh'),
  /** When they can be reached, in words; null: always. */
  hours: z.string().trim().min(1).max(64).nullable().default(null),
  /** Whom they stand in for. */
  deputyOfId: z.string().max(64).nullable().default(null),
  note: z.string().trim().min(1).max(500).nullable().default(null),
};

export const newContactSchema = z
  .object({
    ...shape,
    /** E.164: country, then number. */
    phone: z.string().regex(/^\+[1-9]\d{6,14}$/, 'a number like +8613912345678'),
  })
  .meta({ id: 'NewContact' });

/** Names are masked for those who may not see them, numbers for everybody. */
export const contactSchema = z
  .object({
    ...shape,
    id: z.string(),
    revision: z.number().int(),
    phone: z.string(),
    /** When somebody last put it down, changed it or dialled: what nobody uses is removed in time. */
    usedAt: z.number().int(),
  })
  .meta({ id: 'Contact' });
export type ContactView = z.infer<typeof contactSchema>;

export const contactQuerySchema = pageQuerySchema.extend({
  subjectKind: z.enum(SUBJECTS).optional(),
  subjectId: z.string().max(64).optional(),
});

/** The alert about which somebody is to be called. */
export const dialSchema = z.object({ alertId: z.string().min(1).max(64) }).meta({ id: 'Dial' });

export const dialledSchema = z.object({ phone: z.string() }).meta({ id: 'Dialled' });
