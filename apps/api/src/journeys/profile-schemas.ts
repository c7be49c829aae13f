import { profileSchema, toldInstantSchema } from '@lenglian/console-contract';
import { commoditySchema } from '@lenglian/seed-files';
import { z } from 'zod';

/** Over the api the limits of goods are what they are in `seeds/`: each figure with its source. */
export const newProfileSchema = commoditySchema
  .extend({ validFrom: toldInstantSchema, reason: z.string().trim().min(1).max(1_000).optional() })
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
