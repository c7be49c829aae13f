import { z } from 'zod';
import { pageQuerySchema } from './list.ts';
import { toldInstantSchema } from './instants.ts';

/** Why another organisation may see something: a run in its custody, a lot for it, a device of it. */
export const GRANT_KINDS = ['custody', 'consignee', 'lessor'] as const;

const shape = {
  granteeOrganisationId: z.string().trim().min(1).max(64),
  kind: z.enum(GRANT_KINDS),
  /** A run (custody), a lot (consignee) or a device (lessor). */
  subjectId: z.string().trim().min(1).max(64),
  /** The leg in custody, from 0; null for the whole run. */
  legOrdinal: z.number().int().min(0).max(99).nullable().default(null),
  /** Included. */
  validFrom: toldInstantSchema,
  /** Excluded; null is open. */
  validUntil: toldInstantSchema.nullable().default(null),
};

export const newGrantSchema = z.object(shape).meta({ id: 'NewGrant' });

export const grantSchema = z
  .object({
    ...shape,
    id: z.string(),
    organisationId: z.string(),
    grantedBy: z.string(),
    grantedAt: z.number().int(),
    revokedAt: z.number().int().nullable(),
  })
  .meta({ id: 'Grant' });
export type GrantView = z.infer<typeof grantSchema>;

/** `given` to others, or `received` from them. */
export const grantQuerySchema = pageQuerySchema.extend({
  side: z.enum(['given', 'received']).default('given'),
  kind: z.enum(GRANT_KINDS).optional(),
  subjectId: z.string().max(64).optional(),
});
