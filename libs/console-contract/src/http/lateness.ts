import { z } from 'zod';
import { instantSchema } from './instants.ts';

/** When goods will be at the end of their way, and what being late takes from them (LATE_ARRIVAL). Never a breach. */
export const latenessSchema = z
  .object({
    asOf: instantSchema,
    /** Where their unit leaves the run. */
    placeCode: z.string(),
    placeNameZh: z.string(),
    placeNameEn: z.string(),
    /** As the plan was when the run left. */
    plannedArrivalAt: instantSchema,
    expectedArrivalAt: instantSchema,
    /** Life left then, hours at the reference temperature, in the worst case of what was measured. */
    hoursLeft: z.number(),
    /** What a punctual arrival would have left. */
    hoursLeftOnTime: z.number(),
  })
  .meta({ id: 'Lateness' });
export type LatenessView = z.infer<typeof latenessSchema>;
