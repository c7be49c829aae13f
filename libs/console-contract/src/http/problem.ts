import { z } from 'zod';
import { findingSchema } from './plans.ts';

/** RFC 9457 problem details; `code` is ours, stable, and has its words in the wording library. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    detail: z.string().optional(),
    /** For a request of the wrong shape: each field and what is wrong with it. */
    /** For a plan that was refused: everything there is to mend, and what was warned about. */
    findings: z.array(findingSchema).optional(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problemSchema>;
