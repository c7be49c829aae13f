import { profileSchema } from '@lenglian/console-contract';
import { commoditySchema } from '@lenglian/seed-files';
import { z } from 'zod';

/** UTC ms between 2000 and 2100: what is outside was meant otherwise. */
const instant = z.number().int().min(946_684_800_000).max(4_102_444_800_000);

/** Over the api the limits of goods are what they are in `seeds/`: each figure with its source. */
export const newProfileSchema = commoditySchema
  .extend({ validFrom: instant, reason: z.string().trim().min(1).max(1_000).optional() })
  .meta({ id: 'NewProfile' });

/** A version with the entry that it came from, to be changed and sent again; null where nobody gave one. */
export const profileEntrySchema = profileSchema
  .extend({
    /** As the seeds brought it. */
    isSeeded: z.boolean(),
    entry: commoditySchema.meta({ id: 'Commodity' }).nullable(),
  })
  .meta({ id: 'ProfileEntry' });
export type ProfileEntryView = z.infer<typeof profileEntrySchema>;
