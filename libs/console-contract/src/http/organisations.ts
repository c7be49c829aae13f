import { z } from 'zod';

/** An organisation by its names. */
export const organisationSchema = z
  .object({
    /** It stands in the topics of its devices. */
    id: z.string(),
    nameZh: z.string(),
    nameEn: z.string(),
    isOwn: z.boolean(),
  })
  .meta({ id: 'Organisation' });
export type OrganisationView = z.infer<typeof organisationSchema>;
