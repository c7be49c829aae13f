import type { z } from 'zod';

/** A schema that shows in the document as another: the route reads more leniently, and tells what is wrong itself. */
export function documentedAs(documented: z.ZodType, read: z.ZodType): Pick<z.ZodType, '~standard'> {
  return { '~standard': { ...documented['~standard'], validate: read['~standard'].validate } };
}
